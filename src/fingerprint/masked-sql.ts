import { unreadable } from './unreadable.ts'

/** What stands in a mask for text that is hidden inside of something else. */
const HIDDEN = '\0'

/**
 * SQL, in latin1, and beside it the same with everything hidden that stands inside of strings, quoted names, bodies and
 * comments: what is found in the mask is SQL of its own, at the same place in the text.
 */
export interface MaskedSql {
  readonly text: string
  readonly mask: string
}

/** No statement is as long, and a text of JavaScript can hardly be longer: what seems to be was never closed. Bytes. */
const STATEMENT_AT_MOST = 256 * 1024 * 1024

/** Collects the lines of a statement as the lexer has read them. */
export class StatementLines {
  #text = ''
  #mask = ''

  /**
   * @param hidden in ascending order, as the lexer says them
   * @param endsHidden whether the line's end is hidden as well
   * @throws BackupError `archive-unreadable`
   */
  add(line: string, hidden: readonly (readonly [number, number])[], endsHidden: boolean): void {
    let mask = ''
    for (const [from, to] of hidden) mask += line.slice(mask.length, from) + HIDDEN.repeat(to - from)
    if (this.#text.length + line.length > STATEMENT_AT_MOST) throw unreadable(this.#text)
    this.#text += `${line}\n`
    this.#mask += `${mask}${line.slice(mask.length)}${endsHidden ? HIDDEN : '\n'}`
  }

  /** Without the last line's end; then begins again. */
  take(): MaskedSql {
    const sql = { text: this.#text.slice(0, -1), mask: this.#mask.slice(0, -1) }
    this.#text = ''
    this.#mask = ''
    return sql
  }
}

/** SQL with nothing in it that hides text. */
export function bare(text: string): MaskedSql {
  return { text, mask: text }
}

export function slice({ text, mask }: MaskedSql, from: number, to?: number): MaskedSql {
  return { text: text.slice(from, to), mask: mask.slice(from, to) }
}

export function joined(parts: readonly MaskedSql[], separator = ''): MaskedSql {
  return {
    text: parts.map(({ text }) => text).join(separator),
    mask: parts.map(({ mask }) => mask).join(separator),
  }
}

/** Without the spaces and line breaks around it. */
export function trimmed(sql: MaskedSql): MaskedSql {
  const begin = sql.mask.length - sql.mask.trimStart().length
  return slice(sql, begin, Math.max(begin, sql.mask.trimEnd().length))
}

export interface BracketedList {
  readonly items: readonly MaskedSql[]
  /** Where the closing bracket stands. */
  readonly end: number
}

/** The items, separated by commas, from `from` up to the bracket that closes them; undefined where none does. */
export function readList(sql: MaskedSql, from: number): BracketedList | undefined {
  const items: MaskedSql[] = []
  let begin = from
  let depth = 0
  for (let at = from; at < sql.mask.length; at++) {
    const mark = sql.mask[at]
    if (mark === '(' || mark === '[') depth++
    else if (mark === ',' && depth === 0) {
      items.push(slice(sql, begin, at))
      begin = at + 1
    } else if ((mark === ')' || mark === ']') && depth-- === 0) {
      return { items: [...items, slice(sql, begin, at)], end: at }
    }
  }
  return undefined
}
