import pg from 'pg'
import type { Check, CheckOutcome } from '../backup/drill/checks.ts'
import { formatDuration } from '../backup/durations.ts'
import type { Connection } from './connection/connection.ts'
import { redact, secretsOf } from './connection/secrets.ts'
import { inSession } from './probe/in-session.ts'
import type { Session } from './probe/session.ts'

/** A failure shows the beginning of this many rows. */
const ROWS_SHOWN = 3
/** The longest failure that is told. Characters. */
const TOLD_AT_MOST = 300
const QUERY_CANCELED = '57014'

/**
 * Asks each check in a read-only transaction of its own, which is always rolled back. It passes with no rows, or with one
 * whose first column is the boolean true; an SQL error or a time limit (milliseconds, each check by itself) fails it.
 * A failure shows what came back: names and values of up to three rows.
 * Throws BackupError where the server is lost, or the signal's reason.
 */
export async function runChecks(
  connection: Connection,
  checks: readonly Check[],
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<CheckOutcome[]> {
  const secrets = secretsOf(connection)
  return await inSession(connection, { signal, beginning: 'BEGIN READ ONLY' }, async session => {
    const outcomes: CheckOutcome[] = []
    for (const check of checks) {
      const startedAt = performance.now()
      const failure = await failureOf(session, check, timeoutMs)
      const told = failure === undefined ? undefined : shortened(redact(failure, secrets))
      outcomes.push({ check, failure: told, ms: Math.round(performance.now() - startedAt) })
    }
    return outcomes
  })
}

async function failureOf(session: Session, { sql }: Check, timeoutMs: number): Promise<string | undefined> {
  try {
    await session.rows(`ROLLBACK; BEGIN READ ONLY; SET LOCAL statement_timeout = ${timeoutMs}`)
    // A cursor takes one query and nothing else, and keeps what would be millions of rows at the server.
    await session.rows(`DECLARE checked NO SCROLL CURSOR FOR ${sql}`)
    return verdict(await session.table(`FETCH ${ROWS_SHOWN + 1} FROM checked`))
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.severity === 'FATAL') throw error
    return error.code === QUERY_CANCELED
      ? `took longer than ${formatDuration(timeoutMs)}`
      : `the server says: ${error.message}`
  }
}

function verdict({ columns, rows }: Awaited<ReturnType<Session['table']>>): string | undefined {
  const [first, second] = rows
  if (!first || (!second && columns[0]?.isBoolean && first[0] === 't')) return undefined
  const shown = rows
    .slice(0, ROWS_SHOWN)
    .map(row => `(${row.map((value, at) => `${columns[at]?.name}: ${value ?? 'null'}`).join(', ')})`)
  const count = rows.length > ROWS_SHOWN ? `more than ${ROWS_SHOWN} rows` : `${rows.length} rows`
  return `returned ${rows.length === 1 ? '' : `${count}: `}${shown.join(', ')}`
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > TOLD_AT_MOST ? `${line.slice(0, TOLD_AT_MOST)}…` : line
}
