-- What PostgreSQL 15 brought.
CREATE TABLE kinds.nulls_same (a int, b text, UNIQUE NULLS NOT DISTINCT (a, b));
INSERT INTO kinds.nulls_same VALUES (NULL, NULL), (1, NULL), (NULL, '');
CREATE VIEW kinds.as_caller WITH (security_invoker) AS SELECT id FROM kinds.options;
CREATE UNLOGGED SEQUENCE kinds.unlogged_sequence;
CREATE PUBLICATION "whole; schema" FOR TABLES IN SCHEMA code;
CREATE PUBLICATION "some; rows" FOR TABLE kinds.chicken (id, egg) WHERE (id > 1 AND id <> 42);
CREATE TABLE kinds.fk_columns (a int, b int, FOREIGN KEY (a) REFERENCES kinds.chicken ON DELETE SET NULL (a));
CREATE TABLE kinds.small_scale (n numeric(3, 5), m numeric(3, -2));
INSERT INTO kinds.small_scale VALUES (0.00123, 12345);
