import { mayBeWhole } from '../../catalog/contents.ts'
import type { ReportBackup } from './report-backup.ts'
import type { ReportTrend } from './report-series.ts'

/** More points than this are not distinguished on a page. */
const MOST_POINTS = 200
const MOST_TRENDS = 6

/**
 * Size and duration over time, for each kind of contents: full first, then those with the most backups.
 * @param backups in any order
 */
export function trendsOf(backups: readonly ReportBackup[]): ReportTrend[] {
  return [...Map.groupBy(backups, ({ what }) => what)]
    .toSorted(
      ([what, made], [otherWhat, otherMade]) =>
        Number(mayBeWhole(otherWhat)) - Number(mayBeWhole(what)) ||
        otherMade.length - made.length ||
        (what < otherWhat ? -1 : 1),
    )
    .slice(0, MOST_TRENDS)
    .map(([what, made]) => ({ what, points: evenly(oldestFirst(made), MOST_POINTS).map(pointOf) }))
}

/** So many of a list at most, evenly chosen, with the first and the last. */
export function evenly<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list]
  const step = (list.length - 1) / (most - 1)
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)))
  return list.filter((_, index) => chosen.has(index))
}

function oldestFirst(backups: readonly ReportBackup[]): ReportBackup[] {
  return backups.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

function pointOf({ at, bytes, dumpBytes, ms, rows }: ReportBackup): ReportTrend['points'][number] {
  return { at, bytes, dumpBytes, ms, rows }
}
