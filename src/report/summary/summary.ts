import { code, details, plain, table } from '../../action/summary/markdown.ts'
import { withinLimit } from '../../action/summary/within-limit.ts'
import { legacyWords } from '../../catalog/legacy/legacy-words.ts'
import { formatAge } from '../../core/ages.ts'
import { formatSize } from '../../core/sizes.ts'
import { counted, firstLines } from '../../core/words.ts'
import { isFailure } from '../data/attention.ts'
import { staleSeries } from '../data/compose-report.ts'
import type { ReportData } from '../data/report-data.ts'
import type { ReportSeries } from '../data/report-series.ts'
import { minuteOf } from '../data/report-words.ts'
import type { WrittenReport } from '../outputs.ts'
import { seriesSection } from './series.ts'

const MOST_SERIES = 200
/** Each with a chart, which the browser draws. */
const MOST_SECTIONS = 12
const MOST_LINES = 20

const FRESHNESS = {
  fresh: '✅ fresh',
  stale: '❌ stale',
  'not watched': '— not watched',
  'way back': '— way back',
} as const

/** The job summary of report, in Markdown, always below 1 MiB. */
export function reportSummary({ files, report, warnings }: WrittenReport): string {
  const { location, madeAt, series } = report
  const hidden = series.length - MOST_SERIES
  const sections = series.slice(0, MOST_SECTIONS)
  return withinLimit(
    [
      `## ${title(report)}`,
      `${counted(report.totals.backups, 'backup')} in ${code(location)}, ${formatSize(report.totals.bytes)} in all, as of ${minuteOf(madeAt)} UTC.`,
      ...attention(report, warnings),
      ...(series.length > 0 ? [seriesTable(series.slice(0, MOST_SERIES))] : []),
      ...(hidden > 0
        ? [`And ${counted(hidden, 'more series', 'more series')}; the report has them all.`]
        : []),
      ...sections.map(seriesSection),
      ...(series.length > sections.length
        ? [`Charts of the first ${sections.length} series; the report has those of all.`]
        : []),
      ...(report.legacy.count > 0 ? [older(report.legacy)] : []),
      storage(report),
      `The report is in ${code(files.folder)}; upload it with actions/upload-artifact to keep it.`,
      '',
    ].join('\n\n'),
    undefined,
    'The report has everything.',
  )
}

function title(report: ReportData): string {
  const { attentionCount, series, totals, verdict } = report
  const stale = staleSeries(report).length
  if (verdict === 'failure')
    return stale === 0
      ? `❌ Report: ${report.legacy.count > 0 ? 'no backup with a manifest' : 'no backup at all'}`
      : `❌ Report: ${stale} of ${series.length} series without a fresh backup`
  const all = `${counted(totals.series, 'series', 'series')}, ${counted(totals.backups, 'backup')}`
  return verdict === 'good'
    ? `✅ Report: ${all}, nothing to look at`
    : `⚠️ Report: ${all}, ${counted(attentionCount, 'thing')} to look at`
}

function attention(report: ReportData, aboutInputs: readonly string[]): string[] {
  const lines = [
    ...report.attention.map(each => `- ${isFailure(each) ? '❌' : '⚠️'} ${plain(each.message)}`),
    ...[...aboutInputs, ...report.warnings].map(warning => `- ⚠️ ${plain(warning)}`),
  ]
  if (lines.length === 0) return []
  const all = report.attentionCount - report.attention.length + lines.length
  return [firstLines(lines, MOST_LINES, '- ', all).join('\n')]
}

function seriesTable(series: readonly ReportSeries[]): string {
  return table(
    ['Series', 'Freshness', 'Newest (UTC)', 'Age', 'Backups', 'Size', 'Encrypted', 'Locked', 'Last drill'],
    series.map(each => {
      const { backups, freshness, protection } = each
      const newest = backups.find(({ at }) => at === freshness.newestAt)
      const allowed = freshness.maxAgeMs === undefined ? '' : ` of ${formatAge(freshness.maxAgeMs)}`
      return [
        plain(each.series),
        FRESHNESS[freshness.state],
        freshness.newestAt === undefined ? 'none' : minuteOf(freshness.newestAt),
        freshness.ageMs === undefined ? `—${allowed}` : `${formatAge(freshness.ageMs)}${allowed}`,
        String(each.backupCount),
        newest ? formatSize(newest.bytes) : '—',
        share(protection.encrypted, each.backupCount),
        protection.lockUnknown > 0 ? 'unknown' : share(protection.locked, each.backupCount),
        lastDrill(each),
      ]
    }),
  )
}

function older(legacy: ReportData['legacy']): string {
  const rows = legacy.kinds.map(({ bytes, count, kind, newestAt, newestKey }) => [
    kind,
    count.toLocaleString('en-US'),
    formatSize(bytes),
    minuteOf(newestAt),
    code(newestKey),
  ])
  return details(
    plain(legacyWords(legacy)),
    [
      table(['Kind', 'Dumps', 'Size', 'Newest (UTC)', 'Key'], rows),
      'docs/recovery.md §7 says how one is restored; with `legacy-pattern` in its policy prune lets them go by age.',
    ].join('\n\n'),
  )
}

function share(some: number, all: number): string {
  if (all === 0) return '—'
  return some === all ? 'all' : some === 0 ? 'none' : `${some} of ${all}`
}

function lastDrill({ drills: [last] }: ReportSeries): string {
  return last ? `${last.passed ? '✅' : '❌'} ${last.outcome}, ${last.at.slice(0, 10)}` : '—'
}

function storage({ orphans, totals }: ReportData): string {
  const rows = totals.storage.map(({ bytes, objects, storageClass }) => [
    storageClass === undefined ? '—' : code(storageClass),
    objects.toLocaleString('en-US'),
    formatSize(bytes),
  ])
  const orphaned =
    orphans.count > 0
      ? [`${counted(orphans.count, 'object')} with ${formatSize(orphans.bytes)} belong to no backup.`]
      : []
  return details(
    `Storage: ${formatSize(totals.bytes)}`,
    [table(['Storage class', 'Objects', 'Bytes'], rows), ...orphaned].join('\n\n'),
  )
}
