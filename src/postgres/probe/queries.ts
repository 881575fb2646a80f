import type { Locale } from '../server/locale.ts'

/** What every role may ask. */
export const SERVER_QUERY = `
  SELECT current_setting('server_version_num')::int AS version_num,
         current_setting('server_version') AS version,
         current_database() AS database,
         d.oid::text AS database_oid,
         pg_encoding_to_char(d.encoding) AS encoding,
         jsonb_strip_nulls(jsonb_build_object(
           'provider', CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
           'collate', d.datcollate, 'ctype', d.datctype,
           -- Of PostgreSQL 17, and of 15 and 16.
           'name', coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'),
           'rules', to_jsonb(d)->>'daticurules')) AS locale,
         pg_is_in_recovery() AS is_in_recovery,
         current_setting('bytea_output') AS bytea_output,
         current_setting('quote_all_identifiers')::bool AS quotes_all_identifiers,
         current_setting('standard_conforming_strings')::bool AS standard_strings,
         current_setting('TimeZone') AS time_zone,
         current_user AS role,
         r.rolsuper AS superuser,
         r.rolbypassrls AS bypasses_rls
    FROM pg_database d, pg_roles r
   WHERE d.datname = current_database() AND r.rolname = current_user`

export interface ServerRow {
  readonly version_num: number
  readonly version: string
  readonly database: string
  readonly database_oid: string
  readonly encoding: string
  readonly locale: NonNullable<Locale>
  readonly is_in_recovery: boolean
  readonly bytea_output: string
  readonly quotes_all_identifiers: boolean
  readonly standard_strings: boolean
  readonly time_zone: string
  readonly role: string
  readonly superuser: boolean
  readonly bypasses_rls: boolean
}

/** Managed servers keep these two from ordinary roles. */
export const SYSTEM_IDENTIFIER_QUERY = 'SELECT system_identifier::text AS value FROM pg_control_system()'
export const DATABASE_BYTES_QUERY = 'SELECT pg_database_size(current_database())::text AS value'

export const EXTENSIONS_QUERY = 'SELECT extname AS name, extversion AS version FROM pg_extension ORDER BY 1'

/**
 * Anything that pg_dump would dump by default: not the system's schemas, not what belongs to an extension. It locks tables
 * and reads sequences, for which it needs SELECT, and USAGE of their schema.
 */
const DUMPED = `
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relpersistence <> 't'
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`

export const TABLE_COUNT_QUERY = `SELECT count(*)::int AS value ${DUMPED} AND c.relkind IN ('r', 'p')`

const RELATION = `n.nspname AS schema, c.relname AS name, CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind`

export const UNREADABLE_QUERY = `
  SELECT ${RELATION} ${DUMPED}
     AND c.relkind IN ('r', 'p', 'S')
     AND NOT (has_schema_privilege(n.oid, 'USAGE')
              AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT')
                                 ELSE has_table_privilege(c.oid, 'SELECT') END)
   ORDER BY 1, 2`

/** A standby has no rows of them: they are not in the log that it follows. */
export const UNLOGGED_QUERY = `
  SELECT ${RELATION} ${DUMPED}
     AND c.relkind = 'r' AND c.relpersistence = 'u'
   ORDER BY 1, 2`

export const ROW_SECURED_QUERY = `
  SELECT ${RELATION} ${DUMPED}
     AND c.relkind IN ('r', 'p') AND c.relrowsecurity AND row_security_active(c.oid)
   ORDER BY 1, 2`

/** For target_session_attrs. Our own transaction is read-only, so what the session would be without it is asked. */
export const SESSION_QUERY = `
  SELECT pg_is_in_recovery() AS standby,
         pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS read_only`
