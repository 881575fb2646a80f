import type { ManagedSchema, Platform } from './platform.ts'

/** supabase/cli, pkg/migration/dump.go: schemas whose definitions `supabase db dump` leaves out. */
const DEFINITIONS_OUT = 'supabase/cli pkg/migration/dump.go: InternalSchemas'
/** The same file: schemas that `supabase db dump --data-only` leaves out too. */
const ALL_OUT = 'supabase/cli pkg/migration/dump.go: InternalSchemas and excludedSchemas'

const rowsOnly = (name: string, migrations?: string): ManagedSchema => ({
  name,
  backup: 'whole',
  restore: 'rows only',
  ...(migrations !== undefined && { migrations: [migrations] }),
  source: DEFINITIONS_OUT,
})

const leftAlone = (name: string): ManagedSchema => ({
  name,
  backup: 'left out',
  restore: 'left alone',
  source: ALL_OUT,
})

/**
 * What Supabase keeps for itself in each project's database. Not here, though its CLI leaves them out: supabase_migrations,
 * which is the user's own history and belongs to the definitions that it made (its documentation dumps it apart); and
 * timescaledb, topology, tiger and repack, of which pg_dump takes nothing but the rows that these extensions mark as the
 * user's. The migrations are those that supabase/cli pkg/migration/scripts/dump_data.sh leaves out.
 */
const SCHEMAS: readonly ManagedSchema[] = [
  rowsOnly('auth', 'schema_migrations'),
  rowsOnly('storage', 'migrations'),
  rowsOnly('supabase_functions', 'migrations'),
  rowsOnly('cron'),
  rowsOnly('net'),
  rowsOnly('pgmq'),
  ...[
    ...['_analytics', '_realtime', '_supavisor', 'extensions', 'pgbouncer', 'realtime'],
    ...['dbdev', 'graphql', 'graphql_public', 'pgsodium', 'pgsodium_masks', 'pgtle', 'vault'],
  ].map(leftAlone),
]

/** supabase/postgres, migrations/db: what a new project has. */
const EVENT_TRIGGERS = new Set([
  'issue_graphql_placeholder',
  'issue_pg_cron_access',
  'issue_pg_graphql_access',
  'issue_pg_net_access',
  'pgrst_ddl_watch',
  'pgrst_drop_watch',
])

export const SUPABASE: Platform = {
  schemas: SCHEMAS,
  // Documentation, "Backup and Restore using the CLI": its dump of the rows leaves these two out.
  unreadable: ['storage.buckets_vectors', 'storage.vector_indexes'],
  // supabase/cli, dump_schema.sh: `CREATE PUBLICATION "supabase_realtime` is commented out; which tables are in it is not; so are
  // policies whose name begins with cron_job_ (in a table of contents, a policy's name follows its table's).
  isPrimary: (kind, name) =>
    (kind === 'PUBLICATION' && name.startsWith('supabase_realtime')) ||
    (kind === 'PUBLICATION TABLE' && name.startsWith('supabase_realtime_')) ||
    (kind === 'POLICY' && / cron_job_/.test(name)) ||
    (kind === 'EVENT TRIGGER' && EVENT_TRIGGERS.has(name)),
  // The same: `ALTER DEFAULT PRIVILEGES FOR ROLE "supabase_admin"` is commented out, only a superuser may.
  administrators: ['supabase_admin'],
  // Documentation, "Backup and Restore using the CLI": no triggers while rows are loaded, or columns are encrypted twice.
  sessionSettings: ['SET session_replication_role = replica'],
  // In replica mode the event trigger pgrst_ddl_watch does not fire, which otherwise informs the API of new definitions.
  afterwards: [`NOTIFY pgrst, 'reload schema'`],
}
