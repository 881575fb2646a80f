import { setTimeout as sleep } from 'node:timers/promises'
import { BackupError } from '../core/errors.ts'
import { SecondaryError } from './ignore-broken-pipe.ts'

/**
 * How long after the first failure the others may still fail by themselves before they are stopped: a dead pg_dump is
 * seen first by anyone who reads from it, and only then by its exit code. Milliseconds.
 */
const CAUSES_ARRIVE_MS = 300
/**
 * The same while nothing but aftermaths has been seen, since each has a cause: a killed program is only known to be gone
 * when its last output was read, which on a busy machine takes seconds. Milliseconds.
 */
const CAUSE_MUST_ARRIVE_MS = 15_000

/**
 * Runs parts that stand and fall together. When one fails, all are stopped through `controller`, all are awaited, and
 * what is thrown is the cause: of the failures that came by themselves and are no aftermath, the one whose part stands
 * first in `parts`. So list them from upstream to downstream. A `controller` aborted from outside throws its reason.
 * @throws BackupError `stream-broken` where every part only lost the others
 */
export async function runAll(
  parts: readonly Promise<unknown>[],
  controller: AbortController,
  cancellationDeadlineMs = CAUSE_MUST_ARRIVE_MS,
): Promise<void> {
  const failures = new Map<number, unknown>()
  const causeSeen = new AbortController()
  const watched = parts.map(async (part, position) => {
    try {
      await part
    } catch (error) {
      if (controller.signal.aborted) return
      failures.set(position, error)
      if (error instanceof SecondaryError) await others(part, parts, causeSeen.signal, cancellationDeadlineMs)
      else causeSeen.abort()
      await sleep(CAUSES_ARRIVE_MS)
      controller.abort(error)
    }
  })
  await Promise.all(watched)
  const ordered = [...failures.entries()].sort(([a], [b]) => a - b).map(([, error]) => error)
  const cause = ordered.find(error => !(error instanceof SecondaryError))
  if (cause !== undefined) throw cause
  const { aborted, reason } = controller.signal
  if (aborted) throw reason instanceof SecondaryError ? unexplained(reason) : reason
}

/** Until one of them has failed for a reason of its own, all have ended, or patience has. */
async function others(
  self: Promise<unknown>,
  parts: readonly Promise<unknown>[],
  causeSeen: AbortSignal,
  cancellationDeadlineMs: number,
): Promise<void> {
  const cancellationDeadline = new AbortController()
  const enough = AbortSignal.any([cancellationDeadline.signal, causeSeen])
  const waiting = sleep(cancellationDeadlineMs, undefined, { signal: enough }).catch(() => {})
  await Promise.race([waiting, Promise.allSettled(parts.filter(part => part !== self))])
  cancellationDeadline.abort()
}

function unexplained(cause: SecondaryError): BackupError {
  return new BackupError(
    {
      kind: 'environment',
      code: 'stream-broken',
      message: `A program or a connection of this step ended early, and none said why: ${cause.message}.`,
      hint: 'Run it again. If it happens twice, look in the log of this machine for killed processes (memory), and report it.',
    },
    cause,
  )
}
