/** A date below an axis. */
export interface TimeTick {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly label: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Steps that divide the next larger one without a rest, so that ticks are where people expect them. */
const EVEN_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map(hours => hours * HOUR_MS),
]
const STEPS_OF_DAYS = [1, 2, 5, 10, 15]
const STEPS_OF_MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600]

/** The dates (UTC) that an axis shows: those of the finest step with which no more than `most` of them are on it. */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  const choices = [
    ...EVEN_STEPS_MS.map(step => () => everyMs(from, to, step)),
    ...STEPS_OF_DAYS.map(step => () => everyDays(from, to, step)),
    ...STEPS_OF_MONTHS.map(step => () => everyMonths(from, to, step)),
  ]
  // A step with far too many ticks is not tried: a year has half a million minutes.
  const tried = choices.slice(EVEN_STEPS_MS.filter(step => (to - from) / step > 2 * most).length)
  for (const ticks of tried) {
    const found = ticks()
    if (found.length <= most) return found.length > 0 ? found : [tick(from)]
  }
  return [tick(from)]
}

function everyMs(from: number, to: number, step: number): TimeTick[] {
  const first = Math.ceil(from / step) * step
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => tick(first + index * step))
}

/** Days of the month, each month from its first on. */
function everyDays(from: number, to: number, step: number): TimeTick[] {
  return months(from, to, 1).flatMap(month => {
    const date = new Date(month)
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
    const days = Array.from({ length: Math.ceil(31 / step) }, (_, index) => month + index * step * DAY_MS)
    // One that is closer to the next month's first than half a step would run into it.
    return days.filter(day => day >= from && day <= to && next - day >= (step * DAY_MS) / 2).map(tick)
  })
}

function everyMonths(from: number, to: number, step: number): TimeTick[] {
  return months(from, to, step)
    .filter(month => month >= from && month <= to)
    .map(tick)
}

/** The first days of every `step` months, from the one at or before `from`. */
function months(from: number, to: number, step: number): number[] {
  const start = new Date(from)
  const index = start.getUTCFullYear() * 12 + start.getUTCMonth()
  const found: number[] = []
  for (let month = Math.floor(index / step) * step; ; month += step) {
    const at = firstOfMonth(month)
    if (at > to) return found
    found.push(at)
  }
}

/** @param month counted from year 0 */
function firstOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12)
}

/** `2026`, `Nov`, `5 Nov` or `03:00`: what is new at that time. */
function tick(at: number): TimeTick {
  const date = new Date(at)
  const month = MONTHS[date.getUTCMonth()] ?? ''
  if (at % DAY_MS !== 0) return { at, label: date.toISOString().slice(11, 16) }
  if (date.getUTCDate() !== 1) return { at, label: `${date.getUTCDate()} ${month}` }
  return { at, label: date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month }
}
