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
  END IF;
  IF 'postgres_fdw' = ANY (has) THEN
    CREATE SERVER "odd; server" TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'it''s; \.');
    CREATE USER MAPPING FOR PUBLIC SERVER "odd; server" OPTIONS (user 'nobody', password 'kept in the mapping');
    CREATE FOREIGN TABLE kinds.elsewhere ("id; far" int OPTIONS (column_name 'id'), v text) SERVER "odd; server" OPTIONS (table_name 'COPY public.x (a) FROM stdin;');
  END IF;
  IF 'file_fdw' = ANY (has) THEN
    CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
    CREATE FOREIGN TABLE kinds.from_file (line text) SERVER files OPTIONS (filename '/dev/null');
  END IF;
END $do$;
