import { formatDuration } from '../../../core/durations.ts'
import { formatSize } from '../../../core/sizes.ts'
import { counted } from '../../../core/words.ts'
import type { ReportSeries, ReportTrend } from '../../data/report-series.ts'
import { trendChart } from '../charts/trend-chart.ts'
import { type Html, html } from '../html.ts'
import { moment, named } from '../names.ts'
import { details, table } from '../table.ts'
import { part } from './section.ts'

type Points = ReportTrend['points']

/** The page shows the one that fits: letters stay as large as they are, where one drawing would shrink them. */
const WIDE = { name: 'wide', width: 720, height: 300, dates: 7 }
const NARROW = { name: 'narrow', width: 340, height: 290, dates: 5 }

/** Size and duration over time. */
export function trends(id: string, each: ReportSeries, drawn: ReadonlySet<ReportTrend>): Html | undefined {
  const shown = each.trends.map((trend, index) =>
    trendFigure(`${id}t${index + 1}`, trend, each, drawn.has(trend)),
  )
  return shown.length > 0 ? part('Size and duration', html`${shown}`) : undefined
}

function trendFigure(id: string, { points, what }: ReportTrend, each: ReportSeries, draw: boolean): Html {
  const times = new Set(points.map(({ at }) => at))
  const odd = new Set(each.backups.filter(({ anomalies = 0 }) => anomalies > 0).map(({ at }) => at))
  const marked = points.filter(({ at }) => odd.has(at)).length
  const text = `${spread(points)}${marked > 0 && draw ? ` ${counted(marked, 'backup')} with anomalies ${marked === 1 ? 'is' : 'are'} marked with a diamond.` : ''}`
  return html`<figure>
<figcaption>${each.trends.length > 1 && html`<b>${named(what)}</b>: `}${text}</figcaption>
${times.size > 1 && draw && [WIDE, NARROW].map(extent => chart(`${id}${extent.name.slice(0, 1)}`, points, odd, text, extent))}
${points.length > 1 && details(`The ${counted(points.length, 'backup')} as a table`, pointsTable(points, `${each.series}: size and duration (${what})`))}
</figure>
`
}

function chart(
  id: string,
  points: Points,
  odd: ReadonlySet<string>,
  text: string,
  extent: typeof WIDE,
): Html {
  const { height, name, width } = extent
  return html`<svg class="chart ${name}" role="img" aria-labelledby="${id}t ${id}d" viewBox="0 0 ${width} ${height}">
<title id="${id}t">Size and duration over time</title><desc id="${id}d">${text}</desc>
${trendChart(points, odd, extent)}
</svg>`
}

/** What the lines show, in words. */
function spread(points: Points): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  const sizes = points.map(({ bytes }) => bytes)
  const times = points.map(({ ms }) => ms)
  if (points.length === 1) return `${formatSize(last.bytes)}, taken in ${formatDuration(last.ms)}.`
  return `${formatSize(last.bytes)} now, between ${formatSize(Math.min(...sizes))} and ${formatSize(Math.max(...sizes))} since ${first.at.slice(0, 10)}; taken in ${formatDuration(last.ms)}, between ${formatDuration(Math.min(...times))} and ${formatDuration(Math.max(...times))}.`
}

function pointsTable(points: Points, caption: string): Html {
  return table(
    caption,
    [
      { head: 'Begun (UTC)', cell: ({ at }) => moment(at) },
      { head: 'Stored', as: 'number', cell: ({ bytes }) => formatSize(bytes) },
      { head: 'Dumped', as: 'number', cell: ({ dumpBytes }) => formatSize(dumpBytes) },
      { head: 'Rows', as: 'number', cell: ({ rows }) => rows.toLocaleString('en-US') },
      { head: 'Took', as: 'number', cell: ({ ms }) => formatDuration(ms) },
    ],
    points.toReversed(),
  )
}
