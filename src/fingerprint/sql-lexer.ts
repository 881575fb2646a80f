import { RoutineBody } from './routine-body.ts'

const NOTHING: Inside = { kind: 'nothing' }
/** What can begin something that hides text, or end a statement: all but what every version of psql takes for space. */
const INTERESTING = /['"$;()]|--|\/\*|[^ \t\f]/g
const DOLLAR_DELIMITER = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y

/**
 * Follows SQL text line by line as psql does, so far as it takes to know whether a line begins a statement: a function's
 * body may hold the very text that pg_dump writes around a table's data. PostgreSQL manual 4.1.2 (constants),
 * 4.1.5 (comments).
 */
export class SqlLexer {
  #inside: Inside = NOTHING
  #statementOpen = false
  /** The string that has just ended: after a newline, another one beside it continues it, by the same rules of escaping. */
  #ended: { readonly kind: StringKind; readonly newline: boolean } | undefined
  /** Of parentheses: a rule's statements stand in them, with semicolons in between. */
  #depth = 0
  #body = new RoutineBody()
  /** Off where the dump says `SET standard_conforming_strings = off`: backslashes then escape in every string. */
  standardStrings = true
  /** Whether there was a backslash outside of every string: psql takes it for a command of its own. */
  sawCommand = false
  /** Whether psql takes a semicolon for the end of a statement which is none, or the other way round. */
  psqlDiffers = false
  #namesToQuote: number[] = []
  #colons: number[] = []
  #hidden: [from: number, to: number][] = []

  /** Whether the next line begins outside of every string, body, comment and statement. */
  get atTopLevel(): boolean {
    return this.#inside.kind === 'nothing' && !this.#statementOpen
  }

  /** Inside what the text stands that only its own end closes: a string, a quoted name, a body, a comment. */
  get openKind(): Inside['kind'] {
    return this.#inside.kind
  }

  /** Where, in the last line, a name stands that psql would misread unless it was quoted: `begin`. Reported once. */
  takeNamesToQuote(): number[] {
    const names = this.#namesToQuote
    this.#namesToQuote = []
    return names
  }

  /**
   * Where, in the last line, a quote stands that psql would take for a variable's, since a colon is before it, as in
   * `a[1:"PORT"]`. Reported once.
   */
  takeColons(): number[] {
    const colons = this.#colons
    this.#colons = []
    return colons
  }

  /**
   * Where, in the last line, the text stands inside of a string, a quoted name, a body or a comment; what opens it is not
   * counted, what closes it is.
   */
  get hidden(): readonly (readonly [from: number, to: number])[] {
    return this.#hidden
  }

  /**
   * Takes one line without its newline: only ASCII decides, so that latin1 does for any text. `onEnd` is reported where
   * each semicolon that ends a statement stands.
   */
  line(line: string, onEnd?: (at: number) => void): void {
    let at = 0
    this.#namesToQuote = []
    this.#colons = []
    this.#hidden = []
    while (at < line.length) {
      if (this.#inside.kind === 'nothing') at = this.#outside(line, at, onEnd)
      else {
        const from = at
        at = this.#skip(line, from)
        this.#hidden.push([from, at])
      }
    }
    if (this.#ended) this.#ended = { ...this.#ended, newline: true }
  }

  #outside(line: string, from: number, onEnd?: (at: number) => void): number {
    INTERESTING.lastIndex = from
    const found = INTERESTING.exec(line)
    if (!found) return line.length
    const { index } = found
    // A comment, and no other thing, may stand between two strings that are one.
    const ended = this.#ended
    if (found[0] !== '--') this.#ended = undefined
    switch (found[0]) {
      case '--':
        // To psql a carriage return ends it.
        if (line.includes('\r', index)) this.psqlDiffers = true
        this.#hidden.push([index, line.length])
        return line.length
      case '/*':
        this.#inside = { kind: 'comment', depth: 1 }
        return index + 2
      case ';':
        this.#body.mark(';')
        if (this.#depth === 0) this.#semicolon(index, onEnd)
        return index + 1
      case '(':
        return this.#nest(1, index)
      case ')':
        return this.#nest(-1, index)
      case '"':
        this.#afterColon(line, index)
        this.#open({ kind: 'identifier' })
        return index + 1
      case "'":
        this.#afterColon(line, index)
        this.#open({
          kind: ended?.newline ? ended.kind : this.#escapes(line, index) ? 'escape-string' : 'string',
        })
        return index + 1
      case '$':
        return this.#dollar(line, index)
      case '\\':
        this.sawCommand = true
        return index + 1
      case '\r':
      case '\v':
        // A newline to psql, and a space since version 16: no dump has them here.
        this.psqlDiffers = true
        return index + 1
      default:
        this.#statementOpen = true
        return this.#wordEnd(line, index)
    }
  }

  #semicolon(at: number, onEnd?: (at: number) => void): void {
    if (this.#body.openToPsql !== this.#body.open) this.psqlDiffers = true
    if (this.#body.open) return
    this.#statementOpen = false
    this.#body.reset()
    onEnd?.(at)
  }

  #nest(by: 1 | -1, at: number): number {
    this.#statementOpen = true
    this.#body.mark('(')
    this.#depth = Math.max(0, this.#depth + by)
    return at + 1
  }

  /** Two colons are a cast to psql too. */
  #afterColon(line: string, quote: number): void {
    let colons = 0
    while (line[quote - colons - 1] === ':') colons++
    if (colons % 2 === 1) this.#colons.push(quote)
  }

  #open(inside: Inside): void {
    this.#statementOpen = true
    this.#body.mark(inside.kind)
    this.#inside = inside
  }

  #escapes(line: string, quote: number): boolean {
    if (!this.standardStrings) return true
    const [, word = ''] = /([\w$\u0080-\uffff]*)$/.exec(line.slice(0, quote)) ?? []
    // psql before 15 ends the number before the E.
    if (/^\$?\d.*[Ee]$/.test(word)) this.psqlDiffers = true
    return word === 'E' || word === 'e'
  }

  #dollar(line: string, at: number): number {
    this.#statementOpen = true
    DOLLAR_DELIMITER.lastIndex = at
    const delimiter = DOLLAR_DELIMITER.exec(line)?.[0]
    if (!delimiter) return this.#mark(line, at)
    this.#open({ kind: 'dollar', delimiter })
    return at + delimiter.length
  }

  /** A word is passed over whole: `a$b$` is an identifier, not the beginning of a body. */
  #wordEnd(line: string, from: number): number {
    if (!/[\w\u0080-\uffff]/.test(line[from] ?? '')) return this.#mark(line, from)
    if (/\d/.test(line[from] ?? '')) return this.#numberEnd(line, from)
    let end = from + 1
    while (/[\w$\u0080-\uffff]/.test(line[end] ?? '')) end++
    const isName = this.#depth === 0 && this.#body.word(line.slice(from, end), line[end] === '.')
    if (isName) this.#namesToQuote.push(from)
    return end
  }

  /** After a number a dollar may begin a body: `1$a$`. What counts as one beside digits depends on psql's version. */
  #numberEnd(line: string, from: number): number {
    let end = from + 1
    while (/\w/.test(line[end] ?? '')) end++
    if (line[end] === '$' && /\D/.test(line.slice(from, end))) this.psqlDiffers = true
    return end
  }

  #mark(line: string, at: number): number {
    this.#body.mark(line[at] ?? '')
    return at + 1
  }

  #skip(line: string, from: number): number {
    const end = this.#inside.kind === 'nothing' ? from : endOfHidden(this.#inside, line, from)
    if (end === undefined) return line.length
    const { kind } = this.#inside
    this.#ended = kind === 'string' || kind === 'escape-string' ? { kind, newline: false } : undefined
    this.#inside = NOTHING
    return end
  }
}

type StringKind = 'string' | 'escape-string'

/** Inside what the text stands. `string` without, `escape-string` with backslash escapes. */
type Inside =
  | { readonly kind: 'nothing' }
  | { readonly kind: StringKind | 'identifier' }
  | { readonly kind: 'dollar'; readonly delimiter: string }
  | { readonly kind: 'comment'; depth: number }

/**
 * Where that ends which hides the text from `from` on, behind its last character; undefined: not in this line. A doubled
 * quote closes and opens again at once: the same to us. Counts comments in comments in `depth`.
 */
function endOfHidden(
  inside: Exclude<Inside, { kind: 'nothing' }>,
  line: string,
  from: number,
): number | undefined {
  switch (inside.kind) {
    case 'string':
      return behind(line, "'", from)
    case 'identifier':
      return behind(line, '"', from)
    case 'dollar':
      return behind(line, inside.delimiter, from)
    case 'escape-string':
      return endOfEscapeString(line, from)
    case 'comment':
      return endOfComment(line, from, inside)
  }
}

function behind(line: string, delimiter: string, from: number): number | undefined {
  const at = line.indexOf(delimiter, from)
  return at < 0 ? undefined : at + delimiter.length
}

function endOfEscapeString(line: string, from: number): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === "'" && line[at + 1] === "'") at++
    else if (line[at] === "'") return at + 1
  }
  return undefined
}

function endOfComment(line: string, from: number, comment: { depth: number }): number | undefined {
  const mark = /\/\*|\*\//g
  mark.lastIndex = from
  for (let found = mark.exec(line); found; found = mark.exec(line)) {
    comment.depth += found[0] === '/*' ? 1 : -1
    if (comment.depth === 0) return found.index + found[0].length
  }
  return undefined
}
