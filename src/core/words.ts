/** `1,234`: the same in every locale. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/** `1 backup`, `2,000 backups`. */
export function counted(count: number, what: string, several = `${what}s`): string {
  return `${grouped(count)} ${count === 1 ? what : several}`
}

export interface ListWords {
  /** `; ` where the texts have commas in them. */
  readonly separator?: ', ' | '; '
  /** How many there are, if the list has only the first of them. */
  readonly of?: number
  /** What there are more of: `and 3 more causes`. */
  readonly what?: string
}

/** The first of a list within a sentence: `a, b and 3 more`, or `a; b; and 3 more`. */
export function firstOf(
  texts: readonly string[],
  most: number,
  { of = texts.length, separator = ', ', what = '' }: ListWords = {},
): string {
  const shown = texts.slice(0, most)
  const more = of - shown.length
  if (more <= 0) return shown.join(separator)
  const rest = `and ${grouped(more)} more${what && ` ${what}`}`
  return `${shown.join(separator)}${separator === ', ' ? ' ' : separator}${rest}`
}

/** The first lines of a list, and a last one that says how many were left out: `- and 3 more`. */
export function firstLines(lines: readonly string[], most: number, mark = '- ', of = lines.length): string[] {
  const shown = lines.slice(0, most)
  const more = of - shown.length
  return more > 0 ? [...shown, `${mark}and ${grouped(more)} more`] : shown
}

/** A paragraph for below a list that was cut: `And 3 more.`; none if nothing was left out. */
export function andMore(count: number, where = ''): string[] {
  return count > 0 ? [`And ${grouped(count)} more${where}.`] : []
}
