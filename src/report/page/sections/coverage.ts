import { formatAge } from '../../../core/ages.ts'
import { daysCovered, daysWords } from '../../data/coverage.ts'
import type { ReportCoverage, ReportSeries } from '../../data/report-series.ts'
import { dayRanges, monthStrip, type Strip, stripOf } from '../charts/month-strip.ts'
import { type Html, html } from '../html.ts'
import { details, table } from '../table.ts'
import { part } from './section.ts'

interface Month {
  readonly month: ReportCoverage['months'][number]
  readonly strip: Strip
}

const SCALE = [1, 8, 15, 22, 29]

/** Which days and months of the past year can be restored. */
export function coverage(id: string, { coverage: covered, series }: ReportSeries): Html {
  const months = covered.months
    .toReversed()
    .map((month): Month => ({ month, strip: stripOf(month.month, covered) }))
  const words = summary(covered)
  return part(
    'What can be restored',
    html`<p>${words}</p>
${covered.days.length > 0 && calendar(id, months, words)}
${details('The days as a table', monthsTable(months, `${series}: days that can be restored, by month`))}`,
  )
}

function summary(covered: ReportCoverage): string {
  const { longestGapMs, oldestAt } = covered
  const found = daysCovered(covered)
  if (found.restorable === 0)
    return `Nothing of the last ${found.of} days can be restored as a whole${oldestAt === undefined ? '' : `; the newest before is older, the oldest of ${oldestAt.slice(0, 10)}`}.`
  const gap = longestGapMs === undefined ? '' : ` The longest gap is ${formatAge(longestGapMs)}.`
  const oldest = oldestAt === undefined ? '' : ` The oldest is of ${oldestAt.slice(0, 10)}.`
  return `${daysWords(found)}, in ${found.months.restorable} of ${found.months.of} months.${gap}${oldest}`
}

function calendar(id: string, months: readonly Month[], words: string): Html {
  return html`<figure class="calendar">
<div role="img" aria-labelledby="${id}c">
<p class="month scale"><span></span><span class="days">${SCALE.map(day => html`<i class="d${day}">${day}</i>`)}</span><span></span></p>
${months.map(
  ({ month, strip }) =>
    html`<p class="month"><span>${month.month}</span>${monthStrip(strip)}<span>${month.days}</span></p>
`,
)}</div>
<figcaption id="${id}c"><span class="quiet">${words}</span> A bar is a day (UTC) that can be restored, a dot one that can’t.</figcaption>
</figure>`
}

function monthsTable(months: readonly Month[], caption: string): Html {
  return table(
    caption,
    [
      { head: 'Month (UTC)', cell: ({ month }) => month.month },
      { head: 'Days', as: 'number', cell: ({ month }) => month.days },
      { head: 'Backups', as: 'number', cell: ({ month }) => month.backups.toLocaleString('en-US') },
      { head: 'Days that can be restored', as: 'prose', cell: ({ strip }) => dayRanges(strip.restorable) },
      { head: 'Classes', cell: ({ month }) => month.classes.join(', ') || '–' },
    ],
    months,
  )
}
