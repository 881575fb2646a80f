import { formatAge } from '../../core/ages.ts'
import type { ReportCoverage } from './report-series.ts'

const DAY_MS = 86_400_000
const YEAR_DAYS = 365

/**
 * How much of the past year can be restored. A series younger than a year is judged since its oldest backup; today counts
 * once there is a backup of it, since it is not over. Days and months are those of UTC, which knows no summer time.
 * @param begun when the backups of the whole database that can be restored began, in any order
 */
export function coverageOf(begun: readonly string[], now: Date): ReportCoverage {
  const today = startOfDay(now.getTime())
  // What is dated ahead has a wrong clock, and covers no day.
  const times = begun
    .map(at => Date.parse(at))
    .filter(time => startOfDay(time) <= today)
    .toSorted((one, other) => one - other)
  const [oldest] = times
  const last = times.some(time => time >= today) ? today : today - DAY_MS
  const aYearAgo = last - (YEAR_DAYS - 1) * DAY_MS
  const first = oldest === undefined ? aYearAgo : Math.max(aYearAgo, startOfDay(oldest))
  const days = new Set(times.filter(time => time >= first).map(startOfDay))
  const gap = longestGap(times, first, now.getTime())
  return {
    since: new Date(first).toISOString().slice(0, 10),
    days: { restorable: days.size, of: Math.round((last - first) / DAY_MS) + 1 },
    months: {
      restorable: new Set([...days].map(monthOf)).size,
      of: monthOf(last) - monthOf(first) + 1,
    },
    ...(gap && { longestGap: gap }),
    ...(oldest !== undefined && { oldestAt: new Date(oldest).toISOString() }),
  }
}

/** How many days of the past year can be restored, and the longest time without a backup. */
export function coverageWords({ days, longestGap, months, oldestAt, since }: ReportCoverage): string {
  const period =
    days.of < YEAR_DAYS
      ? `the ${days.of} ${days.of === 1 ? 'day' : 'days'} since ${since}`
      : `the last ${days.of} days`
  const inMonths =
    days.restorable > 0 && months.of > 1 ? `, in ${months.restorable} of ${months.of} months` : ''
  return [
    `${days.restorable || 'None'} of ${period} ${days.restorable < 2 ? 'has' : 'have'} a backup that can restore the whole database${inMonths}.`,
    ...(longestGap
      ? [`The longest gap is ${formatAge(longestGap.ms)}, after ${longestGap.after.slice(0, 10)}.`]
      : []),
    // A period that begins with it has named it.
    ...(oldestAt === undefined || oldestAt.startsWith(since)
      ? []
      : [`The oldest such backup is of ${oldestAt.slice(0, 10)}.`]),
  ].join(' ')
}

/** Between neighbours, and from the last one until now; one that reaches back beyond `fromMs` counts whole. */
function longestGap(
  sorted: readonly number[],
  fromMs: number,
  nowMs: number,
): ReportCoverage['longestGap'] | undefined {
  const gaps = sorted.flatMap((time, index) => {
    const next = Math.max(time, sorted[index + 1] ?? nowMs)
    return next >= fromMs ? [{ ms: next - time, after: new Date(time).toISOString() }] : []
  })
  return gaps.toSorted((one, other) => other.ms - one.ms)[0]
}

function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS
}

/** Counted from year 0. */
function monthOf(ms: number): number {
  const date = new Date(ms)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
