import { setTimeout as pause, setInterval } from 'node:timers/promises'
import { BackupError } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import type { AdvisoryLock } from './advisory-lock-key.ts'
import type { Connection } from './connection/connection.ts'
import { inSession } from './probe/in-session.ts'
import type { Session } from './probe/session.ts'

/**
 * No transaction: a session that waits or idles in one keeps its snapshot, for which CREATE INDEX CONCURRENTLY would wait,
 * and so a migration for the backup that waits for it.
 */
const OUTSIDE_OF_TRANSACTIONS = { kind: 'no transaction' } as const
const ASK_EVERY_MS = 1_000
/** Shorter than what firewalls give a connection on which nothing moves (350 s at AWS). */
const TALK_EVERY_MS = 30_000
const LONGEST_ANSWER_MS = 10_000

/** Which lock, and what is said of it. */
export interface LockRequest {
  readonly lock: AdvisoryLock
  /** How long to wait for it; 0: not at all. */
  readonly waitMs: number
  /** Reported in the log once it is held. */
  readonly held: string
  /** Reported as a warning where it was let go of while the work went on. */
  readonly lost: string
  readonly taken: () => BackupError
}

export interface LockParts {
  readonly signal: AbortSignal
  readonly reporter: Reporter
}

/**
 * Does `work` while a session of ours holds an advisory lock, and lets go of it in every outcome.
 * @throws BackupError `advisory-lock-impossible`, what `taken` makes, or what reaching the server gives; and what `work` throws
 */
export async function withAdvisoryLock<T>(
  connection: Connection,
  request: LockRequest,
  { reporter, signal }: LockParts,
  work: () => Promise<T>,
): Promise<T> {
  const dead = new AbortController()
  const options = {
    signal: AbortSignal.any([signal, dead.signal]),
    beginning: OUTSIDE_OF_TRANSACTIONS,
  }
  const ended = await inSession(connection, options, async session => {
    await refuseWhatCannotHold(connection, session, signal)
    await take(session, request, { reporter, signal })
    const over = new AbortController()
    const kept = keepAlive(session, AbortSignal.any([over.signal, signal]))
    try {
      return { value: await work() }
    } catch (error) {
      // What the work fails with says nothing of this session.
      return { error }
    } finally {
      over.abort()
      // A connection that a firewall dropped answers nothing, and would be waited for.
      const late = setTimeout(() => dead.abort(), LONGEST_ANSWER_MS)
      await kept
      const held = await destroyAndWait(session, request.lock)
      clearTimeout(late)
      if (!held && !signal.aborted) reporter.warning(request.lost)
    }
  })
  if ('error' in ended) throw ended.error
  return ended.value
}

/** A lock there would be let go of at once, or stay behind with somebody else's session. */
async function refuseWhatCannotHold(
  connection: Connection,
  session: Session,
  signal: AbortSignal,
): Promise<void> {
  const [state] = await session.rows<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby')
  if (state?.standby) throw impossible('This server is a standby, whose locks are not those of its primary')
  const before = await processOf(session)
  const other = await inSession(connection, { signal, beginning: OUTSIDE_OF_TRANSACTIONS }, processOf)
  const after = await processOf(session)
  if (before === other || before !== after)
    throw impossible(
      'The connection goes through a pooler in transaction mode, where a session cannot hold a lock',
    )
}

async function processOf(session: Session): Promise<number | undefined> {
  const [found] = await session.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return found?.pid
}

async function take(
  session: Session,
  { held, lock: { key, name }, taken, waitMs }: LockRequest,
  { reporter, signal }: LockParts,
): Promise<void> {
  const until = performance.now() + waitMs
  for (let asked = 0; ; asked += 1) {
    const [answer] = await session.rows<{ taken: boolean }>(
      `SELECT pg_catalog.pg_try_advisory_lock(${key}) AS taken`,
    )
    if (answer?.taken) return reporter.info(held)
    if (performance.now() >= until) throw taken()
    if (asked === 0) reporter.info(`Advisory lock ${name} is held by another session: waiting for it`)
    await pause(Math.min(ASK_EVERY_MS, until - performance.now()), undefined, { signal })
  }
}

/** Lets the session be seen to live; whether it did is asked at its end. */
async function keepAlive(session: Session, stop: AbortSignal): Promise<void> {
  try {
    for await (const _ of setInterval(TALK_EVERY_MS, undefined, { signal: stop }))
      await session.rows('SELECT')
  } catch {
    // Stopped, or lost.
  }
}

/** Whether it was held until now. Closing the session lets go of it too. */
async function destroyAndWait(session: Session, { key }: AdvisoryLock): Promise<boolean> {
  const [answer] = await session
    .rows<{ held: boolean }>(`SELECT pg_catalog.pg_advisory_unlock(${key}) AS held`)
    .catch(() => [])
  return answer?.held === true
}

/** A backup waits its turn by the lock that migrations take. The dump is whole without it too: losing it is no reason to stop. */
export function lockOfBackup(lock: AdvisoryLock, waitMs: number): LockRequest {
  const { name } = lock
  return {
    lock,
    waitMs,
    held: `Advisory lock ${name} is held until the backup is stored`,
    lost: `Advisory lock ${name} was lost while the backup was made, with the session that held it: others may have taken it.`,
    taken: () =>
      new BackupError({
        kind: 'refusal',
        code: 'advisory-lock-taken',
        message: `Advisory lock ${name} is held by another session, such as a migration or another backup; nothing was dumped.`,
        hint: 'Run the backup again when that is over, or raise lock-timeout, which is how long to wait for it.',
      }),
  }
}

function impossible(why: string): BackupError {
  return new BackupError({
    kind: 'refusal',
    code: 'advisory-lock-impossible',
    message: `${why}; nothing was dumped.`,
    hint: 'Connect to the primary itself, or through a pooler in session mode, or leave advisory-lock empty.',
  })
}
