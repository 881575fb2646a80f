import { mayBeWhole } from '../../catalog/contents.ts'
import { freshness } from '../freshness.ts'
import { isRestorable } from './compact-backup.ts'
import type { ReportBackup } from './report-backup.ts'
import type { ReportFreshness } from './report-series.ts'

/** How many of the last backups say how often one is made, and how many it takes. */
const LAST = 10
const FEWEST = 3

/**
 * Judges the newest backup that the whole database can be restored from; what a restore kept of its target, and what was
 * archived, say nothing of the schedule. A series that was never backed up whole is judged by what it has. One that holds
 * nothing but what restores kept of their targets is no series that anybody backs up: a max-age for all does not mean it.
 * @param named whether the max-age was written for this very series
 */
export function judgeFreshness(
  backups: readonly ReportBackup[],
  maxAgeMs: number | undefined,
  now: Date,
  named = false,
): ReportFreshness {
  if (!named && backups.length > 0 && backups.every(isWayBack)) return wayBack(backups, now)
  const own = backups.filter(each => each.class !== 'pre-restore' && each.archivedFrom === undefined)
  const whole = own.some(({ what }) => mayBeWhole(what))
  const times = own
    .filter(each => (whole ? isRestorable(each) : each.state === 'complete'))
    .map(({ at }) => Date.parse(at))
    .toSorted((one, other) => other - one)
  const [newest] = times
  const usual = usualEveryMs(times.slice(0, LAST))
  const known = {
    ...(newest !== undefined && {
      newestAt: new Date(newest).toISOString(),
      ageMs: Math.max(0, now.getTime() - newest),
    }),
    ...(usual !== undefined && { usualEveryMs: usual }),
  }
  if (maxAgeMs === undefined) return { state: 'not watched', words: 'has no max-age', ...known }
  const { kind, words } = freshness(newest === undefined ? undefined : new Date(newest), maxAgeMs, now)
  return { state: kind === 'fresh' ? 'fresh' : 'stale', words, ...known, maxAgeMs }
}

function isWayBack({ class: backupClass }: ReportBackup): boolean {
  return backupClass === 'pre-restore'
}

function wayBack(backups: readonly ReportBackup[], now: Date): ReportFreshness {
  const newest = Math.max(...backups.map(({ at }) => Date.parse(at)))
  return {
    state: 'way back',
    words: 'holds only what restores kept of their targets, so no max-age for all series watches it',
    newestAt: new Date(newest).toISOString(),
    ageMs: Math.max(0, now.getTime() - newest),
  }
}

/** The median: a backup that was made by hand in between, or one that was missed, does not move it. */
function usualEveryMs(newestFirst: readonly number[]): number | undefined {
  if (newestFirst.length < FEWEST) return undefined
  const steps = newestFirst
    .slice(1)
    .map((time, index) => (newestFirst[index] ?? time) - time)
    .toSorted((one, other) => one - other)
  const middle = steps.length >> 1
  const upper = steps[middle] ?? 0
  return steps.length % 2 === 1 ? upper : Math.round((upper + (steps[middle - 1] ?? upper)) / 2)
}
