import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { PostgresServer } from './postgres-server.ts'

const LOOK_EVERY_MS = 20

/** Locks a table against every reader, as a migration does, until disposed of. */
export async function lockTable(
  server: PostgresServer,
  database: string,
  table: string,
): Promise<AsyncDisposable> {
  const { socketDir: host, port, user } = server
  const session = new pg.Client({ host, port, user, database })
  await session.connect()
  await session.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  return { [Symbol.asyncDispose]: () => session.end() }
}

/** Settles when some session of the database waits for a lock. */
export async function lockAwaited(
  server: PostgresServer,
  database: string,
  signal: AbortSignal,
): Promise<void> {
  const query = `SELECT FROM pg_stat_activity WHERE datname = '${database}' AND wait_event_type = 'Lock'`
  while ((await server.sql('postgres', query)).length === 0) await pause(LOOK_EVERY_MS, undefined, { signal })
}
