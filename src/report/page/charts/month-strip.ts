import type { ReportCoverage } from '../../data/report-series.ts'
import { type Html, html } from '../html.ts'

type Days = Pick<ReportCoverage, 'from' | 'to' | 'days'>

/** A month as it is drawn. */
export interface Strip {
  /** Days of it that can be restored, in order. */
  readonly restorable: readonly number[]
  /** The others of it that lie between `from` and `to`. */
  readonly missing: readonly number[]
}

/** Which days of a month (`2026-11`) can be restored. */
export function stripOf(month: string, { days, from, to }: Days): Strip {
  const restorable = days.filter(({ day }) => day.startsWith(month)).map(({ day }) => Number(day.slice(8)))
  const present = new Set(restorable)
  const missing = Array.from({ length: lengthOf(month) }, (_, index) => index + 1).filter(day => {
    const date = `${month}-${String(day).padStart(2, '0')}`
    return date >= from && date <= to && !present.has(day)
  })
  return { restorable, missing }
}

/**
 * Drawn by hand, since a month is two paths, where a library of charts makes 31 elements: a day that can be restored is a
 * bar, one that can't is a dot, so that they are told apart without colour.
 */
export function monthStrip({ missing, restorable }: Strip): Html {
  const bars = restorable.map(day => `M${day - 0.94} 0h.88v10h-.88z`).join('')
  const dots = missing.map(day => `M${day - 0.62} 4h.24v2h-.24z`).join('')
  return html`<svg class="strip" viewBox="0 0 31 10" preserveAspectRatio="none" aria-hidden="true"><path class="has" d="${bars}"/><path class="hasnt" d="${dots}"/></svg>`
}

/** `1–14, 16, 18–30`; `none` where there is none. */
export function dayRanges(days: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const day of days) {
    const last = ranges.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else ranges.push([day, day])
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ') || 'none'
}

function lengthOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}
