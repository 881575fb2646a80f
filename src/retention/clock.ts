import { TOLERATED_MS } from '../catalog/dated-ahead.ts'
import { formatDuration } from '../core/durations.ts'
import { BackupError } from '../core/errors.ts'
import type { StoredBackup } from './stored-backup.ts'

/** A legacy name may be in the time of a zone 14 hours ahead of UTC, and may leave the hour out. Milliseconds. */
const TOLERATED_LEGACY_MS = 38 * 3_600_000
/** How long after it was begun a backup may be stored: a job of a self-hosted runner may go on for days. Milliseconds. */
const LATEST_MS = 3 * 86_400_000

/**
 * Nothing is removed by a clock that is wrong: ages are counted from it.
 * @param ours this machine's time
 * @param stores the store's, at that moment
 * @throws BackupError `prune-clock-wrong`
 */
export function requireSameTime(ours: Date, stores: Date): void {
  const aheadMs = ours.getTime() - stores.getTime()
  if (Math.abs(aheadMs) <= TOLERATED_MS) return
  const how = aheadMs > 0 ? 'ahead of' : 'behind'
  throw new BackupError({
    kind: 'refusal',
    code: 'prune-clock-wrong',
    message: `The clock of this machine is ${formatDuration(Math.abs(aheadMs))} ${how} that of the store, and ages is not known: nothing was removed.`,
    hint: 'Set the clock of the machine right, then prune again.',
  })
}

/**
 * A backup from the future means that a clock was or is wrong: its time says nothing of its age, and it would push others
 * out of their places.
 * @throws BackupError `prune-backup-from-future`
 */
export function requirePast(backups: readonly StoredBackup[], now: Date): void {
  const future = backups.filter(
    ({ legacy, startedAt }) =>
      startedAt.getTime() - now.getTime() > (legacy ? TOLERATED_LEGACY_MS : TOLERATED_MS),
  )
  const [first] = future.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
  if (!first) return
  const others = future.length > 1 ? ` and ${future.length - 1} more are` : ' is'
  throw new BackupError({
    kind: 'refusal',
    code: 'prune-backup-from-future',
    message: `${first.key}${others} of a time to come (${first.startedAt.toISOString()}; it is ${now.toISOString()}), and ages is not known: nothing was removed.`,
    hint: 'Find out whose clock was wrong, then remove or rename what it named wrongly, and prune again.',
  })
}

/** When a backup was stored, where that is so long after the time of its name that one of them may be wrong. */
export function storedLate(startedAt: Date, storedMs: number): Date | undefined {
  const isLate = Number.isFinite(storedMs) && storedMs - startedAt.getTime() > LATEST_MS
  return isLate ? new Date(storedMs) : undefined
}
