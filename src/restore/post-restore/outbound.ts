import type { Connection } from '../../postgres/connection/connection.ts'
import { WRITING } from '../../postgres/probe/beginning.ts'
import { inSession } from '../../postgres/probe/in-session.ts'
import type { Session } from '../../postgres/probe/session.ts'
import { statementError } from '../../postgres/statement-error.ts'
import {
  CRON_JOBS_QUERY,
  EMPTY_QUEUE,
  LEFT_ALONE_QUERY,
  PARTITION_WEBHOOKS_QUERY,
  SUBSCRIPTIONS_QUERY,
  type Switch,
  tableQuery,
  WAITING_REQUESTS_QUERY,
  WEBHOOKS_QUERY,
} from './outbound-queries.ts'

/** What was done so that a copy reaches nobody, a line each that names the object. */
export interface OutboundOff {
  readonly off: readonly string[]
  /** What is still on, or may be, with the reason: a copy that calls production's webhooks is a failure to be reported. */
  readonly stillOn: readonly string[]
  /** What may reach out and has no switch: foreign servers, functions that send requests themselves (at most 100). */
  readonly leftAlone: readonly string[]
}

interface Findings {
  readonly off: string[]
  readonly stillOn: string[]
}

/** What holds a lock on a trigger's table holds us up no longer. */
const beginning = { ...WRITING, lockTimeoutMs: 30_000, statementTimeoutMs: 300_000 }

/**
 * Switches off everything in the database that reaches out of it by itself: pg_cron's jobs, Supabase's webhooks, pg_net's waiting
 * requests, subscriptions. Each by itself, and no matter what became of the others; what is not there needs nothing. Foreign
 * servers (postgres_fdw), dblink, and functions that call pg_net or http themselves are left alone, and named.
 * Throws BackupError where the server is lost, or the signal's reason.
 */
export async function turnOutboundOff(
  connection: Connection,
  { signal }: { readonly signal: AbortSignal },
): Promise<OutboundOff> {
  return await inSession(connection, { signal, beginning }, async session => {
    const findings: Findings = { off: [], stillOn: [] }
    await switchCronJobs(session, findings, connection.user)
    for (const query of [WEBHOOKS_QUERY, PARTITION_WEBHOOKS_QUERY, SUBSCRIPTIONS_QUERY]) {
      const switches = await session.rows<Switch>(query)
      for (const each of switches) await attempt(session, findings, each.words, [each.statement])
    }
    // Last, since what is emptied must not be filled again by a webhook.
    await emptyQueue(session, findings)
    const left = await session.rows<{ words: string }>(LEFT_ALONE_QUERY)
    return { ...findings, leftAlone: left.map(({ words }) => words) }
  })
}

async function switchCronJobs(session: Session, findings: Findings, role: string): Promise<void> {
  const [jobs] = await session.rows<{ whole: boolean }>(tableQuery('cron', 'job'))
  if (!jobs) return
  if (!jobs.whole) findings.stillOn.push(`pg_cron jobs of other roles, which are hidden from role ${role}`)
  await guarded(session, findings, 'pg_cron jobs', async () => {
    const active = await session.rows<Switch & { readonly otherwise: string }>(CRON_JOBS_QUERY)
    for (const { words, statement, otherwise } of active)
      await attempt(session, findings, words, [statement, otherwise])
    // A policy may let a statement pass, and have no effect.
    const after = await session.rows<Switch>(CRON_JOBS_QUERY)
    const missed = after.filter(({ words }) => findings.off.includes(words)).map(({ words }) => words)
    findings.stillOn.push(...missed.map(words => `${words}: it could not be changed`))
    findings.off.splice(0, findings.off.length, ...findings.off.filter(words => !missed.includes(words)))
  })
}

async function emptyQueue(session: Session, findings: Findings): Promise<void> {
  const [queue] = await session.rows<{ whole: boolean }>(tableQuery('net', 'http_request_queue'))
  if (!queue) return
  const words = 'requests waiting in pg_net'
  await guarded(session, findings, words, async () => {
    const [waiting] = await session.rows<{ value: number }>(WAITING_REQUESTS_QUERY)
    if (waiting?.value) await attempt(session, findings, `${words} (${waiting.value})`, [EMPTY_QUEUE])
  })
}

/** Tries one statement after the other; commits the first that does it. */
async function attempt(
  session: Session,
  findings: Findings,
  words: string,
  statements: readonly string[],
): Promise<void> {
  const reasons: string[] = []
  for (const statement of statements) {
    try {
      await session.rows(statement)
      await session.next('COMMIT')
      findings.off.push(words)
      return
    } catch (error) {
      reasons.push(await refusal(session, error))
    }
  }
  findings.stillOn.push(`${words}: ${reasons[0]}`)
}

async function guarded(
  session: Session,
  findings: Findings,
  words: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    findings.stillOn.push(`${words}: ${await refusal(session, error)}`)
  }
}

/** The server's words for a statement that it refused, in a session that goes on; throws where it does not. */
async function refusal(session: Session, error: unknown): Promise<string> {
  const refused = statementError(error)
  if (!refused) throw error
  await session.next('ROLLBACK')
  return refused.message
}
