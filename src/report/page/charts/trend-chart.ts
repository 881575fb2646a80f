import { LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { formatSize } from '../../../core/sizes.ts'
import type { ReportTrend } from '../../data/report-series.ts'

use([LineChart, GridComponent, SVGRenderer])

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
/** Named, since ECharts writes `font` shorthands, in which CSS does not take `inherit`. */
const FONT = 'system-ui, sans-serif'

/**
 * Size above duration, over the same time, as SVG. Colours are the page's own CSS variables, so that they follow its theme.
 * Nothing but numbers and dates is in it.
 * @param id one of its own on the page
 * @param points at two times at least, the oldest first
 * @param odd the times that an anomaly was found at
 */
export function trendChart(
  id: string,
  points: readonly Point[],
  odd: ReadonlySet<string>,
  { dates, height, width }: Extent,
): string {
  const panel = (height - TOP - BETWEEN - DATES) / 2
  const lower = TOP + panel + BETWEEN
  const times = points.map(({ at }) => Date.parse(at))
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: FONT },
      grid: [TOP, lower].map(top => ({
        ...{ top, height: panel, left: LABELS, right: RIGHT },
        outerBoundsMode: 'none',
      })),
      xAxis: [0, 1].map(gridIndex => timeAxis(gridIndex, from, to, dates)),
      yAxis: [
        valueAxis(0, sizeScale(most(points, 'bytes')), sizeTick),
        valueAxis(1, durationScale(most(points, 'ms')), durationTick),
      ],
      series: [line(points, 'bytes', odd, 0), line(points, 'ms', odd, 1)],
    })
    return plainSvg(chart.renderToSVGString(), id)
  } finally {
    chart.dispose()
  }
}

function most(points: readonly Point[], what: 'bytes' | 'ms'): number {
  return Math.max(...points.map(point => point[what]))
}

function timeAxis(gridIndex: number, min: number, max: number, dates: number): object {
  return {
    ...{ type: 'time', gridIndex, min, max, splitNumber: dates },
    axisLine: { lineStyle: { color: 'var(--rule)' } },
    axisTick: { show: false },
    axisLabel: {
      show: gridIndex === 1,
      ...{ color: 'var(--muted)', fontSize: 12, hideOverlap: true, alignMinLabel: 'left' },
      formatter: {
        ...{ year: '{yyyy}', month: '{MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' },
        ...{ second: '{HH}:{mm}:{ss}', millisecond: '{HH}:{mm}:{ss}' },
      },
    },
  }
}

function valueAxis(
  gridIndex: number,
  { interval, max }: Scale,
  formatter: (value: number) => string,
): object {
  return {
    ...{ type: 'value', gridIndex, min: 0, max, interval },
    axisLabel: { color: 'var(--muted)', fontSize: 12, formatter },
    splitLine: { lineStyle: { color: 'var(--rule)' } },
  }
}

function line(
  points: readonly Point[],
  what: 'bytes' | 'ms',
  odd: ReadonlySet<string>,
  index: number,
): object {
  const color = index === 0 ? 'var(--accent)' : 'var(--second)'
  return {
    ...{ type: 'line', xAxisIndex: index, yAxisIndex: index, silent: true, clip: false, showAllSymbol: true },
    lineStyle: { color, width: 1.75 },
    areaStyle: { color, opacity: 0.1 },
    data: points.map((point, position) => {
      const isOdd = odd.has(point.at)
      const dot = isOdd || points.length <= MOST_DOTS || position === points.length - 1
      return {
        value: [Date.parse(point.at), point[what]],
        symbol: dot ? (isOdd ? 'diamond' : 'circle') : 'none',
        symbolSize: isOdd ? 11 : 5,
        itemStyle: { color: isOdd ? 'var(--look)' : color, opacity: 1 },
      }
    }),
  }
}

/** Without what only a pointer needs: ECharts' own styles would be those of the whole page, as its ids are. */
function plainSvg(svg: string, id: string): string {
  return svg
    .replace(/<style\b.*?<\/style>/gs, '')
    .replace(/<rect [^>]*fill="none"><\/rect>\n?/, '')
    .replace(/ (?:class|pointer-events|xmlns:xlink|baseProfile|version|xml:space|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/^<svg width="[^"]*" height="[^"]*"/, '<svg')
    .replace(/\bzr\d+-/g, `${id}-`)
}

/** The scale of an axis that begins at zero. */
export interface Scale {
  readonly max: number
  readonly interval: number
}

const MOST_STEPS = 4

const SIZES = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50].flatMap(unit =>
  [1, 2, 5, 10, 20, 50, 100, 200, 500].map(count => count * unit),
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

/** `0`, `80 s`, `1.5 min`, `2 h`: shorter than what is told in words, since it is always round. */
export function durationTick(ms: number): string {
  if (ms === 0) return '0'
  if (ms < MINUTE_MS || (ms < 10 * MINUTE_MS && ms % (30 * SECOND_MS) !== 0))
    return `${Number((ms / SECOND_MS).toFixed(1))} s`
  if (ms < HOUR_MS) return `${Number((ms / MINUTE_MS).toFixed(1))} min`
  return `${Number((ms / HOUR_MS).toFixed(1))} h`
}

/** As `formatSize`, but for the zero that needs no unit. */
export function sizeTick(bytes: number): string {
  return bytes === 0 ? '0' : formatSize(bytes)
}
