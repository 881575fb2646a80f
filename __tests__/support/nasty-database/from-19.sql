-- What PostgreSQL 19 brought.
CREATE TABLE kinds.oids (v oid8 PRIMARY KEY, list oid8[] DEFAULT '{0,4294967296}');
INSERT INTO kinds.oids VALUES ('18446744073709551615', '{1,NULL}'), (0, NULL), (4294967296, DEFAULT);
CREATE VIEW kinds.ignoring_nulls AS
  SELECT a, lag(a) IGNORE NULLS OVER w AS "IGNORE NULLS;", nth_value(a, 2) IGNORE NULLS OVER (ORDER BY b NULLS FIRST) AS second,
         first_value(a) RESPECT NULLS OVER w AS respected
    FROM kinds.not_nulls WINDOW w AS (ORDER BY a);
CREATE TABLE kinds.got_or_made (id int PRIMARY KEY, "ON CONFLICT; DO SELECT" text);
CREATE FUNCTION kinds.get_or_make(wanted int, said text) RETURNS SETOF text LANGUAGE sql BEGIN ATOMIC
  INSERT INTO kinds.got_or_made AS g VALUES (wanted, said)
    ON CONFLICT (id) DO SELECT FOR UPDATE WHERE g.id > 0 RETURNING g."ON CONFLICT; DO SELECT";
END;
SELECT kinds.get_or_make(1, E'it''s;\n--'), kinds.get_or_make(1, 'again');
CREATE VIEW kinds.path_methods AS
  SELECT v, jsonb_path_query(v, '$.lower()') AS lowered, jsonb_path_query(v, '$.replace(";", "\"--")') AS replaced,
         jsonb_path_query(v, '$.split_part("\\.", 1).btrim("x").initcap()') AS part
    FROM (VALUES ('"A;\\.b"'::jsonb)) AS t (v);
CREATE TABLE kinds.ids (id uuid PRIMARY KEY, raw bytea GENERATED ALWAYS AS (id::bytea) STORED,
  short text GENERATED ALWAYS AS (encode(id::bytea, 'base32hex')) STORED, at date DEFAULT random('2020-01-01'::date, '2020-12-31'::date));
INSERT INTO kinds.ids (id) VALUES ('5b35380a-7143-4912-9b55-f322699c6770'), ('ffffffff-ffff-ffff-ffff-ffffffffffff');
-- A statistics object of one virtual column, and of several.
CREATE STATISTICS kinds."of; one" ON "twice; it" FROM kinds.virtual_columns;
CREATE STATISTICS kinds.of_both (ndistinct, mcv) ON "twice; it", a FROM kinds.virtual_columns;
ALTER TABLE kinds.virtual_columns ALTER COLUMN "twice; it" SET EXPRESSION AS (a * 3);
-- A check that was switched off, and one that was switched on.
ALTER TABLE kinds.got_or_made ADD CONSTRAINT "no; more" CHECK (id > 0), ADD CONSTRAINT later CHECK (id < 100) NOT ENFORCED;
ALTER TABLE kinds.got_or_made ALTER CONSTRAINT "no; more" NOT ENFORCED;
ALTER TABLE kinds.got_or_made ALTER CONSTRAINT later ENFORCED;
INSERT INTO kinds.got_or_made VALUES (-1, 'breaks what is not enforced');
CREATE PUBLICATION "all; sequences" FOR ALL SEQUENCES;
CREATE PUBLICATION "all; but" FOR ALL TABLES EXCEPT (TABLE kinds.virtual_columns, kinds.oids) WITH (publish = 'insert');
CREATE PUBLICATION "both; kinds" FOR ALL TABLES, ALL SEQUENCES WITH (publish = 'insert');
DO $do$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'postgres_fdw') THEN
    CREATE FOREIGN DATA WRAPPER "its; own" HANDLER "ext schema".postgres_fdw_handler VALIDATOR "ext schema".postgres_fdw_validator
      CONNECTION "ext schema".postgres_fdw_connection;
    CREATE USER MAPPING FOR CURRENT_USER SERVER "odd; server" OPTIONS (user 'nobody', password 'none; \.');
    CREATE SUBSCRIPTION "by; server" SERVER "odd; server" PUBLICATION "it''s" WITH (connect = false, slot_name = NONE);
  END IF;
END $do$;
