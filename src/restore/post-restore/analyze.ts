import type { Connection } from '../../postgres/connection/connection.ts'
import { WRITING } from '../../postgres/probe/beginning.ts'
import { inSession } from '../../postgres/probe/in-session.ts'
import type { Session } from '../../postgres/probe/session.ts'
import { statementError } from '../../postgres/statement-error.ts'

/**
 * A partition is analysed with its root, unless that is another's. The system's own catalogs are the server's business. A
 * table with a foreign one among those below it is not: to sample that is to log in to another server with what the backup
 * knows of it; what is here is analysed by its own name then.
 */
const TABLES = `
  WITH RECURSIVE reaching (oid) AS (
    SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class f ON f.oid = i.inhrelid WHERE f.relkind = 'f'
     UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN reaching r ON r.oid = i.inhrelid)
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
     AND c.oid NOT IN (SELECT oid FROM reaching)
     AND NOT (c.relispartition AND pg_catalog.pg_partition_root(c.oid) NOT IN (SELECT oid FROM reaching) AND pg_catalog.pg_has_role(
           (SELECT r.relowner FROM pg_catalog.pg_class r WHERE r.oid = pg_catalog.pg_partition_root(c.oid)), 'USAGE'))
   ORDER BY 1`

const UNDEFINED_TABLE = '42P01'
const UNDEFINED_SCHEMA = '3F000'

/**
 * Gives the planner statistics of what was restored, each table in a transaction of its own, so that no lock is held for
 * long. Reads a sample of every table.
 * @returns the server's warnings, such as tables that the role may not analyze: they are passed over
 */
export async function analyzeDatabase(
  connection: Connection,
  { say, signal }: { readonly say?: (line: string) => void; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  return await inSession(connection, { signal, beginning: WRITING, ...(say && { say }) }, async session => {
    const tables = await session.rows<{ name: string }>(TABLES)
    await session.next('COMMIT')
    for (const { name } of tables) await analyzeOne(session, name)
    return session.warnings()
  })
}

async function analyzeOne(session: Session, table: string): Promise<void> {
  try {
    await session.rows(`ANALYZE ${table}`)
    await session.next('COMMIT')
  } catch (error) {
    const isGone = [UNDEFINED_TABLE, UNDEFINED_SCHEMA].includes(statementError(error)?.code ?? '')
    if (!isGone) throw error
    await session.next('ROLLBACK')
  }
}
