-- What PostgreSQL 17 brought.
CREATE COLLATION kinds.builtin_collation (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE kinds.built_in (v text COLLATE kinds.builtin_collation, i interval);
INSERT INTO kinds.built_in VALUES ('Ä', 'infinity'), ('ß', '-infinity');
CREATE VIEW kinds.from_json AS SELECT t.* FROM JSON_TABLE('[{"a":1},{"a":"\\."}]', '$[*]' COLUMNS ("a; b" text PATH '$.a', n FOR ORDINALITY)) t;
CREATE TABLE kinds.parted_identity (id int GENERATED ALWAYS AS IDENTITY, k int) PARTITION BY LIST (k);
CREATE TABLE kinds.parted_identity_1 PARTITION OF kinds.parted_identity FOR VALUES IN (1);
INSERT INTO kinds.parted_identity (k) VALUES (1), (1);
