-- Partitions, inheritance, constraints, sequences and indexes in the shapes that dumps take apart and put together again.
CREATE SCHEMA shapes;
SET search_path = shapes, public;

-- A key that is an expression, a default with partitions of its own, an index attached by hand under another name.
CREATE TABLE by_key (id int NOT NULL, at date NOT NULL, v text DEFAULT 'of the parent') PARTITION BY RANGE ((extract(year FROM at)), lower(v) COLLATE "C");
CREATE TABLE by_key_old PARTITION OF by_key FOR VALUES FROM (MINVALUE, MINVALUE) TO (2024, 'a');
CREATE TABLE by_key_rest PARTITION OF by_key (v DEFAULT 'of the default') DEFAULT PARTITION BY LIST ((id % 2 = 0));
CREATE TABLE by_key_rest_even PARTITION OF by_key_rest FOR VALUES IN (true) WITH (fillfactor = 50);
CREATE TABLE by_key_rest_odd PARTITION OF by_key_rest (CHECK (id <> 13)) DEFAULT;
CREATE INDEX by_key_id ON ONLY by_key (id);
CREATE INDEX "old; id" ON by_key_old (id);
CREATE INDEX rest_id ON by_key_rest (id);
ALTER INDEX by_key_id ATTACH PARTITION "old; id";
ALTER INDEX by_key_id ATTACH PARTITION rest_id;
CREATE INDEX own_of_one ON by_key_rest_even (v) WHERE id > 2;
COMMENT ON INDEX by_key_id IS 'on an index of partitions';
COMMENT ON TABLE by_key_rest IS 'on a partition';
INSERT INTO by_key SELECT n, date '2020-01-01' + n * 400, 'V' || n FROM generate_series(1, 12) n;
CREATE TABLE detached (LIKE by_key INCLUDING ALL);
INSERT INTO detached VALUES (1, '1999-12-31', NULL);
-- Each partition of an enum is dumped through its root: an enum's hash is another one in each database.
CREATE TYPE colour AS ENUM ('red', 'green', 'blue', 'no; \.');
CREATE TABLE by_colour (id int, c colour, v text, PRIMARY KEY (id, c)) PARTITION BY HASH (c);
CREATE TABLE by_colour_0 PARTITION OF by_colour FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_colour_1 (v text, c colour NOT NULL, id int NOT NULL);
ALTER TABLE by_colour ATTACH PARTITION by_colour_1 FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_colour_2 PARTITION OF by_colour FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_colour SELECT n, (enum_range(NULL::colour))[1 + n % 4], E'\\.\t' || n FROM generate_series(1, 40) n;

-- Two parents, and columns that came to the parents later: a restored child has them in another order.
CREATE TABLE mother (id int, v text CHECK (v <> 'no'));
CREATE TABLE father (id int, w int DEFAULT 3);
CREATE TABLE kid (own text NOT NULL) INHERITS (mother, father);
ALTER TABLE mother ADD late timestamptz, ADD later text DEFAULT E'\\.';
ALTER TABLE kid ALTER w SET DEFAULT 4;
CREATE TABLE adopted (later text, id int, v text CONSTRAINT mother_v_check CHECK (v <> 'no'), late timestamptz);
ALTER TABLE adopted INHERIT mother;
INSERT INTO kid (id, v, w, own, later) VALUES (1, 'a', 1, E'o\tn', 'l'), (2, NULL, NULL, '\N', NULL), (2, NULL, NULL, '\N', NULL);
INSERT INTO adopted VALUES ('l', 3, '\.', 'infinity');
INSERT INTO mother VALUES (4, 'm', '-infinity');

-- IN over varchar is written in two ways: as it was parsed first, and as it is parsed again after a restore.
CREATE TABLE in_lists (
  s varchar(20) DEFAULT 'open' CHECK (s IN ('open', 'it''s, "closed"', ')])::text[]')),
  t varchar NOT NULL CONSTRAINT "not; these" CHECK (t NOT IN ('', E'a\\b', E'tab\t')),
  u varchar(5) CHECK (u = ANY (ARRAY[s, t, 'x'])), n numeric CHECK (n = ANY (ARRAY[1, 2, -3])),
  g bool GENERATED ALWAYS AS (s IN ('open', 'shut')) STORED,
  v varchar(9) CHECK (v IN (E'new\nline', 'none')), m numeric[] DEFAULT ARRAY[ARRAY[1, 0], ARRAY[0, 1]]);
INSERT INTO in_lists VALUES ('open', 'x', 'x', 1), (')])::text[]', 'y', NULL, -3);
CREATE INDEX ON in_lists (t) WHERE s IN ('open', 'shut') AND u NOT IN ('a', 'b');
CREATE VIEW in_view AS SELECT s, CASE WHEN t IN ('a', 'b') THEN 1 END AS c FROM in_lists WHERE s NOT IN ('x', 'y') OR s = ANY ('{a,b}'::varchar[]);
ALTER TABLE in_lists ENABLE ROW LEVEL SECURITY;
CREATE POLICY listed ON in_lists FOR DELETE USING (s IN ('open', 'shut'));

CREATE TABLE a (id int PRIMARY KEY, b int, c int, UNIQUE (b) DEFERRABLE, UNIQUE (c) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE b (id int PRIMARY KEY, c int);
CREATE TABLE c (id int PRIMARY KEY, a int REFERENCES a DEFERRABLE);
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b ON UPDATE CASCADE ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE b ADD CONSTRAINT "to; c" FOREIGN KEY (c) REFERENCES c MATCH FULL;
COMMENT ON CONSTRAINT "to; c" ON b IS 'on a foreign key';
INSERT INTO c VALUES (1), (2);
INSERT INTO b VALUES (1, 1), (2, 2);
INSERT INTO a VALUES (1, 1, 2), (2, 2, 1);
UPDATE c SET a = 3 - id;
CREATE TABLE orphans (id int PRIMARY KEY, a int);
INSERT INTO orphans VALUES (1, 1), (2, 404);
ALTER TABLE orphans ADD CONSTRAINT "old rows; broken" FOREIGN KEY (a) REFERENCES a NOT VALID;
CREATE TABLE circles (c circle, n int, EXCLUDE USING gist (c WITH &&) DEFERRABLE INITIALLY DEFERRED);
INSERT INTO circles VALUES ('<(0,0),1>', 1), ('<(5,5),1>', 2);

CREATE SEQUENCE at_its_end MAXVALUE 3;
SELECT nextval('at_its_end'), nextval('at_its_end'), nextval('at_its_end');
CREATE SEQUENCE downwards INCREMENT -7 MINVALUE -700 MAXVALUE 0 START 0;
SELECT nextval('downwards'), nextval('downwards');
CREATE SEQUENCE restarted AS bigint START 10;
SELECT setval('restarted', 10, true);
CREATE TABLE odd_identities (
  id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME shapes."id; sequence" START 9000000000000000000 INCREMENT 17 CACHE 3),
  down smallint GENERATED BY DEFAULT AS IDENTITY (INCREMENT -5 START -5 MINVALUE -32768 MAXVALUE -1), borrowed int DEFAULT nextval('at_its_end'));
INSERT INTO odd_identities (borrowed) VALUES (1), (2);
CREATE SEQUENCE owned OWNED BY odd_identities.borrowed;
COMMENT ON SEQUENCE owned IS 'on a sequence';

CREATE TABLE replicated_full (id int, v text);
ALTER TABLE replicated_full REPLICA IDENTITY FULL;
CREATE TABLE replicated_nothing (id int);
ALTER TABLE replicated_nothing REPLICA IDENTITY NOTHING;
CREATE TABLE tuned (id int, v text, doc jsonb) WITH (parallel_workers = 3, toast_tuple_target = 256, user_catalog_table = true);
CREATE INDEX tuned_expression ON tuned ((lower(v)), (id + 1)) WITH (fillfactor = 60);
ALTER INDEX tuned_expression ALTER COLUMN 1 SET STATISTICS 700;
ALTER TABLE tuned ALTER id SET STATISTICS 0, ALTER v SET STORAGE MAIN, ALTER doc SET (n_distinct = 5, n_distinct_inherited = -1);
CREATE UNIQUE INDEX tuned_unique ON tuned (id) INCLUDE (v);
ALTER TABLE tuned ADD CONSTRAINT "by; index" UNIQUE USING INDEX tuned_unique;
CREATE INDEX tuned_path ON tuned USING gin (doc jsonb_path_ops);
CREATE INDEX "new
line" ON tuned (id);
CREATE INDEX "new line" ON tuned (id DESC NULLS LAST);
CREATE STATISTICS tuned_statistics (dependencies) ON id, v FROM tuned;
ALTER STATISTICS tuned_statistics SET STATISTICS 42;
COMMENT ON STATISTICS tuned_statistics IS 'on statistics';
COMMENT ON COLUMN tuned.v IS 'on a column';
CREATE TABLE unlogged_parted (id int) PARTITION BY LIST (id);
CREATE UNLOGGED TABLE unlogged_part PARTITION OF unlogged_parted DEFAULT;
INSERT INTO unlogged_part VALUES (1);
-- As many columns as a table can have.
DO $do$ BEGIN
  EXECUTE 'CREATE TABLE shapes.widest (' || (SELECT string_agg(format('%I bool', 'c' || n), ', ') FROM generate_series(1, 1600) n) || ')';
  INSERT INTO shapes.widest (c1, c1600) VALUES (true, false);
END $do$;
-- 63 bytes of letters that take two each, cut by the server to whole letters.
CREATE TABLE "ääääääääääääääääääääääääääääääääää" ("öööööööööööööööööööööööööööööööööö" int CONSTRAINT "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" CHECK ("öööööööööööööööööööööööööööööööööö" > 0));
INSERT INTO "ääääääääääääääääääääääääääääääää" VALUES (1);
RESET search_path;
