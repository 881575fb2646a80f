import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'

/** A pattern for the names of objects that were made before there were manifests. */
export interface LegacyPattern {
  /** As it was written. */
  readonly text: string
  readonly expression: RegExp
  /** What each name begins with, before the first star or digit of the time: `''` for any. */
  readonly begins: string
}

const TOKENS = new Map([
  ['YYYY', '(?<year>\\d{4})'],
  ['MM', '(?<month>0[1-9]|1[0-2])'],
  ['DD', '(?<day>0[1-9]|[12]\\d|3[01])'],
  ['HH', '(?<hour>[01]\\d|2[0-3])'],
  ['minute', '(?<minute>[0-5]\\d)'],
  ['SS', '(?<second>[0-5]\\d)'],
])
const PIECES = /YYYY|MM|DD|HH|SS|\*+|./gsu
/** More of them would take long to find out of a long name that it does not fit. */
const MOST_STARS = 3

/**
 * Reads a pattern of names: `YYYY`, `MM`, `DD`, `HH`, `MM` (after HH: the minute) and `SS` are digits, `*` is anything.
 * Year, month and day must be in it.
 */
export function parseLegacyPattern(text: string): Parsed<LegacyPattern> {
  const pieces = namedPieces(text)
  const twice = [...TOKENS.keys()].find(token => pieces.filter(each => each === token).length > 1)
  if (text.includes('/'))
    return refused(`${quoted(text)} has a folder in it; write a pattern of the names alone`)
  if (!['YYYY', 'MM', 'DD'].every(token => pieces.includes(token)))
    return refused(`${quoted(text)} does not say where the date stands; write it like *_YYYYMMDD_HHMMSS*`)
  if (twice !== undefined)
    return refused(
      `${quoted(text)} has the ${twice === 'minute' ? 'MM of minutes' : twice} twice; write it once`,
    )
  if (pieces.filter(isStar).length > MOST_STARS)
    return refused(`${quoted(text)} has more than ${MOST_STARS} stars; write at most ${MOST_STARS}`)
  return parsed({ text, expression: expressionOf(pieces), begins: beginningOf(pieces) })
}

/** The pattern cut up: tokens, runs of stars, and single characters. The MM after HH is called `minute`. */
function namedPieces(text: string): string[] {
  const pieces = [...text.matchAll(PIECES)].map(([piece]) => piece)
  const hour = pieces.indexOf('HH')
  return pieces.map((piece, at) => (piece === 'MM' && hour !== -1 && at > hour ? 'minute' : piece))
}

function expressionOf(pieces: readonly string[]): RegExp {
  const body = pieces.map((piece, at) => {
    const token = TOKENS.get(piece)
    if (token === undefined) return isStar(piece) ? '.*' : piece.replace(/[\\^$.+?()[\]{}|]/, '\\$&')
    // Eight digits of a longer number are no date.
    const first = TOKENS.has(pieces[at - 1] ?? '') ? '' : '(?<!\\d)'
    const last = TOKENS.has(pieces[at + 1] ?? '') ? '' : '(?!\\d)'
    return `${first}${token}${last}`
  })
  return new RegExp(`^${body.join('')}$`, 'dsu')
}

function beginningOf(pieces: readonly string[]): string {
  const end = pieces.findIndex(piece => isStar(piece) || TOKENS.has(piece))
  return pieces.slice(0, Math.max(0, end)).join('')
}

function isStar(piece: string): boolean {
  return piece.startsWith('*')
}
