import { block } from '../../action/summary/markdown.ts'
import type { ReportTrend } from '../data/report-series.ts'
import { evenly } from '../data/trend.ts'

type Point = ReportTrend['points'][number]

const STEPS = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** A chart in Markdown, and the points that it shows. */
export interface SizeChart {
  readonly chart: string
  readonly points: readonly Point[]
}

/**
 * Sizes as a chart that GitHub draws: Mermaid's `xychart-beta`, whose grammar takes any text in double quotes but a double
 * quote (mermaid, xychart.jison). Its bands are distinguished by their labels, which therefore must differ.
 */
export function sizeChart(title: string, { points: all }: Pick<ReportTrend, 'points'>): SizeChart {
  const bars = withLabels(all)
  const largest = Math.max(1, ...bars.map(({ point }) => point.bytes))
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log2(largest) / 10))
  const unit = 1024 ** step
  const number = (bytes: number): string => (bytes / unit).toFixed(step === 0 ? 0 : 2)
  const lines = [
    'xychart-beta',
    `    title ${text(title)}`,
    `    x-axis [${bars.map(({ label }) => text(label)).join(', ')}]`,
    `    y-axis "${STEPS[step]}" 0 --> ${number(largest)}`,
    `    bar [${bars.map(({ point }) => number(point.bytes)).join(', ')}]`,
  ]
  return { chart: block('mermaid', lines.join('\n')), points: bars.map(({ point }) => point) }
}

/** Backticks and hash signs mean something to Mermaid even in quotes. */
function text(words: string): string {
  return `"${words.replace(/[^\p{L}\p{N} .,:;()+/_-]/gu, '?')}"`
}

interface Bar {
  readonly point: Point
  readonly label: string
}

type DateOf = (at: string) => string

const day: DateOf = at => at.slice(0, 10)
const second: DateOf = at => `${at.slice(0, 10)} ${at.slice(11, 19)}`
const dayOfYear: DateOf = at => at.slice(5, 10)
const minuteOfYear: DateOf = at => `${at.slice(5, 10)} ${at.slice(11, 16)}`

/** Beyond, a date without its year would be read as one of the other year. Milliseconds. */
const YEAR_MS = 365 * 86_400_000

/** Mermaid draws 700 pixels wide, in letters of 14, and lets labels overlap. Of the chart's axis, in letters. */
const ROOM = 80

/** The shortest dates that distinguish the points, and as many points, evenly chosen, as have room for them. */
function withLabels(all: readonly Point[]): Bar[] {
  const times = all.map(({ at }) => Date.parse(at))
  const isLong = (times.at(-1) ?? 0) - (times[0] ?? 0) > YEAR_MS
  for (const dateOf of isLong ? [day, second] : [dayOfYear, day, minuteOfYear, second]) {
    const bars = fitting(all, dateOf)
    if (new Set(bars.map(({ label }) => label)).size === bars.length) return bars
  }
  return fitting(all, day).map(({ label, point }, index) => ({
    point,
    label: `${label} (${index + 1})`,
  }))
}

function fitting(all: readonly Point[], dateOf: DateOf): Bar[] {
  const length = dateOf(new Date(0).toISOString()).length
  const most = Math.floor(ROOM / (length + 1.5))
  return evenly(all, most).map(point => ({ point, label: dateOf(point.at) }))
}
