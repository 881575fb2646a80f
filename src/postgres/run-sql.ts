import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackupError } from '../backup/errors.ts'
import type { Ledger } from '../backup/ledger.ts'
import { sentence } from '../backup/sentence.ts'
import { isBrokenPipe } from '../stream/aftermath.ts'
import { type Child, type ChildEnd, startChild } from '../stream/child.ts'
import type { PostgresClient } from './client/client.ts'
import { type Connection, firstEndpoint } from './connection/connection.ts'
import { libpqArguments, libpqEnvironment } from './connection/libpq-environment.ts'
import { redact, secretsOf } from './connection/secrets.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { lastWords } from './diagnosis/program-output.ts'
import { HEAD_LINES, inTransaction, type SqlScript, withoutTransaction } from './sql-script.ts'

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

/**
 * `-o /dev/null`: what the text selects is nobody's to read in a log. Terse: DETAIL holds values of rows, and the line that
 * an error points at is the user's own.
 */
const PSQL = [
  '-X',
  '-q',
  '-w',
  '-v',
  'ON_ERROR_STOP=1',
  '-v',
  'VERBOSITY=terse',
  '-o',
  '/dev/null',
  '-f',
  '-',
]
/** The end of psql's own output. Characters. */
const OUTPUT_KEPT = 4_096

/**
 * Runs a text of SQL with psql, and is content only when all of it was run. In a transaction, nothing of a text that fails
 * is kept, and none of a text whose run is cut off.
 * @throws BackupError `sql-failed` with the line of the text, `sql-not-ended`, `sql-ends-transaction`, or what keeps us
 * from the server
 */
export async function runSql(
  run: SqlRun,
  {
    ledger,
    env,
    signal,
  }: { readonly ledger: Ledger; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<void> {
  const { connection, client, sql } = run
  const script = (run.transaction ? inTransaction : withoutTransaction)(randomBytes(8).toString('hex'))
  const child = startChild(client.program('psql'), [...PSQL, ...libpqArguments(connection)], {
    env: { ...libpqEnvironment(connection, env), PGCLIENTENCODING: 'UTF8' },
    signal,
    onStart: (pid, program) => ledger.record({ kind: 'process', pid, program }),
  })
  const [, output, end] = await Promise.all([
    feed(child, [script.head, sql.replace(/^\uFEFF/, ''), script.tail]),
    endOfOutput(child),
    child.ended,
  ])
  signal.throwIfAborted()
  if (!('code' in end) || end.code !== 0) throw failed(run, child, end)
  if (!output.endsWith(`${script.done}\n`)) throw notKept(run, output, script)
}

/** psql that stops early leaves the rest unread: its own words tell why. */
async function feed(child: Child, parts: readonly string[]): Promise<void> {
  try {
    await pipeline(Readable.from(parts), child.stdin)
  } catch (error) {
    if (!isBrokenPipe(error)) throw error
  }
}

async function endOfOutput(child: Child): Promise<string> {
  let kept = ''
  child.stdout.setEncoding('utf8')
  for await (const text of child.stdout) kept = (kept + text).slice(-OUTPUT_KEPT)
  return kept
}

function failed({ connection, name, transaction }: SqlRun, child: Child, end: ChildEnd): BackupError {
  const secrets = secretsOf(connection)
  const stderr = child.stderr()
  const [, line, words = ''] = /^psql:<stdin>:(\d+): (?:ERROR: +|error: )(.*)$/m.exec(stderr) ?? []
  if (
    line === undefined ||
    /FATAL:|connection to server was lost|server closed the connection/.test(stderr)
  ) {
    const { host, port } = firstEndpoint(connection)
    const context = { host, port, database: connection.database, role: connection.user, secrets }
    return diagnose({ program: 'psql', stderr, end }, context)
  }
  return new BackupError({
    kind: 'database',
    code: 'sql-failed',
    message: sentence(
      `${name} failed at line ${Number(line) - HEAD_LINES}: ${redact(lastWords(words), secrets)}`,
    ),
    hint: transaction
      ? 'Mend the line and run it again; nothing of it was kept.'
      : 'Mend the line and run it again; what came before it was kept.',
  })
}

function notKept({ name }: SqlRun, output: string, { strayed }: SqlScript): BackupError {
  if (output.endsWith(`${strayed}\n`)) {
    return new BackupError({
      kind: 'input',
      code: 'sql-ends-transaction',
      message: `${name} ends the transaction that it is run in: it was run, but not all or nothing.`,
      hint: 'Take BEGIN, COMMIT, ROLLBACK and \\connect out of it, and look at what it has done.',
    })
  }
  return new BackupError({
    kind: 'input',
    code: 'sql-not-ended',
    message: `${name} was not run to its end: a string, a comment or an \\if is left open in it, or it quits.`,
    hint: 'Close what is open, and leave \\quit out.',
  })
}
