import { BackupError } from '../../backup/errors.ts'
import { sentence } from '../../backup/sentence.ts'
import type { ChildEnd } from '../../stream/child.ts'
import { redact } from '../connection/secrets.ts'
import type { Failure, Target } from './failure.ts'
import { OTHERS } from './others.ts'
import { lastWords, withoutProgress, withoutServerWords, withoutStatements } from './program-output.ts'
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
}

/** Tells what made a client program fail. */
export function diagnose({ program, stderr, end }: FailedProgram, context: DiagnosisContext): BackupError {
  const text = withoutProgress(stderr)
  return explain({ text, end, errnos: [], addresses: [] }, program, context)
}

/**
 * Tells what made a program fail that changes a database. Neither its statements nor their values are quoted, nor what a
 * server says of them that is not known here.
 */
export function diagnoseRestore(
  { program, stderr, end }: FailedProgram,
  context: DiagnosisContext,
): BackupError {
  const text = withoutStatements(withoutProgress(stderr))
  return explain({ text, end, errnos: [], addresses: [] }, program, context, undefined, {
    table: RESTORE_FAILURES,
    quotable: withoutServerWords,
  })
}

/** Tells what made a session of our own fail: what `pg`, Node's sockets or its TLS threw. */
export function diagnoseProbe(error: unknown, context: DiagnosisContext): BackupError {
  return explain(evidenceOf(error), 'The server check', context, error)
}

const ANYTHING = { table: POSTGRES_FAILURES, quotable: (text: string): string => text }

function explain(
  evidence: Evidence,
  program: string,
  context: DiagnosisContext,
  cause?: unknown,
  {
    quotable,
    table,
  }: { readonly table: readonly Failure[]; readonly quotable: (text: string) => string } = ANYTHING,
): BackupError {
  const { secrets = [], ...target } = context
  for (const failure of table) {
    const found = recognise(failure, evidence)
    if (!found) continue
    const scene = { ...target, program, found: clean({ ...dumpedTable(evidence.text), ...found }, secrets) }
    const { kind, code } = failure
    const hint = failure.hint?.(scene) ?? failure.fix
    return new BackupError({ kind, code, message: failure.message(scene), hint }, cause)
  }
  const words = redact(lastWords(quotable(evidence.text)), secrets)
  const said = words === '' ? 'and said nothing' : `saying: ${words}`
  const { kind, code, fix } = OTHERS.unexplained
  const message = sentence(`${program} failed on ${target.database} at ${target.host}, ${said}`)
  return new BackupError({ kind, code, message, hint: fix }, cause)
}

function recognise({ signs }: Failure, evidence: Evidence): Found | undefined {
  for (const sign of signs) {
    const found = sign(evidence)
    if (found) return found
  }
  return undefined
}

/** pg_dump tells which table it was at; the words of the server do not. */
function dumpedTable(text: string): Found {
  const table = /Dumping the contents of table ("[^\n]*") failed/.exec(text)?.[1]
  return table === undefined ? {} : { table }
}

function clean(found: Found, secrets: readonly string[]): Found {
  const entries = Object.entries(found).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, redact(String(value), secrets)]))
}

/** A host with several addresses fails with an error for each of them. */
function evidenceOf(error: unknown): Evidence {
  const all = error instanceof AggregateError ? [error, ...error.errors] : [error]
  const facts = all.flatMap(one => (one instanceof Error ? [one] : []))
  const codes = facts.flatMap(one => ('code' in one && typeof one.code === 'string' ? [one.code] : []))
  const state = codes.find(code => /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code))
  return {
    text: facts.map(({ message }) => message).join('\n'),
    errnos: codes,
    addresses: facts.flatMap(one =>
      'address' in one && typeof one.address === 'string' ? [one.address] : [],
    ),
    ...(state === undefined ? {} : { sqlstate: state }),
  }
}
