-- What PostgreSQL 18 brought.
CREATE TABLE kinds.virtual_columns (a int, "twice; it" int GENERATED ALWAYS AS (a * 2) VIRTUAL, t text GENERATED ALWAYS AS (E'\\.\n' || a) VIRTUAL);
INSERT INTO kinds.virtual_columns (a) VALUES (1), (NULL), (3);
CREATE TABLE kinds.bookings (room int, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
INSERT INTO kinds.bookings VALUES (1, '[2024-01-01,2024-02-01)'), (1, '[2024-02-01,2024-03-01)');
CREATE TABLE kinds.guests (room int, during daterange, FOREIGN KEY (room, PERIOD during) REFERENCES kinds.bookings (room, PERIOD during));
INSERT INTO kinds.guests VALUES (1, '[2024-01-15,2024-02-15)');
CREATE TABLE kinds.not_nulls (a int, b int, CONSTRAINT "a; there" NOT NULL a);
ALTER TABLE kinds.not_nulls ADD CONSTRAINT "b; later" NOT NULL b NOT VALID;
ALTER TABLE kinds.not_nulls ADD CONSTRAINT unenforced CHECK (a > b) NOT ENFORCED;
INSERT INTO kinds.not_nulls VALUES (1, 2);
CREATE TABLE shapes.virtual_list (s varchar, ok bool GENERATED ALWAYS AS (s IN ('open', 'shut')) VIRTUAL);
INSERT INTO shapes.virtual_list VALUES ('open'), ('other');
CREATE TABLE shapes.unenforced (id int PRIMARY KEY, a int);
ALTER TABLE shapes.unenforced ADD CONSTRAINT "not; enforced" FOREIGN KEY (a) REFERENCES shapes.a NOT ENFORCED;
INSERT INTO shapes.unenforced VALUES (1, 404);
