import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { FORGET_SETTINGS, liftLimits, noticeOurEnd } from '../../postgres/apply/limits.ts'
import type { PostgresClient } from '../../postgres/client/client.ts'
import { type Connection, firstEndpoint } from '../../postgres/connection/connection.ts'
import { libpqArguments, libpqEnvironment } from '../../postgres/connection/libpq-environment.ts'
import { redact, secretsOf } from '../../postgres/connection/secrets.ts'
import { diagnose } from '../../postgres/diagnosis/diagnose.ts'
import { lastWords } from '../../postgres/diagnosis/program-output.ts'
import { category, mayQuoteValues, serverError } from '../../postgres/diagnosis/server-error.ts'
import { stoppedWhenStalled } from '../../postgres/stall/watch-program.ts'
import { type Child, type ChildEnd, startChild } from '../../stream/child.ts'
import { isBrokenPipe } from '../../stream/ignore-broken-pipe.ts'

export interface SqlRun {
  readonly connection: Connection
  readonly client: PostgresClient
  /** What the text is called in messages: `post-restore-sql`. */
  readonly name: string
  /** As psql reads it, in UTF-8: its commands (`\set`, `\i` from the working folder) are the user's to use. */
  readonly sql: string
  /** Whether everything happens in one transaction: all or nothing. */
  readonly transaction: boolean
}

export interface SqlParts {
  readonly journal: CleanupJournal
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** Given lines for the log while the server is waited for. */
  readonly say?: (line: string) => void
}

/**
 * `-o /dev/null`: what the text selects is nobody's to read in a log. Verbose: for the SQLSTATE, which says whether a
 * message may hold values. Of what else it writes nothing is reported: DETAIL holds rows.
 */
const PSQL = ['-X', '-q', '-w', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose', '-o', '/dev/null']

/**
 * Runs a text of SQL with psql, and is content only when all of it was run. In a transaction, nothing of a text that fails
 * is kept, nor of one that is cut off.
 * @throws BackupError `sql-failed` with the line of the text, `sql-not-ended`, `sql-ends-transaction`, or what keeps us
 * from the server
 */
export async function runSql(run: SqlRun, parts: SqlParts): Promise<void> {
  const { say, signal: stop } = parts
  const watched = { connection: run.connection, program: run.name, say, signal: stop }
  await stoppedWhenStalled(watched, async (signal, started) => {
    started({})
    await runText(run, { ...parts, signal })
  })
}

async function runText(run: SqlRun, parts: SqlParts): Promise<void> {
  const { connection, client, sql } = run
  const { env, journal, signal } = parts
  const script = aroundSql(randomInt(2 ** 31), run)
  const each = (statements: readonly string[]): string[] => statements.flatMap(statement => ['-c', statement])
  const order = [...each(script.before), '-f', '-', ...each(script.after)]
  const child = startChild(client.program('psql'), [...PSQL, ...libpqArguments(connection), ...order], {
    env: { ...libpqEnvironment(connection, env), PGCLIENTENCODING: 'UTF8' },
    signal,
    onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
  })
  child.stdout.resume()
  const [, end] = await Promise.all([feed(child, [sql.replace(/^\uFEFF/, ''), script.ending]), child.ended])
  signal.throwIfAborted()
  if (!('code' in end) || end.code !== 0) throw failed(run, child, end, script)
}

/** psql that stops early leaves the rest unread: its own words say why. */
async function feed(child: Child, parts: readonly string[]): Promise<void> {
  try {
    await pipeline(Readable.from(parts), child.stdin)
  } catch (error) {
    if (!isBrokenPipe(error)) throw error
  }
}

/** A severity is one word of the server's language, with two spaces behind it. Notices and warnings (25001, 25P01) are no failures. */
const FAILED = /^(?:psql:<stdin>:(\d+): )?(?:[^\s:]+: {2}(?!0[012]|25001|25P01)([0-9A-Z]{5}): |error: )(.*)$/m
/** What is left open swallows what we put after the text. */
const LEFT_OPEN = /^(?:unterminated |reached EOF )/
/** Classes 08 and 57P: the session has ended. The others are psql's own words, and what it says of signing in. */
const LOST =
  /^(?:psql:.*?: )?[^\s:]+: {2}(?:08|57P)[0-9A-Z]+: |^psql: error: connection to |connection to server was lost|server closed the connection/m

function failed(run: SqlRun, child: Child, end: ChildEnd, { strayed, unended }: SqlScript): BackupError {
  const { connection, name, sql, transaction } = run
  const secrets = secretsOf(connection)
  const stderr = child.stderr()
  const [, line, sqlstate, words] = FAILED.exec(stderr) ?? []
  if (words === undefined || LOST.test(stderr)) {
    const { host, port } = firstEndpoint(connection)
    const context = { host, port, database: connection.database, role: connection.user, secrets }
    return diagnose({ program: 'psql', stderr, end }, context)
  }
  if (words.includes(strayed)) return endsTransaction(name)
  if (words.includes(unended) || LEFT_OPEN.test(words)) return notEnded(name)
  const isInside = line !== undefined && Number(line) <= sql.trimEnd().split('\n').length
  const place = isInside ? `line ${line}` : 'its end'
  // psql's own complaints have no SQLSTATE, and hold nothing of a row.
  const source = serverError(stderr)?.source
  const lines = sqlstate === undefined ? words : redactValues({ message: words, sqlstate, source }, sql)
  return new BackupError({
    kind: 'database',
    code: 'sql-failed',
    message: sentence(`${name} failed at ${place}: ${redact(lastWords(lines), secrets)}`),
    hint: transaction
      ? 'Fix it there and run it again; nothing of it was kept.'
      : 'Fix it there and run it again; what came before was kept.',
  })
}

function endsTransaction(name: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'sql-ends-transaction',
    message: `${name} ends the transaction that it is run in: it was run, but not all or nothing.`,
    hint: 'Take BEGIN, COMMIT, ROLLBACK and \\connect out of it, and look at what it has done.',
  })
}

function notEnded(name: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'sql-not-ended',
    message: `${name} was not run to its end: a string, a comment, data or an \\if is left open in it, or it quits.`,
    hint: 'Close what is open, and leave \\quit out.',
  })
}

/** An error of the server, as far as it is known. */
interface LastOutcome {
  readonly message: string
  /** Five characters. */
  readonly sqlstate: string
  /** The file of the server that raised it: `int8.c`. */
  readonly source: string | undefined
}

/**
 * The server's message for an error, without what may be a value of a row, or a literal of the SQL. Quotation marks are reported
 * from text in English only: of a message in another language its category is left.
 * @param sql what was run: an exception that it raises in its own words may be reported in them
 */
function redactValues({ message, source, sqlstate }: LastOutcome, sql: string): string {
  if (!mayQuoteValues(sqlstate, source)) return message
  const isRaised = sqlstate.startsWith('P0') || /^(?:pl|plp)/.test(source ?? '')
  if (isRaised && sql.includes(message)) return message
  if (isRaised)
    return `an exception was raised (${sqlstate}), whose words may hold values: the server's log has them`
  const rest = withoutQuotations(message)
  return /^(?:[\x20-\x7e]|…)*$/.test(rest) ? rest : `${category(sqlstate)}: the server's log has its words`
}

/** From the first quotation mark to the last: a value may hold any number of them. */
function withoutQuotations(message: string): string {
  return message.replace(/"(?:.*"|.*$)/s, '"…"')
}

/** What psql runs around a user's text that it reads from its input: each in one of its `-c`. No secrets: argv. */
interface SqlScript {
  readonly before: readonly string[]
  /** Goes to psql's input, after the text. */
  readonly ending: string
  readonly after: readonly string[]
  /** What the server complains of when the text has ended the transaction that we began. */
  readonly strayed: string
  /** What it complains of when psql has not read the text to its end. */
  readonly unended: string
}

/**
 * psql's `--single-transaction` also commits a text that was cut off with the process that wrote it, that quits, or that
 * has ended the transaction itself. So two locks say, which the transaction drops when it ends: one is taken before the
 * text, one after it by its input's last line, and COMMIT is only come to while both are held. A text can neither keep
 * them nor, by mistake, take them; and ON_ERROR_STOP, which it may switch off, is on again by then.
 * @param key a random number of 31 bits, so that no other lock is taken for ours
 */
export function aroundSql(key: number, { transaction }: { readonly transaction: boolean }): SqlScript {
  const words = { strayed: `strayed-${key}`, unended: `unended-${key}` }
  return {
    ...words,
    before: [
      ...(transaction ? ['BEGIN READ WRITE'] : []),
      noticeOurEnd(transaction ? 'transaction' : 'session'),
      liftLimits(transaction ? 'transaction' : 'session'),
      take(key, 1, transaction),
    ],
    // The last statement may lack its semicolon.
    ending: `\n;\n\\set ON_ERROR_STOP on\n${take(key, 2, transaction)};\n`,
    after: [
      '\\set ON_ERROR_STOP on',
      `SELECT (CASE WHEN NOT ${held(key, 1)} THEN '${words.strayed}'
                    WHEN NOT ${held(key, 2)} THEN '${words.unended}' ELSE '0' END)::pg_catalog.int4`,
      ...(transaction ? [FORGET_SETTINGS, 'COMMIT'] : []),
    ],
  }
}

function take(key: number, which: 1 | 2, transaction: boolean): string {
  return `SELECT pg_catalog.pg_advisory_${transaction ? 'xact_' : ''}lock(${key}, ${which})`
}

function held(key: number, which: 1 | 2): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype OPERATOR(pg_catalog.=) 'advisory' AND granted
                   AND pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND objsubid OPERATOR(pg_catalog.=) 2
                   AND classid OPERATOR(pg_catalog.=) ${key} AND objid OPERATOR(pg_catalog.=) ${which})`
}
