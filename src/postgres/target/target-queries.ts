/** What every role may ask. */
export const TARGET_QUERY = `
  SELECT current_setting('server_version_num')::int AS version_num,
         current_setting('server_version') AS version,
         current_database() AS database,
         d.oid::text AS database_oid,
         pg_encoding_to_char(d.encoding) AS encoding,
         pg_is_in_recovery() AS is_in_recovery,
         current_setting('default_transaction_read_only') = 'on' AS read_only_by_default,
         current_user AS role,
         r.rolsuper AS superuser,
         r.rolsuper OR r.rolcreaterole AS create_role,
         has_database_privilege(d.oid, 'CREATE') AS create_in_database
    FROM pg_database d, pg_roles r
   WHERE d.datname = current_database() AND r.rolname = current_user`

export interface TargetRow {
  readonly version_num: number
  readonly version: string
  readonly database: string
  readonly database_oid: string
  readonly encoding: string
  readonly is_in_recovery: boolean
  readonly read_only_by_default: boolean
  readonly role: string
  readonly superuser: boolean
  readonly create_role: boolean
  readonly create_in_database: boolean
}

export const ROLES_QUERY = 'SELECT rolname AS name FROM pg_roles ORDER BY 1'

/** An extension is dropped and commented on by its owner, no matter who owns its schema. */
export const INSTALLED_QUERY = `
  SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema,
         pg_has_role(e.extowner, 'USAGE') AS owned
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`

export const AVAILABLE_QUERY = `
  SELECT e.name, e.default_version AS version, v.trusted
    FROM pg_available_extensions e
    JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
   ORDER BY 1`

/** Temporary schemas are the system's as well. */
export const ORDINARY_SCHEMA = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

/** Whether something came with an extension, or is but a part of something else: of a table, a type, a subscription. */
export const dependent = (catalog: string, oid: string, kinds: string): string => `
  EXISTS (SELECT FROM pg_depend d
           WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.objsubid = 0 AND d.deptype IN (${kinds}))`

export interface SchemaRow {
  readonly name: string
  readonly creates: boolean
  readonly owned: boolean
}

export const SCHEMAS_QUERY = `
  SELECT n.nspname AS name, has_schema_privilege(n.oid, 'CREATE') AS creates,
         pg_has_role(n.nspowner, 'USAGE') AS owned
    FROM pg_namespace n
   WHERE ${ORDINARY_SCHEMA} AND NOT ${dependent('pg_namespace', 'n.oid', "'e'")} ORDER BY 1`

/** The first oid that initdb does not give (FirstNormalObjectId): what has no schema is the system's own below it. */
export const FIRST_NORMAL_OID = 16_384

/** `kinds` of dependency: of an extension (e), a part of something (i, P, S). */
const inSchemas = (catalog: string, column: string, where = 'true'): string => `
  SELECT '${catalog}'::regclass AS classid, o.oid AS objid
    FROM ${catalog} o JOIN pg_namespace n ON n.oid = o.${column}
   WHERE ${ORDINARY_SCHEMA} AND ${where} AND NOT ${dependent(catalog, 'o.oid', "'e', 'i', 'P', 'S'")}`

const withoutSchema = (catalog: string, where = 'true'): string => `
  SELECT '${catalog}'::regclass, o.oid FROM ${catalog} o
   WHERE o.oid >= ${FIRST_NORMAL_OID} AND ${where} AND NOT ${dependent(catalog, 'o.oid', "'e', 'i', 'P', 'S'")}`

/** A type of its own: no table's row, and no array. */
const OWN_TYPE = `
  (o.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = o.typrelid AND c.relkind = 'c'))
  AND NOT EXISTS (SELECT FROM pg_type element WHERE element.typarray = o.oid)`

const OTHER_OBJECTS = [
  inSchemas('pg_proc', 'pronamespace'),
  inSchemas('pg_type', 'typnamespace', OWN_TYPE),
  inSchemas('pg_operator', 'oprnamespace'),
  inSchemas('pg_opfamily', 'opfnamespace'),
  inSchemas('pg_collation', 'collnamespace'),
  inSchemas('pg_conversion', 'connamespace'),
  inSchemas('pg_statistic_ext', 'stxnamespace'),
  inSchemas('pg_ts_config', 'cfgnamespace'),
  inSchemas('pg_ts_dict', 'dictnamespace'),
  inSchemas('pg_ts_parser', 'prsnamespace'),
  inSchemas('pg_ts_template', 'tmplnamespace'),
  withoutSchema('pg_cast'),
  withoutSchema('pg_language'),
  withoutSchema('pg_am'),
  withoutSchema('pg_transform'),
  withoutSchema('pg_event_trigger'),
  withoutSchema('pg_publication'),
  withoutSchema('pg_foreign_data_wrapper'),
  withoutSchema('pg_foreign_server'),
].join(' UNION ALL ')

/** In words, such as `function app.f(integer)`. */
export const otherObjectsQuery = (atMost: number): string => `
  SELECT d.words
    FROM (SELECT * FROM (${OTHER_OBJECTS}) every LIMIT ${atMost}) o,
         pg_describe_object(o.classid, o.objid, 0) d (words)
   WHERE d.words IS NOT NULL
   ORDER BY 1`

/** Ordinary roles may read neither a subscription's oid nor its connection. */
export const SUBSCRIPTIONS_QUERY = `
  SELECT 'subscription ' || quote_ident(s.subname) AS words
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
   WHERE d.datname = current_database() ORDER BY 1`

export const LARGE_OBJECTS_QUERY = 'SELECT oid::text AS value FROM pg_largeobject_metadata'

export const SET_REPLICATION_ROLE = 'SET LOCAL session_replication_role = replica'
export const REPLICATION_ROLE_QUERY = `SELECT current_setting('session_replication_role') = 'replica' AS value`
