import pg from 'pg'
import { BackupError } from '../../backup/errors.ts'
import { sentence } from '../../backup/sentence.ts'
import type { ChildEnd } from '../../stream/child.ts'
import { redact } from '../connection/secrets.ts'
import type { Failure, Target } from './failure.ts'
import { OTHERS } from './others.ts'
import {
  lastWords,
  OF_SERVER,
  ownWords,
  speaksAnotherLanguage,
  withoutProgress,
  withoutServerWords,
  withoutStatements,
} from './program-output.ts'
import {
  category,
  mayQuoteValues,
  namesObjects,
  type ServerError,
  serverError,
  terse,
} from './server-error.ts'
import type { Evidence, Found } from './signs.ts'
import { POSTGRES_FAILURES, RESTORE_FAILURES } from './table.ts'

/** A program that failed, as `startChild` reports it. */
export interface FailedProgram {
  readonly program: string
  readonly stderr: string
  readonly end: ChildEnd
}

export interface DiagnosisContext extends Target {
  /** Taken out of everything that is quoted (`secretsOf`). */
  readonly secrets?: readonly string[]
  /** Names of the backup's extensions. */
  readonly extensions?: readonly string[]
  /** Of objects of the backup: may be told wherever they come from. */
  readonly names?: ReadonlySet<string>
}

/** Tells what made a client program fail. Words of a server that is not understood are told only where no row is near. */
export function diagnose({ program, stderr, end }: FailedProgram, context: DiagnosisContext): BackupError {
  const server = serverError(stderr)
  const text = withoutProgress(server ? terse(stderr) : stderr)
  const evidence = { text, own: ownWords(text), end, errnos: [], addresses: [], sqlstate: server?.sqlstate }
  return explain(evidence, program, context, undefined, {
    table: POSTGRES_FAILURES,
    quotable: withoutServerWords,
    tells: () => true,
  })
}

/**
 * Tells what made a program fail that changes a database. Neither its statements nor their values are quoted, nor any word
 * of the server: it is known by its SQLSTATE (psql), else by words that are known here; names are told where they are the
 * objects' own.
 */
export function diagnoseRestore(
  { program, stderr, end }: FailedProgram,
  context: DiagnosisContext,
): BackupError {
  const server = serverError(stderr)
  const all = withoutProgress(server ? terse(stderr) : stderr)
  const evidence: Evidence = {
    text: withoutStatements(all),
    own: ownWords(all),
    end,
    errnos: [],
    addresses: [],
    names: context.names,
    extensions: context.extensions,
    isPlaced: /^LINE \d+: /m.test(all),
    ...(server && { sqlstate: server.sqlstate, server }),
  }
  const trusted = server ? namesObjects(server) : isAboutObjects(all)
  return explain(evidence, program, context, undefined, {
    table: RESTORE_FAILURES,
    quotable: withoutServerWords,
    entry: entryIn(stderr, context.names),
    tells: text => trusted || isNamed(text, context.names),
  })
}

/** Tells what made a session of our own fail: what `pg`, Node's sockets or its TLS threw. */
export function diagnoseProbe(error: unknown, context: DiagnosisContext): BackupError {
  return explain(evidenceOf(error), 'The server check', context, error, {
    table: POSTGRES_FAILURES,
    quotable: text => wordsOf(error) ?? text,
    tells: () => true,
  })
}

interface Manner {
  readonly table: readonly Failure[]
  readonly quotable: (text: string) => string
  /** The entry of the table of contents that was being loaded. */
  readonly entry?: Found
  /** Whether a name that was found may be told. */
  readonly tells: (name: string) => boolean
}

function explain(
  evidence: Evidence,
  program: string,
  context: DiagnosisContext,
  cause: unknown,
  { entry, quotable, table, tells }: Manner,
): BackupError {
  const { names, secrets = [], ...target } = context
  const recognised = recognise(table, evidence)
  if (recognised) {
    const { failure, found } = recognised
    const told = {
      ...clean({ ...dumpedTable(evidence.text), ...named(evidence), ...found }, secrets, tells),
      ...entry,
    }
    const scene = { ...target, program, found: told }
    const { kind, code } = failure
    const hint = failure.hint?.(scene) ?? failure.fix
    return new BackupError({ kind, code, message: failure.message(scene), hint }, cause)
  }
  const { server, text } = evidence
  const where = `${program} failed on ${target.database} at ${target.host}`
  if (server) {
    const { kind, code, fix } = refusesStatements(server.sqlstate) ? OTHERS.refused : OTHERS.unexplained
    const message = `${where}: the server reported ${category(server.sqlstate)}${placesOf(evidence, names)}.`
    return new BackupError({ kind, code, message, hint: fix }, cause)
  }
  const isRefused = table === RESTORE_FAILURES && /\bERROR: {2}/.test(text) && !OF_SERVER.test(text)
  const { kind, code, fix } = isRefused ? OTHERS.refused : OTHERS.unexplained
  const words = redact(lastWords(quotable(text)), secrets)
  const message = sentence(`${where}, ${words === '' ? 'and said nothing' : `saying: ${words}`}`)
  return new BackupError(
    { kind, code, message, hint: speaksAnotherLanguage(text) ? SPEAK_ENGLISH : fix },
    cause,
  )
}

const SPEAK_ENGLISH =
  "The server reports in another language than English, and its SQLSTATE is not to be had here: read its log, or let a superuser run ALTER ROLE … SET lc_messages = 'C' for this role and run it again, so that the cause can be named."

/** The order of evidence: SQLSTATE, then words; and words do not contradict the SQLSTATE. */
function recognise(
  table: readonly Failure[],
  evidence: Evidence,
): { readonly failure: Failure; readonly found: Found } | undefined {
  const { sqlstate } = evidence
  const certain = table.filter(({ signs }) => signs.some(({ beforeSqlstate }) => beforeSqlstate))
  const first = firstOf(certain, evidence)
  if (first) return first
  if (sqlstate === undefined) return firstOf(table, evidence)
  const claims = table.filter(failure => failure.signs.some(({ states }) => states?.includes(sqlstate)))
  const words = { ...evidence, sqlstate: undefined }
  // A row without any SQLSTATE of its own is known by words alone, and may say it more closely.
  const worded = table.filter(
    failure =>
      claims.includes(failure) ||
      (!OF_FUNCTIONS.test(sqlstate) && failure.signs.every(({ states }) => !states)),
  )
  return firstOf(worded, words) ?? firstOf(claims, evidence)
}

/** Whether the server has nothing against us, the time or its own state, but against what it was given to do. */
function refusesStatements(sqlstate: string): boolean {
  return /^(?:0[A-Z]|2[0-9A-Z]|3[89B]|42|44|54|P0|HV)/.test(sqlstate) && !/^(?:25|28)/.test(sqlstate)
}

/** Classes that functions raise, in whose words anything may be. */
const OF_FUNCTIONS = /^(?:P0|2[123]|3[89]|4[24]|F0|HV)/

function firstOf(
  table: readonly Failure[],
  evidence: Evidence,
): { readonly failure: Failure; readonly found: Found } | undefined {
  for (const failure of table) {
    for (const { read } of failure.signs) {
      const found = read(evidence)
      if (found) return { failure, found }
    }
  }
  return undefined
}

/** What the server names beside its words. */
function named({ server }: Evidence): Found {
  if (!server) return {}
  const { column, constraint, datatype, table = copiedTable(server) } = server.names
  return dropUndefined({ table, name: constraint ?? column ?? datatype, routine: routineOf(server) })
}

function dropUndefined(found: Record<string, string | undefined>): Found {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

function copiedTable({ context }: ServerError): string | undefined {
  return context.flatMap(line => /^COPY ([^,]+), /.exec(line)?.[1] ?? [])[0]
}

const ROUTINE = /^PL\/\w+ function ([^\n]*?)(?: line \d+ at [\w ]+)?$/

function routineOf({ context }: ServerError): string | undefined {
  return context.flatMap(line => ROUTINE.exec(line)?.[1] ?? [])[0]
}

/** Where an error was raised, in names of the backup's own objects. */
function placesOf(evidence: Evidence, names: ReadonlySet<string> | undefined): string {
  const { routine, table } = clean(named(evidence), [], name => isNamed(name, names))
  return `${table ? `, table ${table}` : ''}${routine ? `, function ${routine}` : ''}`
}

/** Of a bare name, a call, or words of a message with names in quotation marks. */
function isNamed(text: string, names: ReadonlySet<string> = new Set()): boolean {
  if (names.has(text)) return true
  const call = /^(?:(?:[\w$]+\.)?([\w$]+))\(/.exec(text)?.[1]
  if (call !== undefined && names.has(call)) return true
  const quoted = [...text.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)
  const rest = text.replaceAll(/"[^"]*"/g, '')
  return (
    quoted.length > 0 &&
    /^[a-z ]*$/.test(rest) &&
    quoted.every(name => names.has(name) || names.has(name.slice(name.lastIndexOf('.') + 1)))
  )
}

/** Statements that read rows, and may find the name of something in them. */
const READS_ROWS =
  /^Command was: (?!(?:CREATE (?!(?:UNIQUE )?INDEX)|COMMENT|GRANT|REVOKE|DROP|SET|ALTER \w+ [^\n]*? (?:OWNER|SET)\b))/m

/** The same as namesObjects for what pg_restore says of an error, which has no SQLSTATE. */
function isAboutObjects(text: string): boolean {
  const contexts = [...text.matchAll(/^CONTEXT: {1,2}(.*)$/gm)].map(([, line = '']) => line)
  if (contexts.some(line => !line.startsWith('COPY '))) return false
  const missing = /: ERROR: +[^\n]* does not exist/.test(text)
  return !missing || (contexts.length === 0 && !READS_ROWS.test(text))
}

/** `pg_restore: from TOC entry 3205; 1259 16500 INDEX places_idx postgres`: kind, name, owner. */
const ENTRY = /^pg_restore: from TOC entry \d+; \d+ \d+ ([A-Z][A-Z ]*[A-Z]) (\S.*) \S+$/m

function entryIn(stderr: string, names: ReadonlySet<string> = new Set()): Found {
  const [, kind, name = ''] = ENTRY.exec(stderr) ?? []
  return kind !== undefined && name.split(' ').every(part => names.has(part) || isNamed(part, names))
    ? { entry: `${kind} ${name}` }
    : {}
}

/** pg_dump tells which table it was at; the words of the server do not. */
function dumpedTable(text: string): Found {
  const table = /Dumping the contents of table ("[^\n]*") failed/.exec(text)?.[1]
  return table === undefined ? {} : { table }
}

function clean(found: Found, secrets: readonly string[], tells: (name: string) => boolean): Found {
  const entries = Object.entries(found).filter(([, value]) => value !== undefined && tells(String(value)))
  return Object.fromEntries(entries.map(([name, value]) => [name, redact(String(value), secrets)]))
}

/** A session that is refused, and one that is ended, has read no row; nor do these SQLSTATEs quote any. */
function wordsOf(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC')
    return undefined
  const { code = '', file } = error
  return mayQuoteValues(code, file)
    ? `an error of the server (${category(code)}), whose words may hold values: its log has them`
    : undefined
}

/** A host with several addresses fails with an error for each of them. */
function evidenceOf(error: unknown): Evidence {
  const all = error instanceof AggregateError ? [error, ...error.errors] : [error]
  const facts = all.flatMap(one => (one instanceof Error ? [one] : []))
  const codes = facts.flatMap(one => ('code' in one && typeof one.code === 'string' ? [one.code] : []))
  const state = codes.find(code => /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code))
  return {
    text: facts.map(({ message }) => message).join('\n'),
    own: '',
    errnos: codes,
    addresses: facts.flatMap(one =>
      'address' in one && typeof one.address === 'string' ? [one.address] : [],
    ),
    ...(state === undefined ? {} : { sqlstate: state }),
    raisedBy: error instanceof pg.DatabaseError ? error.routine : undefined,
  }
}
