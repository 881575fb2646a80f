import { formatSize } from '../../../core/sizes.ts'
import type { ReportTrend } from '../../data/report-series.ts'
import { type Html, html } from '../html.ts'
import { timeTicks } from './time-ticks.ts'

type Point = ReportTrend['points'][number]

/** In units of the drawing, which are CSS pixels where it is shown as large as it is drawn. */
export interface Extent {
  readonly width: number
  readonly height: number
  /** About how many dates fit. */
  readonly dates: number
}

/** Above so many, only the unusual ones are marked with a dot, and the last. */
const MOST_DOTS = 45
const TOP = 8
const BETWEEN = 20
const DATES = 26
/** Both panels begin at the same place, so that what is above each other was at once. */
const LABELS = 64
/** The last date is centered below the end of the axis. */
const RIGHT = 22
const DOT = 2.5
const DIAMOND = 5.5

/** Where a panel is, and how times and values become places in it. */
interface Panel {
  readonly top: number
  readonly bottom: number
  readonly x: (ms: number) => number
  readonly y: (value: number) => number
}

/**
 * Size above duration, over the same time: the inside of an SVG of this extent. Colours are the page's own CSS variables, so
 * that they follow its theme. Nothing but numbers and dates is in it.
 * @param points at two times at least, the oldest first
 * @param odd the times that an anomaly was found at
 */
export function trendChart(
  points: readonly Point[],
  odd: ReadonlySet<string>,
  { dates, height, width }: Extent,
): Html {
  const times = points.map(({ at }) => Date.parse(at))
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const x = (ms: number): number => LABELS + ((width - LABELS - RIGHT) * (ms - from)) / Math.max(1, to - from)
  const tall = (height - TOP - BETWEEN - DATES) / 2
  const sizes = sizeScale(Math.max(...points.map(({ bytes }) => bytes)))
  const durations = durationScale(Math.max(...points.map(({ ms }) => ms)))
  const panel = (top: number, { max }: Scale): Panel => ({
    top,
    bottom: top + tall,
    x,
    y: value => top + tall - (tall * value) / max,
  })
  const upper = panel(TOP, sizes)
  const lower = panel(TOP + tall + BETWEEN, durations)
  return html`<g font-family="system-ui, sans-serif" font-size="12">
${grid(upper, width, sizes, sizeTick)}
${grid(lower, width, durations, durationTick)}
${datesBelow(lower, from, to, dates)}
${line(upper, points, 'bytes', odd, 'var(--accent)')}
${line(lower, points, 'ms', odd, 'var(--second)')}
</g>`
}

function grid({ y }: Panel, width: number, { interval, max }: Scale, label: (value: number) => string): Html {
  const values = Array.from({ length: Math.round(max / interval) + 1 }, (_, index) => index * interval)
  return html`${values.map(
    value =>
      html`<path d="M${LABELS} ${place(y(value))}H${width - RIGHT}" stroke="var(--rule)"/><text x="${LABELS - 8}" y="${place(y(value) + 4)}" text-anchor="end" fill="var(--muted)">${label(value)}</text>`,
  )}`
}

/** The first date starts at the axis, so that it does not run into the labels beside it. */
function datesBelow({ bottom, x }: Panel, from: number, to: number, most: number): Html {
  return html`${timeTicks(from, to, most).map(
    ({ at, label }) =>
      html`<text x="${place(x(at))}" y="${place(bottom + 18)}" text-anchor="${x(at) < LABELS + 16 ? 'start' : 'middle'}" fill="var(--muted)">${label}</text>`,
  )}`
}

function line(
  { bottom, x, y }: Panel,
  points: readonly Point[],
  what: 'bytes' | 'ms',
  odd: ReadonlySet<string>,
  colour: string,
): Html {
  const at = (point: Point): readonly [string, string] => [
    place(x(Date.parse(point.at))),
    place(y(point[what])),
  ]
  const path = points.map(point => at(point).join(' ')).join('L')
  const [first, last] = [points[0], points.at(-1)]
  const area = first && last ? `M${path}V${place(bottom)}H${at(first)[0]}Z` : ''
  const marks = points.filter(point => odd.has(point.at) || points.length <= MOST_DOTS || point === last)
  return html`<path d="${area}" fill="${colour}" fill-opacity="0.1"/><path d="M${path}" fill="none" stroke="${colour}" stroke-width="1.75"/>${marks.map(
    point => {
      const [left, top] = at(point)
      return odd.has(point.at)
        ? html`<path d="M${left} ${top}m0-${DIAMOND}l${DIAMOND} ${DIAMOND}-${DIAMOND} ${DIAMOND}-${DIAMOND}-${DIAMOND}z" fill="var(--look)"/>`
        : html`<circle cx="${left}" cy="${top}" r="${DOT}" fill="${colour}"/>`
    },
  )}`
}

/** A coordinate, to a tenth of a pixel. */
function place(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** The scale of an axis that begins at zero. */
export interface Scale {
  readonly max: number
  readonly interval: number
}

const MOST_STEPS = 4

/** The last two reach beyond 1,000 of a unit, and so are parts of the next. */
const SIZES = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50].flatMap(unit =>
  [1, 2, 5, 10, 20, 50, 100, 200, 256, 512].map(count => count * unit),
)

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DURATIONS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30].map(count => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 20, 30].map(count => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24, 48, 96].map(count => count * HOUR_MS),
]

/** In steps that are round where a MB is 2^20 bytes. */
export function sizeScale(mostBytes: number): Scale {
  return scale(mostBytes, SIZES)
}

/** In steps that are round where a minute has 60 seconds. */
export function durationScale(mostMs: number): Scale {
  return scale(mostMs, DURATIONS)
}

function scale(most: number, steps: readonly number[]): Scale {
  const interval = steps.find(step => most / step <= MOST_STEPS) ?? most / MOST_STEPS
  return { interval, max: Math.max(1, Math.ceil(most / interval)) * interval }
}

/** `0`, `80 s`, `1.5 min`, `2 h`: shorter than in a sentence, since it is always round. */
export function durationTick(ms: number): string {
  if (ms === 0) return '0'
  if (ms < MINUTE_MS || (ms < 10 * MINUTE_MS && ms % (30 * SECOND_MS) !== 0))
    return `${Number((ms / SECOND_MS).toFixed(1))} s`
  if (ms < HOUR_MS) return `${Number((ms / MINUTE_MS).toFixed(1))} min`
  return `${Number((ms / HOUR_MS).toFixed(1))} h`
}

/** As `formatSize`, except the zero that needs no unit. */
export function sizeTick(bytes: number): string {
  return bytes === 0 ? '0' : formatSize(bytes)
}
