-- Large objects with fixed numbers: empty, small, 1 MB, and so many small ones that clients ≥ 17 put them into several entries.
SELECT lo_create(900001);
SELECT lo_from_bytea(900002, '\x5c2e0a00ff');
SELECT lo_from_bytea(900003, decode(string_agg(md5(n::text), '' ORDER BY n), 'hex')) FROM generate_series(1, 65536) n;
SELECT lo_from_bytea(900004, convert_to(E'COPY public.x (a) FROM stdin;\n1\n\\.\n', 'UTF8'));
-- A hole in the middle, read back as zeros.
SELECT lo_put(lo_from_bytea(900005, '\x01'), 300000, '\x02');
SELECT count(lo_from_bytea((910000 + n)::oid, decode(md5(n::text), 'hex'))) FROM generate_series(1, 1100) n;
COMMENT ON LARGE OBJECT 900001 IS E'empty;\n\\.\n';
CREATE TABLE "large objects" (id int PRIMARY KEY, content oid);
INSERT INTO "large objects" VALUES (1, 900001), (2, 900002), (3, 900003), (4, 900004), (5, 900005), (6, NULL);
