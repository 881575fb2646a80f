import { counted } from '../../../core/words.ts'
import { staleSeries } from '../../data/compose-report.ts'
import type { ReportData } from '../../data/report-data.ts'

/** What is the matter, in one sentence or two. */
export function headlineOf(report: ReportData): string {
  const { attentionCount, series, verdict } = report
  if (series.length === 0 && report.legacy.count > 0) return 'There is no backup with a manifest here yet.'
  if (series.length === 0)
    return verdict === 'failure' ? 'There is no backup at all.' : 'There are no backups here yet.'
  if (verdict === 'failure') return staleWords(staleSeries(report).length, series.length)
  const proof = unproven(report) === 0 ? 'all proven' : `${counted(unproven(report), 'backup')} in doubt`
  const first = `${fresh(report)}, ${proof}.`
  return verdict === 'attention' ? `${first} ${counted(attentionCount, 'thing')} to look at.` : first
}

/** How many of the backups that are listed cannot be restored to what they were, as far as is known. */
export function unproven({ series }: Pick<ReportData, 'series'>): number {
  return series.reduce(
    (sum, { backups }) => sum + backups.filter(({ state }) => state !== 'complete').length,
    0,
  )
}

function staleWords(stale: number, all: number): string {
  if (all === 1) return 'There is no fresh backup.'
  if (stale === all) return `None of ${all} series has a fresh backup.`
  return `${stale} of ${all} series ${stale === 1 ? 'has' : 'have'} no fresh backup.`
}

function fresh({ series: all }: ReportData): string {
  const series = all.filter(({ freshness }) => freshness.state !== 'way back')
  if (series.length === 0) return 'Only copies of before restores'
  const watched = series.filter(({ freshness }) => freshness.state === 'fresh').length
  if (watched === series.length) return 'All fresh'
  return watched === 0
    ? 'Freshness is not watched'
    : `${watched} of ${series.length} series watched and fresh`
}
