import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackupError } from '../core/errors.ts'
import type { Ledger } from '../core/ledger.ts'
import { sentence } from '../core/sentence.ts'
import { isBrokenPipe } from '../stream/aftermath.ts'
import { type Child, type ChildEnd, startChild } from '../stream/child.ts'
import type { PostgresClient } from './client/client.ts'
import { type Connection, firstEndpoint } from './connection/connection.ts'
import { libpqArguments, libpqEnvironment } from './connection/libpq-environment.ts'
import { redact, secretsOf } from './connection/secrets.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { lastWords } from './diagnosis/program-output.ts'
import { serverError } from './diagnosis/server-error.ts'
import { aroundSql, type SqlScript } from './sql-script.ts'
import { stoppedWhenStalled } from './stall/watch-program.ts'
import { withoutValues } from './without-values.ts'

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
  readonly ledger: Ledger
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** Given lines for the log while the server is waited for. */
  readonly say?: (line: string) => void
}

/**
 * `-o /dev/null`: what the text selects is nobody's to read in a log. Verbose: for the SQLSTATE, which says whether a
 * message may hold values. Of what else it writes nothing is told: DETAIL holds rows.
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
  const { env, ledger, signal } = parts
  const script = aroundSql(randomInt(2 ** 31), run)
  const each = (statements: readonly string[]): string[] => statements.flatMap(statement => ['-c', statement])
  const order = [...each(script.before), '-f', '-', ...each(script.after)]
  const child = startChild(client.program('psql'), [...PSQL, ...libpqArguments(connection), ...order], {
    env: { ...libpqEnvironment(connection, env), PGCLIENTENCODING: 'UTF8' },
    signal,
    onStart: (pid, program) => ledger.record({ kind: 'process', pid, program }),
  })
  child.stdout.resume()
  const [, end] = await Promise.all([feed(child, [sql.replace(/^\uFEFF/, ''), script.ending]), child.ended])
  signal.throwIfAborted()
  if (!('code' in end) || end.code !== 0) throw failed(run, child, end, script)
}

/** psql that stops early leaves the rest unread: its own words tell why. */
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
  const told = sqlstate === undefined ? words : withoutValues({ message: words, sqlstate, source }, sql)
  return new BackupError({
    kind: 'database',
    code: 'sql-failed',
    message: sentence(`${name} failed at ${place}: ${redact(lastWords(told), secrets)}`),
    hint: transaction
      ? 'Mend it there and run it again; nothing of it was kept.'
      : 'Mend it there and run it again; what came before was kept.',
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
