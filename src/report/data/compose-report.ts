import type { DatedDumps } from '../../catalog/legacy/dated-dump.ts'
import type { RunIdentity } from '../../catalog/run-identity.ts'
import { attentionOf, isFailure } from './attention.ts'
import { composeSeries, type FoundSeries } from './compose-series.ts'
import { type MaxAges, maxAgeOf } from './max-ages.ts'
import { compareNewest } from './newest-first.ts'
import type { Attention, ReportData, ReportVerdict } from './report-data.ts'
import type { ReportSeries } from './report-series.ts'
import { type Stored, storageTotals } from './storage-totals.ts'

/** All that was found in a store. */
export interface Found {
  readonly location: string
  readonly series: readonly FoundSeries[]
  readonly unreadable: readonly { readonly key: string; readonly message: string }[]
  readonly orphans: { readonly keys: readonly string[]; readonly bytes: number }
  readonly stored: readonly Stored[]
  /** What looks like dumps of before this action: none of them has a manifest. */
  readonly legacy: DatedDumps
  readonly locksRead: boolean
  readonly warnings: readonly string[]
}

/** What is to be said of it. */
export interface Asked {
  readonly maxAges: MaxAges
  readonly run: RunIdentity
  readonly now: Date
}

/** How many backups are listed one by one; of each series the newest of them in any case. */
const MOST_BACKUPS = 2_000
const SURE_OF_EACH = 5
const MOST_ATTENTION = 200
const MOST_NAMED = 100

/** Puts a report together. Pure: the same findings at the same time are the same report. */
export function reportData(found: Found, { maxAges, now, run }: Asked): ReportData {
  const series = withinBounds(
    found.series
      .map(each =>
        composeSeries(each, maxAgeOf(maxAges, each.series), now, maxAges.bySeries.has(each.series)),
      )
      .toSorted(staleFirst),
  )
  const storage = storageTotals(found.stored)
  const { commit, repository, url } = run
  const shown = {
    location: found.location,
    madeAt: now.toISOString(),
    series,
    unreadable: found.unreadable.slice(0, MOST_NAMED),
    unreadableCount: found.unreadable.length,
    legacy: found.legacy,
    orphans: {
      count: found.orphans.keys.length,
      bytes: found.orphans.bytes,
      keys: found.orphans.keys.slice(0, MOST_NAMED),
    },
  }
  const attention = attentionOf(shown, maxAges.others !== undefined)
  return {
    schema: 'pg-backup-report/1',
    ...shown,
    run: { ...(repository && { repository }), ...(commit && { commit }), ...(url && { url }) },
    verdict: verdictOf(attention),
    attention: attention.slice(0, MOST_ATTENTION),
    attentionCount: attention.length,
    totals: {
      series: series.length,
      backups: series.reduce((sum, { backupCount }) => sum + backupCount, 0),
      objects: storage.reduce((sum, { objects }) => sum + objects, 0),
      bytes: storage.reduce((sum, { bytes }) => sum + bytes, 0),
      storage,
    },
    locksRead: found.locksRead,
    warnings: found.warnings.slice(0, MOST_NAMED),
  }
}

/** The series whose newest backup is older than it may be, or that have none. */
export function staleSeries({ series }: Pick<ReportData, 'series'>): string[] {
  return series.filter(({ freshness }) => freshness.state === 'stale').map(each => each.series)
}

/** Series that hold only what restores kept of their targets: nobody backs them up, and nothing watches them. */
export function rollbackSeries({ series }: Pick<ReportData, 'series'>): ReportSeries[] {
  return series.filter(({ freshness }) => freshness.state === 'way back')
}

function verdictOf(attention: readonly Attention[]): ReportVerdict {
  if (attention.some(isFailure)) return 'failure'
  return attention.length > 0 ? 'attention' : 'good'
}

function staleFirst(one: ReportSeries, other: ReportSeries): number {
  const rank = ({ freshness }: ReportSeries): number => (freshness.state === 'stale' ? 0 : 1)
  return rank(one) - rank(other) || (one.series < other.series ? -1 : 1)
}

/** Leaves the oldest out of the lists where there are too many; everything else has counted them already. */
function withinBounds(series: readonly ReportSeries[]): ReportSeries[] {
  const sure = new Set(series.flatMap(({ backups }) => backups.slice(0, SURE_OF_EACH)))
  const others = series
    .flatMap(({ backups }) => backups.slice(SURE_OF_EACH))
    .toSorted(compareNewest)
    .slice(0, Math.max(0, MOST_BACKUPS - sure.size))
  const listed = new Set([...sure, ...others])
  return series.map(each => {
    const backups = each.backups.filter(backup => listed.has(backup))
    return { ...each, backups, leftOut: each.backups.length - backups.length }
  })
}
