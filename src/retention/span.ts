import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** A length of time by the calendar, as restic's `2y5m7d3h`; all of them UTC. */
export interface Span {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly hours: number
}

const FORM = /^(?:(\d{1,5})y)?(?:(\d{1,5})m)?(?:(\d{1,5})w)?(?:(\d{1,5})d)?(?:(\d{1,5})h)?$/
/** Date cannot count much further back. */
const MOST_YEARS = 1000

/**
 * Reads `30d`, `12w`, `6m`, `1y`, `36h`, and restic's `2y5m7d3h`: years, months, weeks, days and hours, in this order. An
 * `m` is a month, as restic has it.
 */
export function parseSpan(text: string): Parsed<Span> {
  const match = text === '' ? null : FORM.exec(text)
  if (!match) {
    if (/^\d+$/.test(text)) return refused(`${quoted(text)} has no unit; write ${text}d for days`)
    return refused(
      `${quoted(text)} is no length of time; write a number and h, d, w, m (months) or y, such as 30d or 1y6m`,
    )
  }
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = match
    .slice(1)
    .map(each => Number(each ?? 0))
  const span = { years, months, days: 7 * weeks + days, hours }
  if (years + months / 12 > MOST_YEARS)
    return refused(`${quoted(text)} is too long; write at most ${MOST_YEARS}y`)
  return years + months + weeks + days + hours > 0
    ? parsed(span)
    : refused(`${quoted(text)} is no time at all`)
}

/** The moment so long before another. As restic (Go's AddDate): a month before the 31st of March is the 3rd of March. */
export function before(moment: Date, { years, months, days, hours }: Span): Date {
  const date = new Date(moment)
  date.setUTCFullYear(date.getUTCFullYear() - years, date.getUTCMonth() - months, date.getUTCDate() - days)
  return new Date(date.getTime() - hours * 3_600_000)
}

/** `30 days`, `1 year and 6 months`. */
export function formatSpan({ years, months, days, hours }: Span): string {
  const pieces = [
    [years, 'year'],
    [months, 'month'],
    [days, 'day'],
    [hours, 'hour'],
  ] as const
  const words = pieces.flatMap(([count, unit]) =>
    count === 0 ? [] : `${count} ${unit}${count === 1 ? '' : 's'}`,
  )
  return new Intl.ListFormat('en').format(words)
}
