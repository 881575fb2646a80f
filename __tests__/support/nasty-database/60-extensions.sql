-- What the server has of these, in a schema of their own; a table for each, where it is there.
CREATE SCHEMA "ext schema";
DO $do$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['pgcrypto', 'pg_trgm', 'hstore', 'citext', 'btree_gist', 'uuid-ossp', 'postgres_fdw', 'file_fdw'] LOOP
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = wanted) THEN
      EXECUTE format('CREATE EXTENSION %I SCHEMA "ext schema"', wanted);
    END IF;
  END LOOP;
END $do$;
DO $do$
DECLARE
  has text[] := ARRAY(SELECT extname::text FROM pg_extension);
BEGIN
  IF 'hstore' = ANY (has) THEN
    CREATE TABLE kinds.pairs (id int PRIMARY KEY, h "ext schema".hstore);
    INSERT INTO kinds.pairs VALUES (1, $$"a b"=>"it's \\. \" \\N", n=>NULL, ""=>""$$), (2, ''), (3, NULL);
    CREATE INDEX ON kinds.pairs USING gin (h);
  END IF;
  IF 'citext' = ANY (has) THEN
    CREATE TABLE kinds.case_blind (email "ext schema".citext PRIMARY KEY);
    INSERT INTO kinds.case_blind VALUES ('A@b.example'), (E'tab\t\\.');
  END IF;
  IF 'pg_trgm' = ANY (has) THEN
    CREATE INDEX words_trgm ON "values".text_values USING gin (v "ext schema".gin_trgm_ops);
  END IF;
  IF 'pgcrypto' = ANY (has) THEN
    CREATE TABLE kinds.hashed (v text, hash bytea DEFAULT "ext schema".digest('x', 'sha256'));
    INSERT INTO kinds.hashed (v) VALUES ('a');
  END IF;
  IF 'btree_gist' = ANY (has) THEN
    CREATE TABLE kinds.seats (seat int, during int4range, EXCLUDE USING gist (seat WITH =, during WITH &&));
    INSERT INTO kinds.seats VALUES (1, '[1,2)'), (1, '[2,3)'), (2, '[1,2)');
    ALTER TABLE kinds.seats ADD CONSTRAINT "one; kind" EXCLUDE USING gist (lower(during) WITH =, seat WITH <>) WHERE (seat > 5) DEFERRABLE;
    COMMENT ON CONSTRAINT "one; kind" ON kinds.seats IS 'on an exclusion';
  END IF;
  IF 'postgres_fdw' = ANY (has) THEN
    CREATE SERVER "odd; server" TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'it''s; \.');
    CREATE USER MAPPING FOR nasty_reader SERVER "odd; server";
    CREATE USER MAPPING FOR PUBLIC SERVER "odd; server" OPTIONS (user 'nobody', password 'kept in the mapping');
    CREATE FOREIGN TABLE kinds.elsewhere ("id; far" int OPTIONS (column_name 'id'), v text) SERVER "odd; server" OPTIONS (table_name 'COPY public.x (a) FROM stdin;');
  END IF;
  IF 'file_fdw' = ANY (has) THEN
    CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
    CREATE FOREIGN TABLE kinds.from_file (line text) SERVER files OPTIONS (filename '/dev/null');
    CREATE TABLE kinds.far_and_near (line text NOT NULL, n int DEFAULT 5) PARTITION BY LIST (line);
    CREATE TABLE kinds.near PARTITION OF kinds.far_and_near FOR VALUES IN ('near');
    CREATE FOREIGN TABLE kinds.far PARTITION OF kinds.far_and_near DEFAULT SERVER files OPTIONS (filename '/dev/null', format 'csv');
    ALTER FOREIGN TABLE kinds.far ADD CONSTRAINT "believed; only" CHECK (n > 0);
    INSERT INTO kinds.near VALUES ('near');
    COMMENT ON SERVER files IS 'on a server';
    COMMENT ON FOREIGN TABLE kinds.from_file IS 'on a foreign table';
    COMMENT ON EXTENSION file_fdw IS 'on an extension, in other words than its own';
    CREATE FOREIGN DATA WRAPPER "odd; wrapper" OPTIONS (debug 'it''s; \.');
    COMMENT ON FOREIGN DATA WRAPPER "odd; wrapper" IS 'on a wrapper';
  END IF;
END $do$;
