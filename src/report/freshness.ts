import type { BackupClass } from '../catalog/backup-class.ts'
import { formatAge } from '../core/ages.ts'

/** Whether the newest backup is as recent as it should be, and in words that complete “the series …”. */
export type Freshness =
  | { readonly kind: 'fresh'; readonly ageMs: number; readonly words: string }
  /** Too old; or dated so far ahead that nobody can say how old it is. */
  | { readonly kind: 'stale'; readonly ageMs: number; readonly words: string }
  | { readonly kind: 'none'; readonly words: string }

/** How far a clock may be ahead of ours before its times mean nothing. Milliseconds. */
const CLOCKS_DIFFER_MS = 15 * 60_000

/**
 * Judges the newest backup by when it was begun: what it holds is of that moment.
 * @param newest as `newestBackup` finds it
 * @param maxAgeMs how old it may be, exactly so old included
 */
export function freshness(newest: Date | undefined, maxAgeMs: number, now: Date): Freshness {
  const allowed = formatAge(maxAgeMs)
  if (!newest) return { kind: 'none', words: `has no complete backup, and max-age is ${allowed}` }
  const ahead = newest.getTime() - now.getTime()
  const ageMs = Math.max(0, -ahead)
  if (ahead > CLOCKS_DIFFER_MS) {
    const words = `has a backup dated ${formatAge(ahead)} ahead: a clock is wrong, and how old it is cannot be said`
    return { kind: 'stale', ageMs, words }
  }
  const words = `has a newest backup that is ${formatAge(ageMs)} old, and max-age is ${allowed}`
  return { kind: ageMs <= maxAgeMs ? 'fresh' : 'stale', ageMs, words }
}

/**
 * When the newest of these backups was begun; undefined where there is none. What a restore kept of its target is never
 * meant: it says nothing about the schedule.
 * @param complete those with a manifest: only these are backups
 */
export function newestBackup(
  complete: readonly { readonly class: BackupClass; readonly startedAt: string }[],
): Date | undefined {
  const times = complete
    .filter(each => each.class !== 'pre-restore')
    .map(({ startedAt }) => Date.parse(startedAt))
  return times.length === 0 ? undefined : new Date(times.reduce((one, other) => Math.max(one, other)))
}
