import { formatDuration } from './durations.ts'
import { type Parsed, parsed, quoted, refused } from './parsed.ts'

const UNITS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 7 * 86_400_000],
])
const DAY_MS = 86_400_000

/** Reads how long a restore may take, or how old a backup may be: `90s`, `30m`, `26h`, `8d`, `2w`. Milliseconds. */
export function parseBudget(text: string): Parsed<number> {
  const [, number, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|min|h|d|w)$/i.exec(text) ?? []
  const ms = Math.round(Number(number ?? NaN) * (UNITS.get(unit.toLowerCase()) ?? NaN))
  return ms > 0
    ? parsed(ms)
    : refused(`${quoted(text)} is no length of time; write a number and s, m, h, d or w, such as 30m or 26h`)
}

/** As formatDuration, and from two days on `3 d 04 h`. */
export function formatAge(ms: number): string {
  if (ms < 2 * DAY_MS) return formatDuration(ms)
  const hours = Math.round(ms / 3_600_000)
  return `${Math.floor(hours / 24)} d ${String(hours % 24).padStart(2, '0')} h`
}
