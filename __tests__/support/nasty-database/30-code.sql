-- Code, comments and defaults that look like pg_dump's own output.
CREATE SCHEMA code;
CREATE TABLE code.log (id int GENERATED ALWAYS AS IDENTITY, message text);

CREATE FUNCTION code.looks_like_a_dump() RETURNS text LANGUAGE plpgsql AS $function$
BEGIN
  RETURN 'text before
COPY public.x (a) FROM stdin;
1	2
\.

--
-- Name: x; Type: TABLE; Schema: y; Owner: z
--

CREATE TABLE y.x (a int);
\restrict not-the-real-token
';
END
$function$;

CREATE FUNCTION code."quotes $ and ""names"""("arg one" text DEFAULT E'it''s \\ a\tdefault\n\\.\n', b text DEFAULT '$$') RETURNS text
LANGUAGE plpgsql AS $outer$
DECLARE
  a text := $$dollar $ quoted$$;
  c text := $tag$tagged $$ inside$tag$;
  d text := E'back\'quote \\ and \\''';
  e text := 'COPY "select" ("from") FROM stdin;';
BEGIN
  /* a comment /* nested */ with ' a quote and $_$ a tag */
  -- a line comment with ' one quote and $tag$
  RETURN a || c || d || e || $é$non-ascii tag$é$;
END
$outer$;

CREATE FUNCTION code.only_sql(int, text[] = '{a,"b c"}', VARIADIC rest int[] = '{}') RETURNS TABLE ("out; one" int, two text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5 ROWS 7 SET search_path = '' SET "work_mem" = '4MB' AS '
  SELECT $1, ''it''''s \.'' UNION ALL SELECT 2, ''
\.
''';

CREATE PROCEDURE code."do; it"(INOUT n int) LANGUAGE plpgsql AS 'BEGIN n := n + 1; -- Name: fake; Type: PROCEDURE
END';
CREATE FUNCTION code.plus_one(int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 OPERATOR(pg_catalog.+) 1';
CREATE AGGREGATE code."sum; of"(int) (SFUNC = pg_catalog.int4pl, STYPE = int, INITCOND = '0');
CREATE OPERATOR code.|-| (LEFTARG = int, RIGHTARG = int, FUNCTION = pg_catalog.int4mi, COMMUTATOR = OPERATOR(code.|-|));
CREATE TYPE code.pair AS (a int, b text);
CREATE FUNCTION code.pair_of(text) RETURNS code.pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW(1, $1)::code.pair';
CREATE CAST (text AS code.pair) WITH FUNCTION code.pair_of(text) AS ASSIGNMENT;

CREATE TABLE code.defaults (
  id int DEFAULT code.plus_one(41),
  a text DEFAULT E'\n\\.\n\nCOPY public.x (a) FROM stdin;\n1\n\\.\n',
  b text DEFAULT '--
-- Name: x; Type: TABLE; Schema: y; Owner: z
--',
  c text DEFAULT $$it's "$$ || $x$$$;$x$,
  "generated; always" text GENERATED ALWAYS AS ('[' || replace(upper(a), ';', E'\n') || '\.') STORED,
  CONSTRAINT "check; with 'text'" CHECK (a <> E'COPY public.x (a) FROM stdin;\n\\.')
);
INSERT INTO code.defaults DEFAULT VALUES;
INSERT INTO code.defaults (id, a, b, c) VALUES (1, NULL, '', '\');

CREATE VIEW code."view $$" AS
  SELECT $$COPY public.x (a) FROM stdin;
\.
$$ AS "col; umn", E'\\.'::text AS b, '-- Name: x; Type: VIEW' AS c, id FROM code.defaults;

COMMENT ON SCHEMA code IS 'COPY public.x (a) FROM stdin;
1
\.

--
-- Name: fake; Type: SCHEMA; Schema: -; Owner: -
--
';
COMMENT ON TABLE code.defaults IS E'It''s a "comment"; with \\ and \n\\.\n; /* not */ -- one $$ and 😀';
COMMENT ON COLUMN code.defaults."generated; always" IS E'\\.';
COMMENT ON FUNCTION code.looks_like_a_dump() IS '$function$ COPY "COPY" FROM stdin;';
COMMENT ON VIEW code."view $$" IS $$SET standard_conforming_strings = off;$$;
COMMENT ON CONSTRAINT "check; with 'text'" ON code.defaults IS 'x; Type: CHECK CONSTRAINT';

CREATE FUNCTION code.write_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO code.log (message) VALUES (TG_OP || ' ' || TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE TABLE code.watched (id int PRIMARY KEY, v text);
CREATE TRIGGER "after; statement" AFTER INSERT ON code.watched REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION code.write_log('argument', E'\\.\n');
CREATE TRIGGER "when" AFTER UPDATE OF v ON code.watched FOR EACH ROW WHEN (OLD.v IS DISTINCT FROM NEW.v AND NEW.v <> '\.')
  EXECUTE FUNCTION code.write_log();
CREATE CONSTRAINT TRIGGER "deferred" AFTER DELETE ON code.watched DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION code.write_log();
INSERT INTO code.watched VALUES (1, 'a'), (2, E'\\.\nb');
ALTER TABLE code.watched DISABLE TRIGGER "when";
ALTER TABLE code.watched ENABLE ALWAYS TRIGGER "after; statement";

CREATE VIEW code.writable AS SELECT id, v FROM code.watched;
CREATE RULE "on insert; do" AS ON INSERT TO code.writable DO INSTEAD
  (INSERT INTO code.watched VALUES (NEW.id, NEW.v); INSERT INTO code.log (message) VALUES ('; \.'));
CREATE FUNCTION code.noticed() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM tg_tag; END $$;
CREATE EVENT TRIGGER nasty_event ON ddl_command_end WHEN TAG IN ('CREATE FUNCTION') EXECUTE FUNCTION code.noticed();
COMMENT ON EVENT TRIGGER nasty_event IS 'COPY public.x (a) FROM stdin;';
