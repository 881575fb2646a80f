import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** From when on: so long before now, or a moment. */
export type Since = { readonly agoMs: number } | { readonly at: Date }

const UNITS = new Map([
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 7 * 86_400_000],
])
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/** Reads `90m`, `12h`, `30d`, `2w`, `2026-11-01` (midnight in UTC), or a moment with its offset. */
export function parseSince(text: string): Parsed<Since> {
  const [, number, unit = ''] = /^(\d{1,6})\s*(m|min|h|d|w)$/i.exec(text) ?? []
  const step = UNITS.get(unit.toLowerCase())
  if (number !== undefined && step !== undefined && Number(number) > 0)
    return parsed({ agoMs: Number(number) * step })
  const at = DATE.test(text) ? new Date(text) : undefined
  // Date takes the 31st of February for the 3rd of March.
  const real = at && !Number.isNaN(at.getTime()) && dayExists(text.slice(0, 10))
  return real
    ? parsed({ at })
    : refused(
        `${quoted(text)} is no time; write how long ago, such as 30d or 12h, or a date such as 2026-11-01`,
      )
}

function dayExists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

export function sinceWhen(since: Since, now: Date): Date {
  return 'at' in since ? since.at : new Date(now.getTime() - since.agoMs)
}
