import type { ReportData } from '../../backup/reporting/report-data.ts'
import type { ReportSeries, ReportTrend } from '../../backup/reporting/report-series.ts'
import { type Html, html } from '../html.ts'
import { named } from '../names.ts'
import { anomalies } from './anomalies.ts'
import { backups } from './backups.ts'
import { coverage } from './coverage.ts'
import { drills } from './drills.ts'
import { newest } from './newest.ts'
import { protection } from './protection.ts'
import { section } from './section.ts'
import { trends } from './trends.ts'

/** So many are shown whole, and so many charts drawn, the stale ones first: a page has to open on a phone. */
const MOST_WHOLE = 30
const MOST_DRAWN = 40

/** Every series by itself. */
export function allSeries(report: ReportData): readonly Html[] {
  const drawn = drawnTrends(report.series.slice(0, MOST_WHOLE))
  return report.series.map((each, index) => {
    const id = `s${index + 1}`
    return section(
      id,
      named(each.series),
      index < MOST_WHOLE
        ? whole(id, each, drawn, report)
        : html`${newest(each, report)}<p>There are ${report.series.length} series: the charts, lists and drills of this one are in report.json.</p>`,
    )
  })
}

function whole(id: string, each: ReportSeries, drawn: ReadonlySet<ReportTrend>, report: ReportData): Html {
  if (each.backupCount === 0) return newest(each, report)
  return html`${newest(each, report)}${trends(id, each, drawn)}${each.freshness.state !== 'way back' && coverage(id, each)}${drills(each)}${anomalies(each)}${protection(each, report.locksRead)}${backups(each)}`
}

/** The first of each series before the second of any. */
function drawnTrends(series: readonly ReportSeries[]): ReadonlySet<ReportTrend> {
  const ranked = series.flatMap(({ trends: all }) => all.map((trend, rank) => ({ rank, trend })))
  const chosen = ranked.toSorted((one, other) => one.rank - other.rank).slice(0, MOST_DRAWN)
  return new Set(chosen.map(({ trend }) => trend))
}
