-- Names that break programs which split SQL at spaces, quotes, semicolons, dots or lines.
CREATE SCHEMA "Schéma with spaces";
CREATE SCHEMA "dot.ted";
CREATE SCHEMA "select";
CREATE SCHEMA "new
line";

CREATE TABLE "select" ("from" int PRIMARY KEY, "where" text, "TABLE" text);
INSERT INTO "select" VALUES (1, 'a keyword for a name', 'x'), (2, NULL, 'y');
CREATE TABLE "table" (id int);
INSERT INTO "table" VALUES (1);
CREATE TABLE "COPY" ("FROM" text, stdin text);
INSERT INTO "COPY" VALUES ('stdin;', '\.');
CREATE TABLE "select"."select" ("select" int);
INSERT INTO "select"."select" SELECT generate_series(1, 3);

-- Only the case differs.
CREATE TABLE users (id int);
CREATE TABLE "Users" (id int, "ID" int, "Id" int);
CREATE TABLE "USERS" (id int);
INSERT INTO users SELECT generate_series(1, 1);
INSERT INTO "Users" SELECT n, n, n FROM generate_series(1, 2) n;
INSERT INTO "USERS" SELECT generate_series(1, 3);

CREATE TABLE "Schéma with spaces"."Table with spaces" ("Column One" text, "zweite Spalte" int, "ключ" text);
INSERT INTO "Schéma with spaces"."Table with spaces" VALUES ('a b', 1, 'ж'), (' lead and trail ', 2, '');
-- Two pairs that read the same when quotes are dropped: schema "dot.ted" table "a", and schema "dot" table "ted.a".
CREATE SCHEMA dot;
CREATE TABLE "dot.ted"."a" (v text);
CREATE TABLE dot."ted.a" (v text);
INSERT INTO "dot.ted"."a" VALUES ('one');
INSERT INTO dot."ted.a" VALUES ('two'), ('three');

CREATE TABLE "double""quote" ("co""lumn" text, """" text);
INSERT INTO "double""quote" VALUES ('"', '""');
CREATE TABLE "x; Type: TABLE; Schema: public; Owner: -" (a int);
INSERT INTO "x; Type: TABLE; Schema: public; Owner: -" VALUES (1), (2);
CREATE TABLE "evil (a) FROM stdin;" ("b) FROM stdin;" int, "\." text);
INSERT INTO "evil (a) FROM stdin;" VALUES (1, '\.'), (2, 'COPY public.x (a) FROM stdin;');
CREATE TABLE "line one
line two" ("column one
column two" text);
INSERT INTO "line one
line two" VALUES ('one'), ('two
lines');
CREATE TABLE "new
line"."COPY public.fake (a) FROM stdin;
1
\.
" (a int);
INSERT INTO "new
line"."COPY public.fake (a) FROM stdin;
1
\.
" VALUES (7), (8);
CREATE TABLE "-- Name: fake; Type: TABLE DATA" ("--" int, "/*" int, "*/" int);
INSERT INTO "-- Name: fake; Type: TABLE DATA" VALUES (1, 2, 3);
CREATE TABLE "TABLE DATA" ("$$" text, "$tag$" text, "'" text, "100%" text, "%s" text, "$1" int);
INSERT INTO "TABLE DATA" VALUES ('$$', '$tag$', '''', '100%', '%s', 1);
CREATE TABLE "tab	here" ("back\slash" text, "C:\new" text);
INSERT INTO "tab	here" VALUES ('\', 'C:\new');
CREATE TABLE U&"carriage\000Dreturn" (a int);
INSERT INTO U&"carriage\000Dreturn" VALUES (1);
CREATE TABLE "😀 emoji 🐘" ("naïve" text, "数据" text, "עברית" text, "ß" text);
INSERT INTO "😀 emoji 🐘" VALUES ('🐘', '数据', 'עברית', 'ẞ');
-- The same to the eye: composed and decomposed.
CREATE TABLE U&"caf\00E9" (a int);
CREATE TABLE U&"cafe\0301" (a int);
INSERT INTO U&"caf\00E9" VALUES (1);
INSERT INTO U&"cafe\0301" VALUES (1), (2);
-- 63 bytes, the longest that a name can be.
CREATE TABLE "a23456789b123456789c123456789d123456789e123456789f123456789g123" (a int);
INSERT INTO "a23456789b123456789c123456789d123456789e123456789f123456789g123" VALUES (63);
CREATE TABLE " " (" " int, "  " int);
INSERT INTO " " VALUES (1, 2);
CREATE TABLE "1" ("1" int);
INSERT INTO "1" VALUES (1);
CREATE TABLE "pg_dump | sh; $(true) `true` ../../x" (a int);
INSERT INTO "pg_dump | sh; $(true) `true` ../../x" VALUES (1);
CREATE TABLE "SELECT pg_catalog.lo_open('1', 131072);" (a int);
INSERT INTO "SELECT pg_catalog.lo_open('1', 131072);" VALUES (1);
CREATE SEQUENCE "Odd; sequence's ""name""" AS smallint START -5 INCREMENT -3 MINVALUE -32768 MAXVALUE -1 CACHE 7 CYCLE;
SELECT nextval('"Odd; sequence''s ""name"""');
CREATE INDEX "index; with (parens)" ON "Users" ("ID", ("Id" + 1)) WHERE "ID" > 0;
-- What a log, a job summary or a shell could take for more than a name.
CREATE TABLE "::error::not an error" (a int);
CREATE TABLE "##[add-mask]a" (a int);
CREATE TABLE "<img src=x onerror=alert(1)> | **bold** `code` [x](y)" (a int);
CREATE TABLE "|---|---|
| x |" (a int);
INSERT INTO "::error::not an error" VALUES (1);
INSERT INTO "##[add-mask]a" VALUES (1);
INSERT INTO "<img src=x onerror=alert(1)> | **bold** `code` [x](y)" VALUES (1);
INSERT INTO "|---|---|
| x |" VALUES (1);
