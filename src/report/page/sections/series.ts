import { formatAge } from '../../../core/ages.ts'
import { formatDuration } from '../../../core/durations.ts'
import { counted } from '../../../core/words.ts'
import type { ReportDrill } from '../../data/report-backup.ts'
import type { ReportData } from '../../data/report-data.ts'
import type { ReportAnomalies, ReportSeries, ReportTrend } from '../../data/report-series.ts'
import { type Html, html } from '../html.ts'
import { code, mark, moment, named } from '../names.ts'
import { details, table } from '../table.ts'
import { backups } from './backups.ts'
import { newest } from './newest.ts'
import { share } from './overview.ts'
import { facts, part, section } from './section.ts'
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
  return html`${newest(each, report)}${trends(id, each, drawn)}${drills(each)}${anomalies(each)}${protection(each, report.locksRead)}${backups(each)}`
}

/** The first of each series before the second of any. */
function drawnTrends(series: readonly ReportSeries[]): ReadonlySet<ReportTrend> {
  const ranked = series.flatMap(({ trends: all }) => all.map((trend, rank) => ({ rank, trend })))
  const chosen = ranked.toSorted((one, other) => one.rank - other.rank).slice(0, MOST_DRAWN)
  return new Set(chosen.map(({ trend }) => trend))
}

/** Who could read the backups, and who could remove them. */
function protection({ backupCount, protection: each }: ReportSeries, locksRead: boolean): Html {
  const methods = Object.entries(each.methods).map(
    ([method, count]) => `${count.toLocaleString('en-US')} with ${method}`,
  )
  const { locked, lockUnknown, notEncrypted } = each
  return part(
    'Protection',
    html`${facts([
      [
        'Encrypted',
        html`${mark(backupCount === 0 ? 'none' : notEncrypted === 0 ? 'good' : 'none', share(each.encrypted, backupCount))}${methods.length > 0 && ` (${methods.join(', ')})`}`,
      ],
      ['Locked', locks(locked, lockUnknown, backupCount, locksRead)],
    ])}<p class="note">Encrypted by this action, before they were stored; what the store encrypts at rest is not counted.</p>`,
  )
}

function locks(locked: number, unknown: number, all: number, read: boolean): Html {
  if (!read) return mark('none', 'the store was not asked')
  const more = unknown > 0 ? `; of ${unknown.toLocaleString('en-US')} the store does not say` : ''
  return mark(all > 0 && locked === all ? 'good' : 'none', `${share(locked, all)}${more}`)
}

/** The newest backup of each kind, against those before it. */
function anomalies({ anomalies: evaluated, series }: ReportSeries): Html | undefined {
  if (evaluated.length === 0) return undefined
  return part('Against those before', html`${evaluated.map(each => evaluation(each, series))}`)
}

function evaluation(each: ReportAnomalies, series: string): Html {
  const { compared, figures, findings, notCompared, totals } = each
  return html`<div class="judged">
<p>${verdictMark(each)} <span>${each.class}, ${each.mode}, ${moment(each.at)}${each.enough && `, against ${counted(compared, 'backup')}`}</span></p>
${totals !== undefined && html`<p>${mark('look', 'in all')} ${named(totals)}</p>`}
${
  findings.length > 0 &&
  html`<ul class="findings">${findings.map(
    ({ text, weight }) =>
      html`<li>${weight === 'anomaly' ? mark('look', 'anomaly') : mark('none', 'change')} ${named(text)}</li>`,
  )}</ul>`
}
${
  each.enough &&
  figures.length > 0 &&
  details(
    'The figures',
    table(
      `${series}: figures of ${each.key}`,
      [
        { head: 'What', cell: ({ what }) => named(what) },
        { head: 'Before', as: 'number', cell: ({ before }) => before },
        { head: 'Now', as: 'number', cell: ({ now }) => now },
        { head: 'Change', as: 'number', cell: ({ change }) => change },
        { head: 'Usual', cell: ({ odd }) => (odd ? mark('look', 'no') : 'yes') },
      ],
      figures,
    ),
  )
}
${notCompared.length > 0 && details('What could not be compared', html`<ul>${notCompared.map(text => html`<li>${named(text)}</li>`)}</ul>`)}
<p class="note">${code(each.key)}</p>
</div>
`
}

function verdictMark({ anomalies: odd, enough, findings }: ReportAnomalies): Html {
  if (!enough) return mark('none', 'none before it to compare with')
  if (odd > 0) return mark('look', counted(odd, 'anomaly', 'anomalies'))
  return findings.length > 0 ? mark('none', 'only the schema changed') : mark('good', 'nothing unusual')
}

const SHOWN_AT_ONCE = 5

/** What drills found, and how long a restore took (RTO) of how old a backup (RPO). */
function drills({ drills: all, series }: ReportSeries): Html {
  if (all.length === 0)
    return part(
      'Drills',
      html`<p>No backup of it was ever drilled: how long a restore takes is not known.</p>`,
    )
  const earlier = all.slice(SHOWN_AT_ONCE)
  return part(
    'Drills',
    html`${drillsTable(all.slice(0, SHOWN_AT_ONCE), `${series}: the last drills`)}
${earlier.length > 0 && details(counted(earlier.length, 'earlier drill'), drillsTable(earlier, `${series}: earlier drills`))}
<p class="note">RTO: fetching and loading. RPO: how old the backup was. After “of” stands what was allowed.</p>`,
  )
}

function drillsTable(drilled: readonly ReportDrill[], caption: string): Html {
  return table(
    caption,
    [
      { head: 'Begun (UTC)', cell: ({ at }) => moment(at) },
      { head: 'Outcome', cell: outcome },
      { head: 'RTO', cell: ({ rtoBudgetMs, rtoMs }) => measured(rtoMs, rtoBudgetMs, formatDuration) },
      { head: 'RPO', cell: ({ rpoBudgetMs, rpoMs }) => measured(rpoMs, rpoBudgetMs, formatAge) },
      { head: 'Server', cell: ({ serverVersion }) => named(serverVersion) },
      { head: 'Backup', cell: ({ key }) => code(key) },
    ],
    drilled,
  )
}

function outcome({ outcome: found, passed, reasons }: ReportDrill): Html {
  // The backup may be proven, and the drill not passed, since it took too long.
  const words = passed || found === 'failed' ? found : `${found}, not passed`
  return html`${mark(passed ? 'good' : 'bad', words)}${reasons.map(reason => html`<br><small>${named(reason)}</small>`)}`
}

function measured(
  ms: number | undefined,
  budgetMs: number | undefined,
  format: (ms: number) => string,
): Html | string {
  const words = ms === undefined ? '–' : format(ms)
  if (budgetMs === undefined) return words
  const within = ms === undefined || ms <= budgetMs
  return html`${within ? words : mark('bad', words)}<br><small>of ${formatAge(budgetMs)}</small>`
}
