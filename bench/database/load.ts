import type { PostgresServer } from '../../__tests__/support/postgres-server.ts'
import { MIX, type MixedTable } from './mix.ts'

/** Rows in one statement: an interrupted benchmark should not wait long for the end of one. */
const ROWS_AT_ONCE = 200_000

/**
 * Settings of the server that only make loading faster: what is measured is reading. `autovacuum` off, so that it does
 * not run beside a measurement.
 */
export const SERVER_SETTINGS = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  autovacuum: 'off',
}

/** Of a server that is restored into: what it writes is measured, but nothing that it does by itself. */
export const TARGET_SETTINGS = { max_wal_size: '8GB', autovacuum: 'off' }

/** Creates `database` and fills it with about `bytes` of COPY text, the same rows each time; two tables at once. */
export async function loadMix(
  server: PostgresServer,
  database: string,
  bytes: number,
  signal: AbortSignal,
): Promise<void> {
  await server.sql('postgres', `CREATE DATABASE ${database}`)
  const [slowest, ...others] = MIX.toSorted(
    (a, b) => Number(b.name === 'events') - Number(a.name === 'events'),
  )
  const load = async (tables: readonly (MixedTable | undefined)[]): Promise<void> => {
    for (const table of tables) if (table) await loadTable(server, database, table, bytes, signal)
  }
  await Promise.all([load([slowest]), load(others)])
  // Otherwise the first to read would also set hint bits and write pages: the first contender.
  await server.sql(database, 'VACUUM (FREEZE, ANALYZE)')
  await server.sql(database, 'CHECKPOINT')
}

async function loadTable(
  server: PostgresServer,
  database: string,
  { name, share, rowBytes, definition, rows }: MixedTable,
  bytes: number,
  signal: AbortSignal,
): Promise<void> {
  await server.sql(database, `CREATE TABLE ${name} (${definition})`)
  const count = Math.max(1, Math.round((bytes * share) / rowBytes))
  for (let from = 1; from <= count; from += ROWS_AT_ONCE) {
    signal.throwIfAborted()
    const to = Math.min(count, from + ROWS_AT_ONCE - 1)
    const query = rows.replace('$FROM', String(from)).replace('$TO', String(to))
    await server.sql(database, `INSERT INTO ${name} ${query}`)
  }
}
