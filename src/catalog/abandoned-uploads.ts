import { BackupError } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import type { ObjectStore, UnfinishedUpload } from '../storage/store.ts'
import { isOwnLayout } from './layout.ts'
import { roleOf } from './object-role.ts'

/**
 * An upload that got nothing for a day is nobody's: a run that makes no progress for much less than that is given up.
 * Milliseconds.
 */
const QUIET_MS = 86_400_000
/** Where its parts may not be listed: a job of a self-hosted runner may go on for 5 days. Milliseconds. */
const UNKNOWN_MS = 7 * 86_400_000
export const RULE = 'never ended, and nothing was added to it for a day'

/** Whether the run that began an upload is gone. */
export async function isAbandoned(
  upload: UnfinishedUpload,
  now: Date,
  { signal, store }: SweepDeps,
): Promise<boolean> {
  const ageMs = now.getTime() - upload.begun.getTime()
  if (ageMs <= QUIET_MS) return false
  const active = await store.lastActivity(upload, signal)
  return active === undefined ? ageMs > UNKNOWN_MS : now.getTime() - active.getTime() > QUIET_MS
}

interface SweepDeps {
  readonly store: ObjectStore
  readonly signal: AbortSignal
}

/** How long a backup may look for what earlier ones have left. Milliseconds. */
const LOOK_MS = 60_000

/**
 * Gives up what runs of the same series have left that were lost with their runner: each backup begins with it. A best
 * effort, since the credentials of a backup need not allow it: what goes wrong is only logged.
 */
export async function sweepAbandoned(
  series: string,
  { reporter, signal, store }: SweepDeps & { readonly reporter: Reporter },
): Promise<void> {
  const parts = { store, signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]) }
  try {
    let now: Date | undefined
    for await (const upload of store.unfinished(`${series}/`, parts.signal)) {
      if (!isOwnLayout(roleOf(upload.key).backup)) continue
      now ??= await store.clock(parts.signal)
      if (!(await isAbandoned(upload, now, parts))) continue
      await store.discard(upload.trace, parts.signal)
      reporter.info(`Given up: an upload of ${store.url(upload.key)}, which a run that is gone has left`)
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    reporter.info(`Whether an earlier run has left an unfinished upload is not known: ${error.message}`)
  }
}
