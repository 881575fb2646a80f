/**
 * Whose names are meant by names without a schema. Who may create something in a database decides what its own path finds
 * first: an operator or a function of theirs, which then runs with the rights of anyone who asks. So what we ask finds
 * PostgreSQL's own names only, temporary ones last; the SQL of the user is run as the user means it.
 */
export type Names = 'of PostgreSQL' | 'of the database'

/** How a session begins. */
export type Beginning =
  | {
      readonly kind: 'transaction'
      readonly access: 'READ ONLY' | 'READ WRITE'
      readonly names: Names
      /** Milliseconds; 0: as long as it takes. */
      readonly statementTimeoutMs: number
      /** Milliseconds; undefined: what the role has. */
      readonly lockTimeoutMs?: number
    }
  /** For what no transaction takes, and for sessions that must not keep one open. */
  | { readonly kind: 'no transaction' }

/** No catalog query may take longer; the size of a database on slow storage is then unknown. Milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000

/** Reads the catalogs, with a time limit. */
export const ASKING = {
  kind: 'transaction',
  access: 'READ ONLY',
  names: 'of PostgreSQL',
  statementTimeoutMs: STATEMENT_TIMEOUT_MS,
} as const satisfies Beginning

/** The same for as long as it takes. */
export const ASKING_PATIENTLY = { ...ASKING, statementTimeoutMs: 0 } as const satisfies Beginning

/** Changes something, without the limits of the role, which are for its everyday queries. */
export const WRITING = { ...ASKING_PATIENTLY, access: 'READ WRITE' } as const satisfies Beginning

/**
 * Local to one transaction: a pooler hands what a plain SET changes on to other people's sessions. It is also for the
 * transaction that several statements in one message are.
 */
export const OWN_NAMES = 'SET LOCAL search_path = pg_catalog, pg_temp'

/** The statements that a transaction begins with: nothing is looked up by name before the names are settled. */
export function beginningSql(beginning: Extract<Beginning, { readonly kind: 'transaction' }>): string {
  const { access, lockTimeoutMs, names, statementTimeoutMs } = beginning
  return [
    `BEGIN ${access}`,
    ...(names === 'of PostgreSQL' ? [OWN_NAMES] : []),
    `SET LOCAL statement_timeout = ${statementTimeoutMs}`,
    ...(lockTimeoutMs === undefined ? [] : [`SET LOCAL lock_timeout = ${lockTimeoutMs}`]),
  ].join('; ')
}
