import type { Connection } from './connection/connection.ts'
import { inSession } from './probe/in-session.ts'

/** How many rows a table has now, as the server estimates it without reading the table. */
export interface LiveTable {
  readonly schema: string
  readonly name: string
  /** Without indexes and TOAST; exactly 0 after a TRUNCATE, and not after a DELETE. */
  readonly bytes: number
  /** Undefined if the server has no estimate, as after a crash. */
  readonly rows: number | undefined
}

/**
 * A primary counts the rows that are inserted and deleted; a standby has what the last VACUUM or ANALYZE of its primary
 * found. Names and operators are those of the system, not those that the database defines.
 */
const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name,
         pg_catalog.pg_relation_size(c.oid)::pg_catalog.text AS bytes,
         CASE WHEN pg_catalog.pg_is_in_recovery() THEN c.reltuples::pg_catalog.float8
              ELSE pg_catalog.pg_stat_get_live_tuples(c.oid)::pg_catalog.float8 END AS rows
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
   WHERE c.relkind OPERATOR(pg_catalog.=) 'r'::pg_catalog."char"
     AND n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'::pg_catalog.name
     AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'::pg_catalog.name`

/**
 * Asks for all tables that hold rows of their own, in one short read-only session.
 * Throws BackupError with the cause, or the signal's reason.
 */
export async function askLiveTables(connection: Connection, signal: AbortSignal): Promise<LiveTable[]> {
  return inSession(connection, { signal }, async session => {
    const found = await session.rows<{ schema: string; name: string; bytes: string; rows: number }>(TABLES)
    return found.map(({ bytes, name, rows, schema }) => {
      const size = Number(bytes)
      const isKnown = rows > 0 || (rows === 0 && size === 0)
      return { schema, name, bytes: size, rows: isKnown ? rows : undefined }
    })
  })
}
