-- What PostgreSQL 14 brought.
CREATE FUNCTION code.atomic(a int, b text DEFAULT 'x;y') RETURNS text LANGUAGE sql
BEGIN ATOMIC
  SELECT CASE WHEN a > 1 THEN E'END; \\.\n' ELSE '; COPY public.x (a) FROM stdin;
\.
' END;
  SELECT b || '$$';
END;
CREATE PROCEDURE code.atomic_procedure(IN who text, OUT n int) LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO code.log (message) VALUES (who || '; -- Name: x; Type: PROCEDURE');
  SELECT 1;
END;
CREATE TABLE kinds.compressed (v text COMPRESSION pglz, many int4multirange, fractions numeric);
INSERT INTO kinds.compressed VALUES (repeat('compress ', 5000), '{[1,2),[5,9)}', 'Infinity'), ('', '{}', '-Infinity');
CREATE STATISTICS kinds.on_expression ON (id % 3), (lower(v)) FROM kinds.options;
CREATE STATISTICS kinds.on_list ON (s IN ('open', 'shut')), (u || 'x'), n FROM shapes.in_lists;
CREATE TABLE kinds.subscripts (j jsonb, CHECK (j['a;b'] IS NOT NULL));
CREATE TYPE "types".span AS RANGE (subtype = numeric, multirange_type_name = "types"."many; spans");
CREATE TABLE "types".on_spans (one "types".span, many "types"."many; spans", dates datemultirange);
INSERT INTO "types".on_spans VALUES ('[1.5,2)', '{[1,2),(3,]}', '{[2024-01-01,2024-02-01),[infinity,)}'), (NULL, '{}', NULL);
