import { isRestorable } from './compact-backup.ts'
import { coverageOf } from './coverage.ts'
import { judgeFreshness } from './judge-freshness.ts'
import { compareNewest } from './newest-first.ts'
import type { ReportBackup, ReportDrill } from './report-backup.ts'
import type { ReportAnomalies, ReportSeries } from './report-series.ts'
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
  // A copy does not restore another day than what it is a copy of, unless that is gone.
  const present = new Set(backups.filter(isRestorable).map(({ key }) => key))
  const covering = backups.filter(
    each =>
      isRestorable(each) &&
      each.class !== 'pre-restore' &&
      (each.archivedFrom === undefined || !present.has(each.archivedFrom)),
  )
  return {
    series,
    ...(source && { source }),
    freshness: judgeFreshness(backups, maxAgeMs, now, named),
    backups,
    leftOut: 0,
    backupCount: backups.length,
    bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0),
    coverage: coverageOf(covering, now),
    trends: trendsOf(backups.filter(isOwn)),
    drills: drills.toSorted(compareNewest).slice(0, MOST_DRILLS),
    anomalies: anomalies
      .filter(({ at }) => now.getTime() - Date.parse(at) <= JUDGED_FOR_MS)
      .toSorted(compareNewest)
      .slice(0, MOST_JUDGED),
    protection: protectionOf(backups),
  }
}

/** What a restore kept of its target is of another database, and a copy is no backup that was made. */
function isOwn(backup: ReportBackup): boolean {
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
