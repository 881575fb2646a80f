import { mayBeWhole } from '../../catalog/contents.ts'
import { freshness } from '../freshness.ts'
import { isRestorable } from './compact-backup.ts'
import { coverageOf } from './coverage.ts'
import { compareNewest } from './newest-first.ts'
import type { ReportBackup, ReportDrill } from './report-backup.ts'
import type { ReportAnomalies, ReportFreshness, ReportSeries } from './report-series.ts'
import { trendsOf } from './trend.ts'

/** All that was found of one series. */
export interface FoundSeries {
  readonly series: string
  readonly source: ReportSeries['source']
  /** In any order, as everything here. */
  readonly backups: readonly ReportBackup[]
  readonly drills: readonly ReportDrill[]
  /** Of the newest of each class, mode and selection. */
  readonly anomalies: readonly ReportAnomalies[]
}

const MOST_DRILLS = 100
const MOST_JUDGED = 12
const JUDGED_FOR_MS = 400 * 86_400_000

/**
 * A series as a report shows it, with all of its backups listed.
 * @param named whether the max-age was written for this very series
 */
export function composeSeries(
  found: FoundSeries,
  maxAgeMs: number | undefined,
  now: Date,
  named = false,
): ReportSeries {
  const { anomalies, drills, series, source } = found
  const backups = found.backups.toSorted(compareNewest)
  // A copy is dated as what it is a copy of, so that both are one day.
  const covering = backups.filter(each => isRestorable(each) && !isRollback(each)).map(({ at }) => at)
  return {
    series,
    ...(source && { source }),
    freshness: evaluateFreshness(backups, maxAgeMs, now, named),
    backups,
    leftOut: 0,
    backupCount: backups.length,
    bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0),
    coverage: coverageOf(covering, now),
    trends: trendsOf(backups.filter(isPrimary)),
    drills: drills.toSorted(compareNewest).slice(0, MOST_DRILLS),
    anomalies: anomalies
      .filter(({ at }) => now.getTime() - Date.parse(at) <= JUDGED_FOR_MS)
      .toSorted(compareNewest)
      .slice(0, MOST_JUDGED),
    protection: protectionOf(backups),
  }
}

/** What a restore kept of its target is of another database, and a copy is no backup that was made. */
function isPrimary(backup: ReportBackup): boolean {
  return backup.class !== 'pre-restore' && backup.archivedFrom === undefined
}

function protectionOf(backups: readonly ReportBackup[]): ReportSeries['protection'] {
  const encrypted = backups.filter(({ encryption }) => encryption !== 'none')
  const methods = Map.groupBy(encrypted, ({ encryption }) => encryption)
  const unknown = backups.filter(({ lock }) => lock === 'unknown').length
  const locked = backups.filter(({ lock }) => lock !== undefined && lock !== 'unknown').length
  return {
    encrypted: encrypted.length,
    notEncrypted: backups.length - encrypted.length,
    methods: Object.fromEntries([...methods].map(([method, each]) => [method, each.length])),
    locked,
    notLocked: backups.length - locked - unknown,
    lockUnknown: unknown,
  }
}

/** How many of the last backups say how often one is made, and how many it takes. */
const LAST = 10
const FEWEST = 3

/**
 * Judges the newest backup that the whole database can be restored from; what a restore kept of its target, and what was
 * archived, say nothing of the schedule. A series that was never backed up whole is judged by what it has. One that holds
 * nothing but what restores kept of their targets is no series that anybody backs up: a max-age for all does not mean it.
 * @param named whether the max-age was written for this very series
 */
export function evaluateFreshness(
  backups: readonly ReportBackup[],
  maxAgeMs: number | undefined,
  now: Date,
  named = false,
): ReportFreshness {
  if (!named && backups.length > 0 && backups.every(isRollback)) return rollback(backups, now)
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

function isRollback({ class: backupClass }: ReportBackup): boolean {
  return backupClass === 'pre-restore'
}

function rollback(backups: readonly ReportBackup[], now: Date): ReportFreshness {
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
