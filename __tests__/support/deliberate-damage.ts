/** Something done to a restored copy behind the back of anyone who restored it. */
export interface DeliberateDamage {
  /** Completes "a fingerprint finds and names …". */
  readonly what: string
  readonly sql: string
  /** The lines that name it: all of them, and no more. */
  readonly lines: readonly string[]
}

const classifyIntegrityFailure = (what: string, sql: string, ...lines: string[]): DeliberateDamage => ({
  what,
  sql,
  lines,
})

/** To the sample database at scale 0.1; each to an object of its own, so that all can be done to one copy. */
export const SAMPLE_DAMAGE = [
  classifyIntegrityFailure(
    'a row that was changed',
    "UPDATE accounts.users SET name = name || ' ' WHERE id = 7",
    'accounts.users has other content in its 500 rows',
  ),
  classifyIntegrityFailure(
    'a row that was deleted',
    'DELETE FROM accounts.messages WHERE id = 3',
    'accounts.messages has 999 rows, expected 1000',
  ),
  classifyIntegrityFailure(
    'a row that was added',
    "INSERT INTO catalog.categories VALUES (4711, NULL, 'more')",
    'catalog.categories has 49 rows, expected 48',
  ),
  classifyIntegrityFailure(
    'two rows that swapped a value',
    'UPDATE sales.orders SET placed_at = (SELECT o.placed_at FROM sales.orders o WHERE o.id = 3 - orders.id) WHERE id < 3',
    'sales.orders has other content in its 2000 rows',
  ),
  classifyIntegrityFailure(
    'a sequence that is behind its column',
    "SELECT setval('sales.invoice_number', 20240001)",
    'sequence sales.invoice_number is at 20240001, expected 20241500',
  ),
  classifyIntegrityFailure(
    'an index that is missing',
    'DROP INDEX catalog.products_search',
    'INDEX catalog.products_search is missing',
  ),
  classifyIntegrityFailure(
    'an index for other columns',
    'DROP INDEX sales.orders_by_buyer; CREATE INDEX orders_by_buyer ON sales.orders (buyer, placed_at)',
    'INDEX sales.orders_by_buyer is defined differently',
  ),
  classifyIntegrityFailure(
    'a large object that was changed',
    "SELECT lo_put(pdf, 10, '\\x00') FROM catalog.brochures WHERE year = 2024",
    'the 2 large objects have other content',
  ),
  classifyIntegrityFailure(
    'a materialized view that was not filled',
    'REFRESH MATERIALIZED VIEW sales.revenue_by_month WITH NO DATA',
    'MATERIALIZED VIEW DATA sales.revenue_by_month is missing',
  ),
  classifyIntegrityFailure(
    'a partition that was detached',
    'ALTER TABLE analytics.events DETACH PARTITION analytics.events_other',
    'TABLE ATTACH analytics.events_other is missing',
    'INDEX ATTACH analytics.events_other_kind_at_idx is missing',
    'INDEX ATTACH analytics.events_other_pkey is missing',
  ),
]

/** To the nasty database, on every major; each to an object of its own. */
export const NASTY_DAMAGE = [
  classifyIntegrityFailure(
    'a NULL for an empty string',
    'UPDATE "values".text_values SET v = NULL WHERE id = 1',
    'values.text_values has other content in its 167 rows',
  ),
  classifyIntegrityFailure(
    'a bit flipped in the last byte of a large value',
    'UPDATE "values".big_values SET b = set_bit(b, 8 * octet_length(b) - 1, 1 - get_bit(b, 8 * octet_length(b) - 1)) WHERE id = 2',
    'values.big_values has other content in its 4 rows',
  ),
  classifyIntegrityFailure(
    'a float changed in its last digit',
    'UPDATE "values".numbers SET f8 = 0.3 WHERE i8 = 9223372036854775807',
    'values.numbers has other content in its 7 rows',
  ),
  classifyIntegrityFailure(
    'an instant moved by a microsecond',
    `UPDATE "types".zones SET at = at + interval '1 microsecond' WHERE at < '1900-01-01' AND at > '0001-01-01'`,
    'types.zones has other content in its 4 rows',
  ),
  classifyIntegrityFailure(
    'a row deleted that holds nothing',
    'DELETE FROM "values".no_columns WHERE ctid = (SELECT min(ctid) FROM "values".no_columns)',
    'values.no_columns has 2 rows, expected 3',
  ),
  classifyIntegrityFailure(
    'a value that went to the column beside it',
    'UPDATE shapes.kid SET v = own, own = v WHERE id = 1',
    'shapes.kid has other content in its 3 rows',
  ),
  classifyIntegrityFailure(
    'a row changed in one of the partitions of an enum',
    "UPDATE shapes.by_colour SET v = 'other' WHERE id = 7",
    'shapes.by_colour has other content in its 40 rows',
  ),
  classifyIntegrityFailure(
    'a row that is in another partition',
    'ALTER TABLE rules.parted_1 DISABLE TRIGGER USER; UPDATE rules.parted SET id = 3 WHERE id = 1',
    'rules.parted_1 has 0 rows, expected 1',
    'rules.parted_rest has 2 rows, expected 1',
    'TRIGGER rules."parted_1 on_each" is extra',
  ),
  classifyIntegrityFailure(
    'a column of another type',
    'ALTER TABLE kinds.altered ALTER c TYPE varchar',
    'TABLE kinds.altered is defined differently',
  ),
  classifyIntegrityFailure(
    'a default in a table',
    'ALTER TABLE shapes.tuned ALTER v SET DEFAULT 1',
    'TABLE shapes.tuned is defined differently',
  ),
  classifyIntegrityFailure(
    'a default of its own',
    'ALTER TABLE shapes.kid ALTER w SET DEFAULT 5',
    'DEFAULT shapes."kid w" is defined differently',
  ),
  classifyIntegrityFailure(
    'a column that may be NULL',
    'ALTER TABLE kinds.typed ALTER d SET NOT NULL',
    'TABLE kinds.typed is defined differently',
  ),
  classifyIntegrityFailure(
    'an index of a partition',
    'DROP INDEX shapes.own_of_one',
    'INDEX shapes.own_of_one is missing',
  ),
  classifyIntegrityFailure(
    'an index with another condition',
    'DROP INDEX kinds."options; expression"; CREATE INDEX "options; expression" ON kinds.options (lower(v) COLLATE "C" text_pattern_ops DESC NULLS LAST, (length(w)))',
    'INDEX kinds."options; expression" is defined differently',
  ),
  classifyIntegrityFailure(
    'an index option',
    'ALTER INDEX kinds.options_doc SET (fastupdate = on)',
    'INDEX kinds.options_doc is defined differently',
  ),
  classifyIntegrityFailure(
    'a check that was dropped',
    'ALTER TABLE kinds.subscripts DROP CONSTRAINT subscripts_j_check',
    'TABLE kinds.subscripts is defined differently',
  ),
  classifyIntegrityFailure(
    'one value less in a list of allowed ones',
    `ALTER TABLE shapes.in_lists DROP CONSTRAINT in_lists_s_check; ALTER TABLE shapes.in_lists ADD CONSTRAINT in_lists_s_check CHECK (s IN ('open', ')])::text[]'))`,
    'TABLE shapes.in_lists is defined differently',
  ),
  classifyIntegrityFailure(
    'a foreign key that was dropped',
    'ALTER TABLE shapes.c DROP CONSTRAINT c_a_fkey',
    'FK CONSTRAINT shapes."c c_a_fkey" is missing',
  ),
  classifyIntegrityFailure(
    'a foreign key that was never checked',
    'ALTER TABLE shapes.b DROP CONSTRAINT "to; c"; ALTER TABLE shapes.b ADD CONSTRAINT "to; c" FOREIGN KEY (c) REFERENCES shapes.c MATCH FULL NOT VALID',
    'FK CONSTRAINT shapes."b to; c" is defined differently',
    'COMMENT shapes."CONSTRAINT ""to; c"" ON b" is missing',
  ),
  classifyIntegrityFailure(
    'a foreign key that is not deferred',
    'ALTER TABLE kinds.egg ALTER CONSTRAINT egg_chicken_fkey NOT DEFERRABLE',
    'FK CONSTRAINT kinds."egg egg_chicken_fkey" is defined differently',
  ),
  classifyIntegrityFailure(
    'an exclusion that was dropped',
    'ALTER TABLE shapes.circles DROP CONSTRAINT circles_c_excl',
    'CONSTRAINT shapes."circles circles_c_excl" is missing',
  ),
  classifyIntegrityFailure(
    'a key that was dropped',
    'ALTER TABLE kinds.of_type DROP CONSTRAINT of_type_pkey',
    'CONSTRAINT kinds."of_type of_type_pkey" is missing',
  ),
  classifyIntegrityFailure(
    'a domain that lost its check',
    'ALTER DOMAIN "types".in_c DROP CONSTRAINT in_c_check',
    'DOMAIN types.in_c is defined differently',
  ),
  classifyIntegrityFailure(
    'a value added to an enum',
    `ALTER TYPE "types".moods ADD VALUE 'e'`,
    'TYPE types.moods is defined differently',
  ),
  classifyIntegrityFailure(
    'an attribute of a type',
    'ALTER TYPE kinds.point3 ADD ATTRIBUTE w int CASCADE',
    'TYPE kinds.point3 is defined differently',
    'kinds.of_type has other content in its 1 rows',
    'kinds.typed has other content in its 2 rows',
  ),
  classifyIntegrityFailure(
    'a sequence that is behind',
    "SELECT setval('shapes.restarted', 9)",
    'sequence shapes.restarted is at 9, expected 10',
  ),
  classifyIntegrityFailure(
    'a sequence whose value was not given out yet',
    `SELECT setval('kinds.big', 9223372036854775806, false)`,
    'sequence kinds.big is at 9223372036854775806, not given out yet, unlike in the backup',
  ),
  classifyIntegrityFailure(
    'a sequence with another step',
    'ALTER SEQUENCE shapes.downwards INCREMENT -6',
    'SEQUENCE shapes.downwards is defined differently',
  ),
  classifyIntegrityFailure(
    'an identity that starts again',
    'ALTER TABLE shapes.odd_identities ALTER down RESTART WITH -100',
    'sequence shapes.odd_identities_down_seq is at -100, expected -10',
  ),
  classifyIntegrityFailure(
    'the body of a function',
    `CREATE OR REPLACE FUNCTION code.pair_of(text) RETURNS code.pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW(2, $1)::code.pair'`,
    'FUNCTION code."pair_of(text)" is defined differently',
  ),
  classifyIntegrityFailure(
    'what a function may see',
    'ALTER FUNCTION "op; erators".same(text) SECURITY INVOKER',
    'FUNCTION "op; erators"."same(text)" is defined differently',
  ),
  classifyIntegrityFailure(
    'an aggregate that begins elsewhere',
    `CREATE OR REPLACE AGGREGATE "op; erators".product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '2', COMBINEFUNC = numeric_mul, PARALLEL = SAFE)`,
    'AGGREGATE "op; erators"."product(numeric)" is defined differently',
  ),
  classifyIntegrityFailure(
    'an operator that was changed',
    'ALTER OPERATOR "op; erators".=% ("op; erators".num, "op; erators".num) SET (RESTRICT = NONE)',
    'OPERATOR "op; erators"."=%" is defined differently',
  ),
  classifyIntegrityFailure(
    'an operator that left its family',
    'ALTER OPERATOR FAMILY "op; erators".nums USING btree DROP OPERATOR 1 (int, bigint)',
    'OPERATOR FAMILY "op; erators".nums is defined differently',
  ),
  classifyIntegrityFailure(
    'a cast that was dropped',
    'DROP CAST (text AS code.pair)',
    'CAST (text AS code.pair) is missing',
  ),
  classifyIntegrityFailure(
    'a transform that was dropped',
    'DROP TRANSFORM FOR "types".own_text LANGUAGE sql',
    'TRANSFORM FOR types.own_text LANGUAGE sql is missing',
  ),
  classifyIntegrityFailure(
    'a trigger that was disabled',
    'ALTER TABLE rules.notes DISABLE TRIGGER replica_only',
    'TRIGGER rules."notes replica_only" is defined differently',
  ),
  classifyIntegrityFailure(
    'an event trigger that was enabled',
    'ALTER EVENT TRIGGER "off; event" ENABLE',
    'EVENT TRIGGER off; event is defined differently',
  ),
  classifyIntegrityFailure(
    'a rule that was dropped',
    'DROP RULE "also; say" ON rules.notes',
    'RULE rules."notes also; say" is missing',
  ),
  classifyIntegrityFailure(
    'a rule that was enabled',
    'ALTER TABLE rules.notes ENABLE RULE nothing',
    'RULE rules."notes nothing" is defined differently',
  ),
  classifyIntegrityFailure(
    'a view with another condition',
    'CREATE OR REPLACE VIEW kinds.checked WITH (security_barrier) AS SELECT id, v FROM kinds.options WHERE id > 2 WITH CASCADED CHECK OPTION',
    'VIEW kinds.checked is defined differently',
  ),
  classifyIntegrityFailure(
    'a view that lost its barrier',
    'ALTER VIEW code.writable SET (security_barrier)',
    'VIEW code.writable is defined differently',
  ),
  classifyIntegrityFailure(
    'a materialized view that was not filled',
    'REFRESH MATERIALIZED VIEW rules.top WITH NO DATA',
    'MATERIALIZED VIEW DATA rules.top is missing',
  ),
  classifyIntegrityFailure(
    'a partition that was detached, and its index with it',
    'ALTER TABLE shapes.by_key DETACH PARTITION shapes.by_key_old',
    'TABLE ATTACH shapes.by_key_old is missing',
    'INDEX ATTACH shapes."old; id" is missing',
  ),
  classifyIntegrityFailure(
    'a child that no longer inherits',
    'ALTER TABLE shapes.adopted NO INHERIT shapes.mother',
    'TABLE shapes.adopted is defined differently',
    'shapes.adopted has other content in its 1 rows',
  ),
  classifyIntegrityFailure(
    'row-level security that was switched off',
    'ALTER TABLE security.secured DISABLE ROW LEVEL SECURITY',
    'ROW SECURITY security.secured is missing',
  ),
  classifyIntegrityFailure(
    'row-level security that spares the owner',
    'ALTER TABLE security.forced NO FORCE ROW LEVEL SECURITY',
    'TABLE security.forced is defined differently',
  ),
  classifyIntegrityFailure(
    'a policy for other rows',
    'ALTER POLICY removes ON security.secured USING (v IS NOT NULL)',
    'POLICY security."secured removes" is defined differently',
  ),
  classifyIntegrityFailure(
    'a policy for other roles',
    'ALTER POLICY reads ON security.secured TO PUBLIC',
    'POLICY security."secured reads" is defined differently',
  ),
  classifyIntegrityFailure(
    'a comment',
    "COMMENT ON COLUMN shapes.tuned.v IS 'another'",
    'COMMENT shapes."COLUMN tuned.v" is defined differently',
  ),
  classifyIntegrityFailure(
    'the comment on a large object',
    "COMMENT ON LARGE OBJECT 900001 IS 'another'",
    'COMMENT LARGE OBJECT 900001 is defined differently',
  ),
  classifyIntegrityFailure(
    'a large object that was removed',
    'SELECT lo_unlink(910500)',
    'large objects: 1104, expected 1105',
  ),
  classifyIntegrityFailure(
    'a mapping for full text search',
    'ALTER TEXT SEARCH CONFIGURATION "op; erators"."own search" DROP MAPPING FOR word',
    'TEXT SEARCH CONFIGURATION "op; erators"."own search" is defined differently',
  ),
  classifyIntegrityFailure(
    'the stop words of a dictionary',
    'ALTER TEXT SEARCH DICTIONARY kinds."odd dictionary" (STOPWORDS)',
    'TEXT SEARCH DICTIONARY kinds."odd dictionary" is defined differently',
  ),
  classifyIntegrityFailure(
    'a conversion',
    'DROP CONVERSION kinds."odd conversion"',
    'CONVERSION kinds."odd conversion" is missing',
  ),
  classifyIntegrityFailure(
    'the target of statistics',
    'ALTER STATISTICS shapes.tuned_statistics SET STATISTICS 41',
    'STATISTICS shapes.tuned_statistics is defined differently',
  ),
  classifyIntegrityFailure(
    'what a replica is reported',
    'ALTER TABLE shapes.replicated_full REPLICA IDENTITY DEFAULT',
    'TABLE shapes.replicated_full is defined differently',
  ),
  classifyIntegrityFailure(
    'how a column is stored',
    'ALTER TABLE "values".big_values ALTER t SET STORAGE EXTENDED',
    'TABLE values.big_values is defined differently',
  ),
  classifyIntegrityFailure(
    'a table that is unlogged no more',
    'ALTER TABLE kinds.unlogged SET LOGGED',
    'TABLE kinds.unlogged is defined differently',
  ),
  classifyIntegrityFailure(
    'a storage parameter',
    'ALTER TABLE shapes.by_key_rest_even SET (fillfactor = 60)',
    'TABLE shapes.by_key_rest_even is defined differently',
  ),
  classifyIntegrityFailure(
    'the table of a publication',
    'ALTER PUBLICATION "odd; publication" DROP TABLE kinds.egg',
    'PUBLICATION TABLE kinds."odd; publication egg" is missing',
  ),
  classifyIntegrityFailure(
    'what a publication publishes',
    `ALTER PUBLICATION nothing_yet SET (publish = 'delete')`,
    'PUBLICATION nothing_yet is defined differently',
  ),
  classifyIntegrityFailure(
    'the source of a subscription',
    `ALTER SUBSCRIPTION "from; nowhere" CONNECTION 'host=127.0.0.1 port=2 dbname=nowhere'`,
    'SUBSCRIPTION from; nowhere is defined differently',
  ),
  classifyIntegrityFailure(
    'an extension that was dropped',
    'DROP EXTENSION "uuid-ossp"',
    'EXTENSION uuid-ossp is missing',
    'COMMENT EXTENSION "uuid-ossp" is missing',
  ),
  classifyIntegrityFailure(
    'a column of a foreign table',
    `ALTER FOREIGN TABLE kinds.elsewhere ALTER "id; far" OPTIONS (SET column_name 'other')`,
    'FOREIGN TABLE kinds.elsewhere is defined differently',
  ),
  classifyIntegrityFailure(
    'the address of a foreign server',
    `ALTER SERVER "odd; server" OPTIONS (SET port '2')`,
    'SERVER odd; server is defined differently',
  ),
  classifyIntegrityFailure(
    'whom a foreign server is reported',
    'DROP USER MAPPING FOR PUBLIC SERVER "odd; server"',
    'USER MAPPING public SERVER odd; server is missing',
  ),
]

/** What a fingerprint says nothing of: a restore may leave it out, or it is nothing of the database's own. */
export const NO_DAMAGE = [
  'ALTER TABLE "owned; by others".theirs OWNER TO postgres',
  'ALTER SCHEMA security OWNER TO nasty_reader',
  'ALTER FUNCTION code.plus_one(int) OWNER TO nasty_reader',
  'ALTER LARGE OBJECT 900002 OWNER TO nasty_reader',
  'GRANT SELECT ON security.secured TO PUBLIC',
  'GRANT UPDATE (v) ON kinds.options TO nasty_reader',
  'GRANT SELECT ON LARGE OBJECT 900003 TO PUBLIC',
  'REVOKE USAGE ON LANGUAGE sql FROM PUBLIC',
  'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC',
  'REFRESH MATERIALIZED VIEW kinds.second_matview',
  'REINDEX TABLE kinds.options',
  'VACUUM (FULL, ANALYZE) "values".shuffled',
  'ANALYZE',
  `ALTER ROLE nasty_reader SET work_mem = '5MB'`,
]
