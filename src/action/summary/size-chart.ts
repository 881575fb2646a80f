import type { ReportTrend } from '../../backup/reporting/report-series.ts'
import { evenly } from '../../backup/reporting/trend.ts'
import { block } from './markdown.ts'

type Point = ReportTrend['points'][number]

/** As many as have room for their dates below them, and can be read beside the chart. */
const MOST_BARS = 12

const STEPS = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** The points that the chart shows. */
export function chartPoints({ points }: ReportTrend): Point[] {
  return evenly(points, MOST_BARS)
}

/**
 * Sizes as a chart that GitHub draws: Mermaid's `xychart-beta`, whose grammar takes any text in double quotes but a double
 * quote (mermaid, xychart.jison). Its bands are told apart by their labels, which therefore must differ.
 */
export function sizeChart(title: string, points: readonly Point[]): string {
  const largest = Math.max(1, ...points.map(({ bytes }) => bytes))
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log2(largest) / 10))
  const unit = 1024 ** step
  const number = (bytes: number): string => (bytes / unit).toFixed(step === 0 ? 0 : 2)
  return block(
    'mermaid',
    [
      'xychart-beta',
      `    title ${text(title)}`,
      `    x-axis [${labels(points.map(({ at }) => at))
        .map(text)
        .join(', ')}]`,
      `    y-axis "${STEPS[step]}" 0 --> ${number(largest)}`,
      `    bar [${points.map(({ bytes }) => number(bytes)).join(', ')}]`,
    ].join('\n'),
  )
}

/** Backticks and hash signs mean something to Mermaid even in quotes. */
function text(words: string): string {
  return `"${words.replace(/[^\p{L}\p{N} .,:;()+/_-]/gu, '?')}"`
}

/** The shortest dates that tell the points apart. */
function labels(times: readonly string[]): string[] {
  const forms = [
    (at: string) => at.slice(5, 10),
    (at: string) => at.slice(0, 10),
    (at: string) => `${at.slice(5, 10)} ${at.slice(11, 16)}`,
    (at: string) => `${at.slice(0, 10)} ${at.slice(11, 19)}`,
  ]
  const found = forms.map(form => times.map(form)).find(made => new Set(made).size === times.length)
  return found ?? times.map((at, index) => `${at.slice(0, 10)} (${index + 1})`)
}
