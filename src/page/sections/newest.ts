import { isRestorable } from '../../backup/reporting/compact-backup.ts'
import type { ReportBackup } from '../../backup/reporting/report-backup.ts'
import type { ReportData } from '../../backup/reporting/report-data.ts'
import type { ReportSeries } from '../../backup/reporting/report-series.ts'
import { counted } from '../../backup/reporting/report-words.ts'
import { formatAge } from '../../core/ages.ts'
import { formatDuration } from '../../core/durations.ts'
import { formatSize } from '../../core/sizes.ts'
import { type Html, html } from '../html.ts'
import { code, mark, moment, named } from '../names.ts'
import { freshnessMark } from './overview.ts'
import { restoreLines } from './restore-lines.ts'
import { facts, part } from './section.ts'

/** How fresh a series is, its newest backup, and how that is restored. */
export function newest(each: ReportSeries, report: Pick<ReportData, 'location'>): Html {
  const backup = newestRestorable(each)
  return html`${part('Freshness', freshness(each))}${part(
    'Restore',
    backup
      ? html`${facts([
          [
            each.freshness.state === 'way back' ? 'Way back' : 'Newest backup',
            html`${moment(backup.at)} UTC, ${backup.class}, ${formatSize(backup.bytes)}`,
          ],
          [
            'Holds',
            html`${named(backup.what)}: ${counted(backup.rows, 'row')} in ${counted(backup.tables, 'table')}, taken in ${formatDuration(backup.ms)}`,
          ],
          ['Key', code(backup.key)],
        ])}${restoreLines(backup, each, report.location)}`
      : html`<p>${mark('bad', 'There is no backup that can be restored.')}</p>`,
  )}`
}

/**
 * Of the whole database if there is one; what a restore kept of its target is no backup of this database perhaps, and meant
 * where there is nothing else.
 */
function newestRestorable({ backups, freshness: { state } }: ReportSeries): ReportBackup | undefined {
  const own = state === 'way back' ? backups : backups.filter(each => each.class !== 'pre-restore')
  return own.find(isRestorable) ?? own.find(({ state }) => state === 'complete')
}

function freshness(each: ReportSeries): Html {
  const { ageMs, maxAgeMs, newestAt, usualEveryMs } = each.freshness
  const { backupCount, bytes, source } = each
  return html`<p class="lead">${freshnessMark(each)} <span>The series ${each.freshness.words}.</span></p>
${facts([
  ['Newest', newestAt === undefined ? 'none' : html`${moment(newestAt)} UTC`],
  // The sentence above tells it where a max-age is set.
  ['Age', ageMs === undefined || maxAgeMs !== undefined ? undefined : formatAge(ageMs)],
  ['Usually made', usualEveryMs === undefined ? undefined : `every ${formatAge(usualEveryMs)}`],
  ['Next expected', nextOf(newestAt, usualEveryMs)],
  ['Backups', backupCount === 0 ? 'none' : `${backupCount.toLocaleString('en-US')}, ${formatSize(bytes)}`],
  [
    'Database',
    source &&
      html`${named(source.database)} on ${named(source.host)}, PostgreSQL ${named(source.serverVersion)}`,
  ],
])}`
}

function nextOf(newestAt: string | undefined, everyMs: number | undefined): Html | undefined {
  if (newestAt === undefined || everyMs === undefined) return undefined
  return html`about ${moment(new Date(Date.parse(newestAt) + everyMs).toISOString())} UTC`
}
