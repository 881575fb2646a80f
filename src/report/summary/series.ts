import { code, details, plain, table } from '../../action/summary/markdown.ts'
import { formatAge } from '../../core/ages.ts'
import { formatDuration } from '../../core/durations.ts'
import { formatSize } from '../../core/sizes.ts'
import { andMore, counted, firstLines } from '../../core/words.ts'
import { coverageWords } from '../data/coverage.ts'
import type { ReportDrill } from '../data/report-backup.ts'
import type { ReportSeries, ReportTrend } from '../data/report-series.ts'
import { minuteOf } from '../data/report-words.ts'
import { sizeChart } from './size-chart.ts'

const MOST_DRILLS = 10
const MOST_FINDINGS = 20

/** A series by itself: its sizes as a chart and a table, what can be restored, its drills, and what is unusual. */
export function seriesSection(each: ReportSeries): string {
  const [trend] = each.trends
  return [
    `### ${plain(each.series)}`,
    ...(trend ? sizes(each.series, trend) : []),
    ...(each.freshness.state === 'way back' ? [] : [coverageWords(each.coverage)]),
    ...(each.drills.length > 0 ? [drills(each.drills)] : []),
    ...anomalies(each),
  ].join('\n\n')
}

function sizes(series: string, trend: ReportTrend): string[] {
  const { chart, points } = sizeChart(`${series}: size as stored (${trend.what})`, trend)
  const rows = points.map(({ at, bytes, dumpBytes, ms, rows: count }) => [
    ...[minuteOf(at), formatSize(bytes), formatSize(dumpBytes)],
    ...[count.toLocaleString('en-US'), formatDuration(ms)],
  ])
  return [
    chart,
    details(
      `The ${counted(points.length, 'backup')} of the chart`,
      table(['Begun (UTC)', 'Stored', 'Dumped', 'Rows', 'Took'], rows),
    ),
  ]
}

function drills(all: readonly ReportDrill[]): string {
  const rows = all
    .slice(0, MOST_DRILLS)
    .map(drill => [
      minuteOf(drill.at),
      code(drill.key),
      `${drill.passed ? '✅' : '❌'} ${drill.outcome}`,
      drill.rtoMs === undefined ? '—' : formatDuration(drill.rtoMs),
      formatAge(drill.rpoMs),
      drill.reasons[0] === undefined ? '' : plain(drill.reasons[0]),
    ])
  return details(
    `${counted(all.length, 'drill')}`,
    [
      table(['Begun (UTC)', 'Backup', 'Outcome', 'RTO', 'RPO', 'Why'], rows),
      ...andMore(all.length - rows.length),
    ].join('\n\n'),
  )
}

function anomalies({ anomalies: evaluated }: ReportSeries): string[] {
  const findings = evaluated.flatMap(({ findings, key }) => findings.map(finding => ({ ...finding, key })))
  if (findings.length === 0) return []
  const odd = findings.filter(({ weight }) => weight === 'anomaly').length
  const lines = findings.map(
    ({ key, text, weight }) => `- ${weight === 'anomaly' ? '⚠️' : 'ℹ️'} ${code(key)}: ${plain(text)}`,
  )
  return [
    details(
      `Against those before: ${counted(odd, 'anomaly', 'anomalies')}, ${counted(findings.length - odd, 'change')} of the schema`,
      firstLines(lines, MOST_FINDINGS).join('\n'),
    ),
  ]
}
