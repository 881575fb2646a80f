import { BackupError } from '../core/errors.ts'
import { CopiedTables, type CopyingTable, type Like } from './copied-tables.ts'
import { parseCopyStatement, type TableName } from './copy-statement.ts'
import { Definitions, sumOfDefinitions } from './definitions.ts'
import type { Fingerprint, SequenceValue } from './fingerprint.ts'
import { LargeObjects } from './large-objects.ts'
import { type MaskedSql, StatementLines } from './masked-sql.ts'
import { parseSequenceSet } from './sequence-set.ts'
import { SqlLexer } from './sql-lexer.ts'
import { textOf } from './text.ts'
import { parseTocComment, type TocComment } from './toc-comment.ts'
import { unreadable } from './unreadable.ts'

/** The last words of a whole dump, of one database or of the cluster's globals. */
const LAST_WORDS = /^-- PostgreSQL database (?:cluster )?dump complete$/
/** Statements that are read, not only hashed. */
const READ_STATEMENTS = /^(?:COPY |SELECT pg_catalog\.setval\()/
const NON_STANDARD_STRINGS = 'SET standard_conforming_strings = off;'
/** Entries that carry data: what they hold is summed up apart. */
const DATA_KINDS = new Set(['TABLE DATA', 'SEQUENCE SET', 'BLOB', 'BLOBS', 'BLOB METADATA'])
/** Who owns and who may: left out of every fingerprint, since a restore may leave them out too. */
const OWNERSHIP_KINDS = new Set(['ACL', 'DEFAULT ACL'])

/** Hands on the SQL that a scanner reads, behind its back and in step with it. */
export interface ScannedSql {
  /** Called with each line that stands outside of every statement and every table's data, as latin1; whether it is handed on. */
  admits(line: string): boolean
  /** Called with what stands behind the end of a statement, on the same line; throws for what must not be handed on. */
  follows(rest: string): void
  /**
   * Called with a line that holds a command for psql, outside of every string, or whose statements psql would see end elsewhere;
   * throws for what must not be handed on.
   */
  commands(line: string): void
  /** Is given each whole statement before its last line is handed on; throws for what must not be handed on. */
  ends(sql: MaskedSql): void
  /** Takes the bytes, in order; a line of SQL comes whole, and is not handed on before this has returned. */
  take(bytes: Buffer): void
}

/**
 * Reads the SQL of a dump as it streams by, and sums it up. Two speeds: definitions go line by line through a lexer,
 * since only it can say data from text that looks like data; table data is searched for its end and hashed in place.
 * Memory grows with the number of objects, and by one statement of DDL.
 */
export class DumpScanner {
  #lexer = new SqlLexer()
  #definitions = new Definitions()
  #largeObjects = new LargeObjects()
  readonly #tables: CopiedTables
  #sequences: SequenceValue[] = []
  #unfinishedLine: Buffer[] = []
  #entry: TocComment | undefined
  #copying: CopyingTable | undefined
  #statement = new StatementLines()
  #complete = false
  readonly #onward: ScannedSql | undefined

  /** @param like what the fingerprint will be compared with, for dumps that lack the tables' definitions */
  constructor(onward?: ScannedSql, like?: Like) {
    this.#onward = onward
    this.#tables = new CopiedTables(like)
  }

  /** Takes the next bytes; keeps no reference to `chunk` longer than one line needs. */
  write(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) at = this.#copying ? this.#copyData(chunk, at) : this.#line(chunk, at)
  }

  /** @throws BackupError `archive-incomplete` when the dump's last words are missing */
  end(): Fingerprint {
    if (this.#copying || !this.#complete) throw incomplete(this.#copying?.table)
    const objects = this.#definitions.sums()
    return {
      ddlSha256: sumOfDefinitions(objects),
      objects,
      tables: this.#tables.sums(),
      sequences: this.#sequences,
      largeObjects: this.#largeObjects.sum(),
    }
  }

  #copyData(chunk: Buffer, from: number): number {
    const copying = this.#copying
    const end = copying?.data.write(chunk, from)
    this.#onward?.take(chunk.subarray(from, end))
    if (!copying || end === undefined) return chunk.length
    this.#tables.end(copying)
    this.#copying = undefined
    return end
  }

  #line(chunk: Buffer, from: number): number {
    const end = chunk.indexOf(10, from)
    if (end < 0) {
      this.#unfinishedLine.push(Buffer.from(chunk.subarray(from)))
      return chunk.length
    }
    const rest = chunk.subarray(from, end + 1)
    const whole = this.#unfinishedLine.length === 0 ? rest : Buffer.concat([...this.#unfinishedLine, rest])
    this.#unfinishedLine = []
    this.#wholeLine(whole.subarray(0, -1), whole)
    return end + 1
  }

  #wholeLine(bytes: Buffer, withNewline: Buffer): void {
    const line = bytes.toString('latin1')
    const admitted = !this.#lexer.atTopLevel || this.#onward?.admits(line)
    this.#readLine(line, bytes)
    if (admitted) this.#onward?.take(this.#quotedForPsql(line) ?? withNewline)
  }

  /**
   * The line with quotes around the names that psql would misread, and a space before the quotes of what it would take for
   * a variable of its own: the same to the server. Undefined: as it is.
   */
  #quotedForPsql(line: string): Buffer | undefined {
    const names = new Set(this.#lexer.takeNamesToQuote())
    const places = [...names, ...this.#lexer.takeColons()].toSorted((one, other) => one - other)
    if (places.length === 0) return undefined
    const fixed = (text: string, at: number): string =>
      text.slice(0, at) + (names.has(at) ? text.slice(at).replace(/^\w+/, '"$&"') : ` ${text.slice(at)}`)
    return Buffer.from(`${places.reduceRight(fixed, line)}\n`, 'latin1')
  }

  #readLine(line: string, bytes: Buffer): void {
    if (!this.#lexer.atTopLevel) this.#statementLine(line, false)
    else if (line.startsWith('--')) {
      // To psql a carriage return ends the comment; pg_dump writes none into one.
      if (line.includes('\r')) this.#onward?.commands(line)
      this.#comment(line, bytes)
    }
    // psql's own commands: \restrict carries a random token (CVE-2025-8714).
    else if (line !== '' && !line.startsWith('\\')) this.#statementLine(line, true)
  }

  #statementLine(line: string, beginsStatement: boolean): void {
    if (beginsStatement) {
      if (this.#largeObjects.line(line)) return
      if (line === NON_STANDARD_STRINGS) this.#lexer.standardStrings = false
    }
    const lexer = this.#lexer
    const onward = this.#onward
    lexer.line(line, onward && (at => onward.follows(line.slice(at + 1))))
    if (lexer.sawCommand || lexer.psqlDiffers) onward?.commands(line)
    this.#statement.add(line, lexer.hidden, lexer.openKind !== 'nothing')
    if (!lexer.atTopLevel) return
    const sql = this.#statement.take()
    onward?.ends(sql)
    this.#definitions.statement(sql)
    if (READ_STATEMENTS.test(sql.text)) this.#read(textOf(Buffer.from(sql.text, 'latin1')))
  }

  #read(statement: string): void {
    const sequence = parseSequenceSet(statement)
    if (sequence) {
      this.#sequences.push(sequence)
      return
    }
    const table = parseCopyStatement(statement)
    if (!table) throw unreadable(statement)
    const entry = this.#entry
    const inherits = entry !== undefined && this.#definitions.inherits(entry)
    this.#copying = this.#tables.begin(statement, table, { entry, inherits })
  }

  #comment(line: string, bytes: Buffer): void {
    const entry = parseTocComment(textOf(bytes))
    if (entry) {
      this.#entry = entry
      this.#definitions.enter(isCounted(entry) ? entry : undefined)
    } else if (LAST_WORDS.test(line)) this.#complete = true
  }
}

function isCounted({ kind }: TocComment): boolean {
  return !DATA_KINDS.has(kind) && !OWNERSHIP_KINDS.has(kind)
}

function incomplete(table: TableName | undefined): BackupError {
  const where = table ? ` in the data of ${table.schema}.${table.name}` : ''
  return new BackupError({
    kind: 'integrity',
    code: 'archive-incomplete',
    message: `The dump ends too early${where}: pg_dump's closing line was not found.`,
    hint: 'Do not trust this backup; nothing was stored. Run it again.',
  })
}
