import { type Parsed, parsed, quoted, refused } from './parsed.ts'

const UNITS = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/** PostgreSQL keeps its timeouts in 32 bits. Milliseconds, about 24 days. */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Reads `500ms`, `30s`, `5m`, `1h`: milliseconds, above zero. A number alone is refused: pg_dump would take it as
 * milliseconds, and most who write `30` mean seconds.
 */
export function parseDuration(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)$/i.exec(text)
  if (!match) {
    return /^\d+$/.test(text)
      ? refused(`${quoted(text)} has no unit; write ${text}s for seconds or ${text}ms for milliseconds`)
      : refused(`${quoted(text)} is not a duration; write a number and ms, s, m or h, such as 30s or 5m`)
  }
  const ms = Math.round(Number(match[1]) * (UNITS.get((match[2] ?? '').toLowerCase()) ?? NaN))
  if (ms < 1) return refused(`${quoted(text)} is no time at all; leave it empty to wait without a limit`)
  if (ms > LONGEST_MS) return refused(`${quoted(text)} is longer than PostgreSQL can wait; write 24d at most`)
  return parsed(ms)
}

/** `0.4 s`, `12.3 s`, `4 min 05 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`
}
