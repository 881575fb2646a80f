import { type Parsed, parsed, refused } from '../core/parsed.ts'
import { SqlLexer } from '../fingerprint/sql-lexer.ts'

/** A question to the restored database: right when it returns no rows, or one whose first column is true. */
export interface Check {
  /** The comment above it, or the beginning of its SQL. */
  readonly label: string
  /** One statement, without its semicolon. */
  readonly sql: string
  /** Where it begins in the text that it comes from, counted from 1. */
  readonly line: number
}

/** What a check came to. */
export interface CheckOutcome {
  readonly check: Check
  /** Why it failed, on one line and shortened: what it returned, or the server's words. Undefined: it passed. */
  readonly failure: string | undefined
  readonly ms: number
}

/** The longest label that is taken from SQL. Characters. */
const LABEL_AT_MOST = 80
const COMMENT_LINE = /^\s*--\s?(.*)$/
const LEADING_COMMENT_LINES = /^(?:\s+|--[^\n]*(?:\n|$))+/

/**
 * Reads checks: SQL statements, each ended by a semicolon, the last one perhaps not. The comment lines right above a
 * statement (`-- every order has a customer`) are its name.
 */
export function parseChecks(text: string): Parsed<readonly Check[]> {
  const pieces = statementsOf(text)
  if (!pieces.ok) return pieces
  const checks = pieces.value.flatMap(asCheck)
  const command = checks.find(({ sql }) => sql.startsWith('\\'))
  if (command) return refused(`line ${command.line} is a command of psql; write SQL only`)
  return text.trim() !== '' && checks.length === 0
    ? refused('there is no statement in it; write SQL, such as SELECT count(*) > 0 FROM orders;')
    : parsed(checks)
}

interface Piece {
  readonly text: string
  /** Of its first character. */
  readonly line: number
}

function statementsOf(text: string): Parsed<Piece[]> {
  const lexer = new SqlLexer()
  const pieces: Piece[] = []
  let piece = ''
  let begin = 1
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    let from = 0
    lexer.line(line, at => {
      pieces.push({ text: piece + line.slice(from, at), line: begin })
      piece = ''
      begin = index + 1
      from = at + 1
    })
    piece += `${line.slice(from)}\n`
  }
  if (lexer.openKind !== 'nothing') {
    const blank = /^\s*/.exec(piece)?.[0].split('\n').length ?? 1
    return refused(
      `the statement from line ${begin + blank - 1} on has a ${OPEN[lexer.openKind]} that is never closed`,
    )
  }
  return parsed([...pieces, { text: piece, line: begin }])
}

const OPEN = {
  nothing: 'statement',
  string: 'string',
  'escape-string': 'string',
  identifier: 'quoted name',
  dollar: 'dollar-quoted string',
  comment: 'comment',
} as const

function asCheck({ text, line }: Piece): Check[] {
  if (saysNothing(text)) return []
  const before = LEADING_COMMENT_LINES.exec(text)?.[0] ?? ''
  const sql = text.slice(before.length).trim()
  return [{ label: labelOf(before, sql), sql, line: line + before.split('\n').length - 1 }]
}

/** Comments only. */
function saysNothing(text: string): boolean {
  const lexer = new SqlLexer()
  for (const line of text.split('\n')) lexer.line(line)
  return lexer.atTopLevel
}

/** Comment lines with nothing between them and the statement; a blank line ends them. */
function labelOf(before: string, sql: string): string {
  const lines = before.split('\n').slice(0, -1)
  const last = lines.findLastIndex(line => !COMMENT_LINE.test(line))
  const comment = lines.slice(last + 1).map(line => COMMENT_LINE.exec(line)?.[1]?.trim() ?? '')
  const words = (comment.length > 0 ? comment.join(' ') : sql).replaceAll(/\s+/g, ' ').trim()
  return words.length > LABEL_AT_MOST ? `${words.slice(0, LABEL_AT_MOST)}…` : words
}
