import { type Parsed, parsed, quoted, refused } from './parsed.ts'

/**
 * Splits a list of names or patterns: one a line, or separated by commas. A comma inside double quotes (a quoted SQL
 * name) or inside brackets (`{1,3}`, `[a,b]` of a pattern) belongs to its entry. Entries are passed on as they are.
 */
export function parseNameList(text: string): Parsed<readonly string[]> {
  const entries: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const { pieces, openQuote } = splitLine(line)
    if (openQuote)
      return refused(`${quoted(line.trim())} has a double quote that is never closed; add the missing "`)
    entries.push(...pieces)
  }
  return parsed(entries.map(entry => entry.trim()).filter(entry => entry !== ''))
}

function splitLine(line: string): { pieces: string[]; openQuote: boolean } {
  const pieces: string[] = []
  let piece = ''
  let openQuote = false
  let depth = 0
  for (const character of line) {
    if (character === '"') openQuote = !openQuote
    else if (!openQuote && '([{'.includes(character)) depth += 1
    else if (!openQuote && ')]}'.includes(character)) depth = Math.max(0, depth - 1)
    if (character === ',' && !openQuote && depth === 0) {
      pieces.push(piece)
      piece = ''
    } else piece += character
  }
  return { pieces: [...pieces, piece], openQuote }
}
