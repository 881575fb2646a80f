import { BACKUP_CLASSES, type BackupClass } from '../../catalog/backup-class.ts'
import type { ReportBackup } from './report-backup.ts'
import type { ReportCoverage } from './report-series.ts'

const DAY_MS = 86_400_000
const MONTHS = 13

type Covering = Pick<ReportBackup, 'at' | 'class'>

/**
 * Which days and months of the past year can be restored. From the first day of the month a year ago, so that 13 whole
 * months are shown; days and months are those of UTC, which knows no summer time.
 * @param restorable backups of the whole database that can be restored, in any order
 */
export function coverageOf(restorable: readonly Covering[], now: Date): ReportCoverage {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (MONTHS - 1), 1))
  const from = dayOf(first)
  const to = dayOf(now)
  const inRange = restorable.filter(({ at }) => at.slice(0, 10) >= from && at.slice(0, 10) <= to)
  const days = [...Map.groupBy(inRange, ({ at }) => at.slice(0, 10))].map(([day, made]) => ({
    day,
    ...countOf(made),
  }))
  const months = Array.from({ length: MONTHS }, (_, index) => {
    const month = dayOf(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1))).slice(
      0,
      7,
    )
    const made = inRange.filter(({ at }) => at.startsWith(month))
    return { month, ...countOf(made), days: new Set(made.map(({ at }) => at.slice(0, 10))).size }
  })
  const times = restorable.map(({ at }) => Date.parse(at)).toSorted((one, other) => one - other)
  const [oldest] = times
  const gap = longestGapMs(times, first.getTime(), now.getTime())
  return {
    from,
    to,
    days: days.toSorted((one, other) => (one.day < other.day ? -1 : 1)),
    months,
    ...(gap !== undefined && { longestGapMs: gap }),
    ...(oldest !== undefined && { oldestAt: new Date(oldest).toISOString() }),
  }
}

/** The days that a series should have, as far back as a year, and how many of them can be restored. */
export interface DaysCovered {
  readonly restorable: number
  readonly of: number
  /** The first of them. */
  readonly since: string
  readonly months: { readonly restorable: number; readonly of: number }
}

const YEAR_DAYS = 365

/**
 * How much of the past year can be restored. A series younger than a year is judged since its oldest backup; today counts
 * once there is a backup of it, since it is not over.
 */
export function daysCovered({ days, months, oldestAt, to }: ReportCoverage): DaysCovered {
  const today = Date.parse(to)
  const last = days.some(({ day }) => day === to) ? today : today - DAY_MS
  const aYearAgo = last - (YEAR_DAYS - 1) * DAY_MS
  const oldest = oldestAt === undefined ? aYearAgo : Date.parse(oldestAt.slice(0, 10))
  const first = Math.min(Math.max(aYearAgo, oldest), today)
  const since = dayOf(new Date(first))
  const lookedAt = months.filter(({ month }) => month >= since.slice(0, 7))
  return {
    since,
    restorable: days.filter(({ day }) => day >= since).length,
    of: Math.round((last - first) / DAY_MS) + 1,
    months: { restorable: lookedAt.filter(({ backups }) => backups > 0).length, of: lookedAt.length },
  }
}

/** `365 of the last 365 days`, `92 of the 92 days since 2026-09-01`. */
export function daysWords({ of, restorable, since }: DaysCovered): string {
  return of < YEAR_DAYS
    ? `${restorable} of the ${of} ${of === 1 ? 'day' : 'days'} since ${since}`
    : `${restorable} of the last ${of} days`
}

function countOf(made: readonly Covering[]): { classes: BackupClass[]; backups: number } {
  const present = new Set(made.map(each => each.class))
  return { classes: BACKUP_CLASSES.filter(each => present.has(each)), backups: made.length }
}

/** Between neighbours, and from the last one until now; one that reaches back beyond `fromMs` counts whole. */
function longestGapMs(sorted: readonly number[], fromMs: number, nowMs: number): number | undefined {
  const gaps = sorted.flatMap((time, index) => {
    const next = Math.max(time, sorted[index + 1] ?? nowMs)
    return next >= fromMs ? [next - time] : []
  })
  return gaps.length > 0 ? gaps.reduce((most, gap) => Math.max(most, gap), 0) : undefined
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
