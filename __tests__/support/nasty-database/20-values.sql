-- Values that break programs which read COPY text by guessing.
CREATE SCHEMA "values";
SET search_path = "values", public;

CREATE TABLE text_values (id int PRIMARY KEY, v text);
INSERT INTO text_values VALUES
  (1, ''), (2, NULL), (3, '\N'), (4, '\.'), (5, E'\\.\n'), (6, E'a\n\\.\nb'), (7, E'\t'), (8, E'\n'), (9, E'\r'),
  (10, E'\r\n'), (11, '\'), (12, '\\'), (13, E'\\\n'), (14, '\n'), (15, '\t'), (16, E'a\tb\nc\rd\\e'), (17, 'NULL'),
  (18, ' '), (19, '"quoted","csv"'), (20, 'COPY public.x (a) FROM stdin;'),
  (21, E'\n\\.\n\n\n--\n-- Name: x; Type: TABLE; Schema: y; Owner: z\n--\n\nCOPY public.x (a) FROM stdin;\n1\n\\.\n'),
  (22, E'\b\f\v\x01\x02\x1b\x1f\x7f'), (23, U&'\FEFF\200B\2028\2029\FFFD\+01F418\0301'), (24, '\restrict abc'),
  (25, '$$; DROP TABLE x; --'), (26, repeat('x', 70000)), (27, repeat(E'\\\n', 40000)), (28, 'ends with \'),
  (29, E'\\\\.'), (30, '\x00'), (31, '\134.');
INSERT INTO text_values SELECT 100 + n, chr(n) || 'x' || chr(n) FROM generate_series(1, 127) n;
INSERT INTO text_values SELECT 1000 + n, repeat('\', n) || '.' FROM generate_series(1, 9) n;

-- One column: an empty line is one row, "\N" another.
CREATE TABLE one_column (v text);
INSERT INTO one_column VALUES (''), (NULL), (''), ('\.'), ('\N'), (E'\n');
CREATE TABLE empty (id int, v text);
CREATE TABLE only_nulls (a int, b text, c bytea, d jsonb);
INSERT INTO only_nulls SELECT FROM generate_series(1, 5);
CREATE TABLE no_columns ();
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
CREATE TABLE no_columns_no_rows ();

CREATE TABLE numbers (f8 float8, f4 float4, n numeric, n2 numeric(30, 10), m money, i8 bigint);
INSERT INTO numbers VALUES
  (0.1::float8 + 0.2::float8, 1e-45, 'NaN', 0.0000000001, 1234.56::numeric::money, 9223372036854775807),
  ('NaN', 'NaN', repeat('9', 1000)::numeric, -1, (-0.01)::numeric::money, -9223372036854775808),
  ('Infinity', '-Infinity', ('0.' || repeat('0', 500) || '1')::numeric, NULL, 0::numeric::money, 0),
  ('-0', '-0', -0.0, 1.10, NULL, NULL),
  (5e-324, 3.4028235e38, 1e100, 99999999999999999999.9999999999, NULL, NULL),
  (1.7976931348623157e308, 16777217, 1.000, 0, NULL, NULL), (1 / 3::float8, 1 / 3::float4, 1 / 3::numeric, NULL, NULL, NULL);

CREATE TABLE times (tz timestamptz, ts timestamp(3), d date, t time, ttz timetz, i interval);
INSERT INTO times VALUES
  ('infinity', '-infinity', 'infinity', '24:00', '23:59:60+15:59', '-178000000 years'),
  ('-infinity', 'infinity', '-infinity', '00:00', '00:00-12', '1 year -1 month 3 days -04:05:06.789'),
  ('4714-11-24 00:00:00+00 BC', '294276-12-31 23:59:59.999', '4713-01-01 BC', '12:34:56.789012', '12:00+05:45', '0'),
  ('2024-03-31 02:30:00 Europe/Berlin', '2024-02-29 12:00:00.1239', '2024-02-29', NULL, NULL, NULL);

CREATE TABLE bits_and_addresses (
  b bit(5), vb varbit, u uuid, i inet, c cidr, m macaddr, m8 macaddr8, p point, l line, box box, path path,
  poly polygon, circ circle, lsn pg_lsn, o oid, ch "char", nm name, tv tsvector, tq tsquery, jp jsonpath);
INSERT INTO bits_and_addresses VALUES
  (B'10101', B'', '00000000-0000-0000-0000-000000000000', '::1/64', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
   '(1e-300,-0)', '{1,-1,0}', '(1,1),(0,0)', '[(0,0),(1,1)]', '((0,0),(1,1),(1,0))', '<(0,0),1.5>', '16/B374D848', 4294967295,
   '\', 'back\slash', $$'it''s' 'back\\slash':1A,2B 'tab	bed':3$$, $$'a' & !('b' | 'c':*AB) <-> 'd'$$, '$."a b"[*] ? (@ > 1)'),
  (B'00000', B'1', NULL, '192.168.0.1', '::/0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '0/0', 0, '', '', '', '', '$');

CREATE TABLE documents (j json, jb jsonb);
INSERT INTO documents VALUES
  ('{"a" : 1,  "a":2, "z":null}', '{"b":[1,2.50,1e400,"\u00e9\n\t\\","\\."],"a":{"":{}}}'),
  ('"\u0000"', '"\\N"'), (E'[\n1,\n2\n]', '[]'), ('null', 'null'), (NULL, NULL);

CREATE TABLE arrays (a int[], t text[], m int[][], j jsonb[], b bytea[], d date[]);
INSERT INTO arrays VALUES
  ('{1,NULL,3}', ARRAY['NULL', NULL, 'a,b', '{}', '"', '\', '', E'\n', E'\t\\.'], '{{1,2},{3,NULL}}', ARRAY['{"a":"\\"}'::jsonb, NULL],
   ARRAY['\x00'::bytea, NULL, '\x5c2e'], '{infinity,-infinity}'),
  ('{}', '{}', '[2:3][-1:0]={{1,2},{3,4}}', '{}', '{}', '{}'),
  ('[5:7]={1,2,3}', '{NULL}', NULL, NULL, NULL, NULL);

CREATE TABLE binary_values (id int PRIMARY KEY, v bytea);
INSERT INTO binary_values VALUES (1, ''), (2, NULL), (3, '\x5c2e0a'), (4, '\x0a5c2e0a'), (5, '\x00'), (6, '\xdeadbeef');
INSERT INTO binary_values SELECT 10, decode(string_agg(lpad(to_hex(n), 2, '0'), '' ORDER BY n), 'hex') FROM generate_series(0, 255) n;

DO $do$ BEGIN
  CREATE TABLE "values".xml_values (x xml);
  EXECUTE $$INSERT INTO "values".xml_values VALUES ('<a b="1">x &amp; y<!-- \. --></a>'), (XMLPARSE(CONTENT E'two\n\\.\n<b/>')), (NULL)$$;
EXCEPTION WHEN feature_not_supported THEN
  RAISE NOTICE 'this server is built without xml';
END $do$;

-- 500 columns, and a table whose rows are in no order.
DO $do$ BEGIN
  EXECUTE 'CREATE TABLE "values".wide (' || (SELECT string_agg(format('%I int DEFAULT %s', 'column ' || n, n), ', ') FROM generate_series(1, 500) n) || ')';
  INSERT INTO "values".wide DEFAULT VALUES;
  INSERT INTO "values".wide DEFAULT VALUES;
END $do$;
CREATE TABLE shuffled (id int, v text);
INSERT INTO shuffled SELECT n, md5(n::text) FROM generate_series(1, 20000) n ORDER BY md5(n::text);
DELETE FROM shuffled WHERE id % 7 = 0;
UPDATE shuffled SET v = v || '!' WHERE id % 5 = 0;

-- Values as big as asked for: lines, tabs, backslashes and end-of-data marks all the way through.
CREATE TABLE big_values (id int PRIMARY KEY, t text, b bytea);
ALTER TABLE big_values ALTER t SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL;
INSERT INTO big_values
  SELECT 1, left(repeat(block, (bytes / length(block) + 1)::int), bytes::int), NULL
  FROM (SELECT string_agg(md5(n::text) || E'\t\\\n\\.\n', '' ORDER BY n) AS block FROM generate_series(1, 20000) n) made,
       (SELECT current_setting('nasty.big_value_bytes')::bigint AS bytes) asked;
INSERT INTO big_values
  SELECT 2, NULL, decode(left(repeat(block, (bytes / length(block) + 1)::int), (bytes / 2 * 2)::int), 'hex')
  FROM (SELECT string_agg(md5(n::text), '' ORDER BY n) AS block FROM generate_series(1, 20000) n) made,
       (SELECT current_setting('nasty.big_value_bytes')::bigint / 5 AS bytes) asked;
INSERT INTO big_values VALUES (3, 'small', '\x00'), (4, NULL, NULL);
RESET search_path;
