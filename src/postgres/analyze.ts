import type { Connection } from './connection/connection.ts'
import { inSession } from './probe/in-session.ts'

/** As pg_dump's own scripts do: the limits of a role are for its everyday queries. Taken back at the end. */
const NO_LIMIT = 'SET statement_timeout = 0'

/**
 * Gives the planner statistics of what was restored, table by table, so that no lock is held for long. Reads a sample of
 * every table.
 * @returns the server's warnings, such as tables that the role may not analyze: they are passed over
 */
export async function analyzeDatabase(
  connection: Connection,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  return await inSession(connection, { signal, beginning: NO_LIMIT }, async session => {
    await session.rows('ANALYZE')
    await session.rows('RESET statement_timeout')
    return session.warnings()
  })
}
