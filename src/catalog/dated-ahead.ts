import { BackupError } from '../core/errors.ts'
import type { ObjectStore } from '../storage/store.ts'
import { type Catalog, manifestKey } from './catalog.ts'
import type { Manifest } from './manifest.ts'

/** How far two clocks may be apart. Milliseconds. */
export const TOLERATED_MS = 15 * 60_000

type Dated = Pick<Manifest, 'key' | 'startedAt'>

interface Parts {
  readonly store: Pick<ObjectStore, 'clock'>
  readonly signal: AbortSignal
}

/** That a backup is dated after a moment at which it was there already: the clock of the machine that made it was wrong. */
export interface DatedAhead {
  /** Completes "it is dated …, ". */
  readonly words: string
}

/** Whether a backup is dated after the store received it. `storedMs`: Infinity where that is not known. */
export function isStoredBefore(startedAt: Date, storedMs: number): boolean {
  return startedAt.getTime() - storedMs > TOLERATED_MS
}

/**
 * Whether a backup is dated after the store received it, or after the present. The store's clock is asked only if ours says
 * so, which may be wrong too.
 */
export async function datedAhead(
  { key, startedAt }: Dated,
  objects: Catalog['objects'],
  { signal, store }: Parts,
): Promise<DatedAhead | undefined> {
  const started = new Date(startedAt)
  const own = objects.filter(object => object.key === key || object.key === manifestKey(key))
  const storedMs = Math.min(...own.map(({ modified }) => modified.getTime()))
  if (isStoredBefore(started, storedMs))
    return { words: `and was stored before that, at ${new Date(storedMs).toISOString()}` }
  if (started.getTime() - Date.now() <= TOLERATED_MS) return undefined
  const now = await store.clock(signal)
  return started.getTime() - now.getTime() > TOLERATED_MS
    ? { words: `and it is only ${now.toISOString()}` }
    : undefined
}

/** @param next the newest whose time is not in doubt */
export function latestUnknown(
  { key, startedAt }: Dated,
  { words }: DatedAhead,
  next: Dated | undefined,
): BackupError {
  const other = next
    ? `the newest whose time is not in doubt is ${next.key}`
    : 'there is none whose time is not in doubt'
  return new BackupError({
    kind: 'refusal',
    code: 'backup-from-future',
    message: `Which backup is the latest cannot be known: ${key} is dated ${startedAt}, ${words}; ${other}.`,
    hint: 'Write the key of the backup that is meant into from. Find out whose clock was wrong, then remove or rename what it dated wrongly.',
  })
}
