import { formatDuration } from '../core/durations.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { redact, secretsOf } from '../postgres/connection/secrets.ts'
import { mayQuoteValues } from '../postgres/diagnosis/server-error.ts'
import { ASKING } from '../postgres/probe/beginning.ts'
import { inSession } from '../postgres/probe/in-session.ts'
import type { Session } from '../postgres/probe/session.ts'
import { type StatementError, statementError } from '../postgres/statement-error.ts'
import type { Check, CheckOutcome } from './checks.ts'

/** A failure says how many rows came back, up to these. */
const ROWS_COUNTED = 100
/** The longest failure that is reported. Characters. */
const TOLD_AT_MOST = 300
const QUERY_CANCELED = '57014'
/** The names in a check are those that its author means: of the database's own search_path. */
const OWN_PATH = { ...ASKING, names: 'of the database' } as const

/**
 * Asks each check in a read-only transaction of its own, which is always rolled back. It passes with no rows, or with one
 * whose first column is the boolean true; an SQL error or a time limit (milliseconds, each check by itself) fails it.
 * A failure says how many rows came back and their columns, but no value: it is shown in the log of the run, in its
 * summary and in notices, and is stored unsealed in the record.
 * Throws BackupError where the server is lost, or the signal's reason.
 */
export async function runChecks(
  connection: Connection,
  checks: readonly Check[],
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<CheckOutcome[]> {
  const secrets = secretsOf(connection)
  return await inSession(
    connection,
    { signal, beginning: { ...OWN_PATH, statementTimeoutMs: timeoutMs } },
    async session => {
      const outcomes: CheckOutcome[] = []
      for (const check of checks) {
        const startedAt = performance.now()
        const failure = await failureOf(session, check, timeoutMs)
        const shown = failure === undefined ? undefined : shortened(redact(failure, secrets))
        outcomes.push({ check, failure: shown, ms: Math.round(performance.now() - startedAt) })
      }
      return outcomes
    },
  )
}

async function failureOf(session: Session, { sql }: Check, timeoutMs: number): Promise<string | undefined> {
  try {
    await session.next('ROLLBACK')
    // A cursor takes one query and nothing else, and keeps what would be millions of rows at the server.
    await session.rows(`DECLARE checked NO SCROLL CURSOR FOR ${sql}`)
    return verdict(await session.table(`FETCH ${ROWS_COUNTED + 1} FROM checked`))
  } catch (error) {
    const refusal = statementError(error)
    if (!refusal) throw error
    if (refusal.code === QUERY_CANCELED) return `took longer than ${formatDuration(timeoutMs)}`
    return saidOf(refusal)
  }
}

/** Of objects, privileges, limits and the statement itself: what these classes of errors quote is no value of a row. */
function saidOf({ code = '', file, message }: StatementError): string {
  return mayQuoteValues(code, file) || code.startsWith('23')
    ? `failed with SQLSTATE ${code}; the words of the server may hold values of rows, and its log has them`
    : `the server says: ${message}`
}

function verdict({ columns, rows }: Awaited<ReturnType<Session['table']>>): string | undefined {
  const [first, second] = rows
  if (!first || (!second && columns[0]?.isBoolean && first[0] === 't')) return undefined
  const count = rows.length > ROWS_COUNTED ? `more than ${ROWS_COUNTED} rows` : `${rows.length} rows`
  const names = columns.map(({ name }) => name).join(', ')
  const which = `${columns.length === 1 ? 'column' : 'columns'} ${names}`
  if (second) return `returned ${count} (${which})`
  return columns[0]?.isBoolean
    ? `returned ${first[0] === 'f' ? 'false' : 'null'} (${which})`
    : `returned a row whose first column is no boolean (${which})`
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > TOLD_AT_MOST ? `${line.slice(0, TOLD_AT_MOST)}…` : line
}
