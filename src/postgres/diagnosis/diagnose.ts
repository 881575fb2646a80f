import pg from 'pg'
import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { ChildEnd } from '../../stream/child.ts'
import { redact } from '../connection/secrets.ts'
import type { Failure, Target } from './failure.ts'
import { entryIn, isAboutObjects, isNamed, named } from './object-names.ts'
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
import { recognise, refusesStatements } from './recognise.ts'
import { category, mayQuoteValues, namesObjects, serverError, terse } from './server-error.ts'
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
  /** Of objects of the backup: may be reported wherever they come from. */
  readonly names?: ReadonlySet<string>
}

/** Says what made a client program fail. Words of a server that is not understood are reported only where no row is near. */
export function diagnose({ program, stderr, end }: FailedProgram, context: DiagnosisContext): BackupError {
  const server = serverError(stderr)
  const text = withoutProgress(server ? terse(stderr) : stderr)
  const evidence = { text, own: ownWords(text), end, errnos: [], addresses: [], sqlstate: server?.sqlstate }
  return explain(evidence, program, context, undefined, {
    table: POSTGRES_FAILURES,
    quotable: withoutServerWords,
    mayName: () => true,
  })
}

/**
 * Says what made a program fail that changes a database. Neither its statements nor their values are quoted, nor any word
 * of the server: it is known by its SQLSTATE (psql), else by words that are known here; names are reported where they are the
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
    mayName: text => trusted || isNamed(text, context.names),
  })
}

/** Says what made a session of our own fail: what `pg`, Node's sockets or its TLS threw. */
export function diagnoseProbe(error: unknown, context: DiagnosisContext): BackupError {
  return explain(evidenceOf(error), 'The server check', context, error, {
    table: POSTGRES_FAILURES,
    quotable: text => wordsOf(error) ?? text,
    mayName: () => true,
  })
}

interface Manner {
  readonly table: readonly Failure[]
  readonly quotable: (text: string) => string
  /** The entry of the table of contents that was being loaded. */
  readonly entry?: Found
  /** Whether a name that was found may be reported. */
  readonly mayName: (name: string) => boolean
}

function explain(
  evidence: Evidence,
  program: string,
  context: DiagnosisContext,
  cause: unknown,
  { entry, quotable, table, mayName }: Manner,
): BackupError {
  const { names, secrets = [], ...target } = context
  const recognised = recognise(table, evidence)
  if (recognised) {
    const { failure, found } = recognised
    const values = {
      ...clean({ ...dumpedTable(evidence.text), ...named(evidence), ...found }, secrets, mayName),
      ...entry,
    }
    const scene = { ...target, program, found: values }
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

/** Where an error was raised, in names of the backup's own objects. */
function placesOf(evidence: Evidence, names: ReadonlySet<string> | undefined): string {
  const { routine, table } = clean(named(evidence), [], name => isNamed(name, names))
  return `${table ? `, table ${table}` : ''}${routine ? `, function ${routine}` : ''}`
}

/** pg_dump says which table it was at; the words of the server do not. */
function dumpedTable(text: string): Found {
  const table = /Dumping the contents of table ("[^\n]*") failed/.exec(text)?.[1]
  return table === undefined ? {} : { table }
}

function clean(found: Found, secrets: readonly string[], mayName: (name: string) => boolean): Found {
  const entries = Object.entries(found).filter(([, value]) => value !== undefined && mayName(String(value)))
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
