import type { ReportDrill } from '../../backup/reporting/report-backup.ts'
import type { ReportSeries } from '../../backup/reporting/report-series.ts'
import { counted } from '../../backup/reporting/report-words.ts'
import { formatAge } from '../../core/ages.ts'
import { formatDuration } from '../../core/durations.ts'
import { type Html, html } from '../html.ts'
import { code, mark, moment, named } from '../names.ts'
import { details, table } from '../table.ts'
import { part } from './section.ts'

const SHOWN_AT_ONCE = 5

/** What drills found, and how long a restore took (RTO) of how old a backup (RPO). */
export function drills({ drills: all, series }: ReportSeries): Html {
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
