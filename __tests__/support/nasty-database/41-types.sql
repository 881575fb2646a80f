-- Types in layers, and what only a superuser can make: base types, languages, access methods, transforms.
CREATE SCHEMA "types";
SET search_path = "types", public;

CREATE DOMAIN code AS varchar(10) CONSTRAINT "known; codes" CHECK (VALUE IN ('a', 'b,)''', 'ARRAY[('));
CREATE DOMAIN short_code AS code NOT NULL DEFAULT 'a' CHECK (length(VALUE) < 3 OR VALUE = 'b,)''' OR VALUE = 'ARRAY[(');
CREATE DOMAIN codes AS short_code[] CHECK (cardinality(VALUE) > 0);
CREATE DOMAIN in_c AS text COLLATE "C" CHECK (VALUE > 'B');
CREATE DOMAIN later AS int;
CREATE TABLE on_domains (c code, s short_code, many codes, b in_c, l later DEFAULT 7);
INSERT INTO on_domains VALUES ('b,)''', 'ARRAY[(', '{a,"ARRAY[("}', 'ß', -1), (NULL, 'a', NULL, NULL, NULL);
ALTER DOMAIN later ADD CONSTRAINT "old; rows break it" CHECK (VALUE > 0) NOT VALID;
COMMENT ON DOMAIN later IS 'a domain; \.';
COMMENT ON CONSTRAINT "known; codes" ON DOMAIN code IS 'on a domain''s check';

CREATE TYPE pair AS (a int, gone text, "b; c" text);
ALTER TYPE pair DROP ATTRIBUTE gone, ADD ATTRIBUTE d numeric(5, 2);
COMMENT ON COLUMN pair."b; c" IS 'on a part of a type';
CREATE DOMAIN small_pair AS pair CHECK ((VALUE).a < 100);
CREATE TYPE moods AS ENUM ('b', 'd');
ALTER TYPE moods ADD VALUE 'a' BEFORE 'b';
ALTER TYPE moods ADD VALUE 'c; \.' AFTER 'b';
CREATE TYPE no_moods AS ENUM ();
CREATE TYPE text_range AS RANGE (subtype = text, collation = "C");
CREATE TABLE composed (p pair, s small_pair, ps pair[], r text_range, rs text_range[]);
INSERT INTO composed VALUES (ROW(1, E'a"\\,(\n', 1.5), ROW(99, NULL, NULL), ARRAY[NULL, ROW(NULL, '', 0)]::pair[],
  text_range('a', E'b"\\,)'), ARRAY[text_range('(', ')'), NULL, 'empty', text_range(NULL, NULL)]);

CREATE TYPE declared_only;
CREATE TYPE own_text;
CREATE FUNCTION own_in(cstring) RETURNS own_text LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION own_out(own_text) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE own_text (INPUT = own_in, OUTPUT = own_out, LIKE = text, CATEGORY = 'S', DELIMITER = ';', DEFAULT = 'it''s; \.', COLLATABLE = true);
CREATE TABLE on_own_type (v own_text, many own_text[]);
INSERT INTO on_own_type VALUES (DEFAULT, '{a;"b;c";NULL}'), (E'\t\\.\n', '{}'), (NULL, NULL);
CREATE CAST (own_text AS text) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (text AS own_text) WITH INOUT;
COMMENT ON CAST (own_text AS text) IS 'on a cast';
COMMENT ON TYPE own_text IS 'on a type';
CREATE TRANSFORM FOR own_text LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE FUNCTION own_handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION own_inline(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE TRUSTED LANGUAGE "odd; language" HANDLER own_handler INLINE own_inline;
COMMENT ON LANGUAGE "odd; language" IS 'on a language';
CREATE FUNCTION in_odd_language() RETURNS int LANGUAGE "odd; language" AS 'BEGIN RETURN 1; END';
CREATE ACCESS METHOD "odd; heap" TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE in_odd_heap (id int) USING "odd; heap";
CREATE TABLE in_usual_heap (id int);
INSERT INTO in_odd_heap VALUES (1);
COMMENT ON ACCESS METHOD "odd; heap" IS 'on an access method';

CREATE TABLE zones (at timestamptz DEFAULT '2024-06-01 12:00 Asia/Kathmandu', t timetz);
INSERT INTO zones VALUES ('1883-11-18 12:03:57 America/New_York', '12:00:00.000001-04:56:02'),
  ('2011-12-30 12:00 Pacific/Apia', '24:00+14'), ('0044-03-15 00:00+00:53:28 BC', '00:00:00+00:00:01'), (DEFAULT, NULL);
CREATE TABLE spans (i interval, m interval MONTH, s interval SECOND(2));
INSERT INTO spans VALUES ('1 mon -31 days +00:00:00.000001', '14 months', '1.239 s'), ('-1 year -2 mons +3 days', '-1', '-0.001');
CREATE TABLE toasted (id int PRIMARY KEY, doc jsonb, docs jsonb[], x xid8);
INSERT INTO toasted SELECT n, jsonb_build_object('n', n, 'text', (SELECT string_agg(md5((n * k)::text), E'\n\\.') FROM generate_series(1, 500) k)),
  ARRAY[jsonb_build_object('deep', jsonb_build_array(n, NULL, '\.'))], (n::text || '000000000000')::xid8 FROM generate_series(1, 20) n;
RESET search_path;
