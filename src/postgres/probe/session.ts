import pg from 'pg'
import { watchSilence } from '../../stream/silence.ts'
import type { Connection, Endpoint } from '../connection/connection.ts'
import { lookAtServer } from '../stall/look.ts'
import { stalled } from '../stall/stalled.ts'
import { type Beginning, beginningSql, OWN_NAMES } from './beginning.ts'
import { connectTo, type Wire } from './connect.ts'

/** A connected session. Rows are as the query shapes them: the type parameter says how. */
export interface Session extends AsyncDisposable {
  readonly endpoint: Endpoint
  readonly tls: string | undefined
  rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>
  /** The same for what the role may not be allowed to ask: the session goes on, the answer is empty. */
  rowsIfAllowed<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>
  /** An answer of any shape, its values as PostgreSQL writes them. */
  table(text: string): Promise<Answer>
  /** Ends the transaction, and begins the next one as the first. */
  next(end: 'COMMIT' | 'ROLLBACK'): Promise<void>
  commit(): Promise<void>
  /**
   * A statement that no transaction takes, such as CREATE DATABASE, in a session that is in none. Nothing keeps what it
   * looks up by name to PostgreSQL's own: it must be a statement that looks up nothing.
   */
  alone(statement: string): Promise<void>
  /** What the server has warned of so far. */
  warnings(): readonly string[]
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly isBoolean: boolean }[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/**
 * What the server's answer to a query that it limits itself may take beyond that limit: a server that is silent for longer
 * has not even ended it. Milliseconds.
 */
const ANSWER_MS = 15_000
/** Of what is asked outside of transactions, which takes no time. Milliseconds. */
const QUICK_MS = 30_000

export interface SessionParts {
  readonly signal: AbortSignal
  readonly beginning: Beginning
  /** Given lines for the log while a server is waited for. */
  readonly say?: ((line: string) => void) | undefined
}

/**
 * Connects to one endpoint, with the encryption attempts of the connection's sslmode, and begins. Every query has a limit
 * of ours beside the server's own, or is looked after while it runs. Throws what pg or Node throw, and BackupError
 * `database-stalled`.
 */
export async function openSession(
  connection: Connection,
  endpoint: Endpoint,
  { beginning, say, signal }: SessionParts,
): Promise<Session> {
  const wire = await connectTo(connection, endpoint, signal)
  const within = limitOf(beginning)
  let pid = wire.pid
  const waited = async <T>(query: () => Promise<T>, limitMs = within): Promise<T> => {
    const end = (ms: number, why: string): void =>
      wire.breakOff(stalled(wire.endpoint, 'the answer to a query', ms, why))
    const late =
      limitMs && setTimeout(() => end(limitMs, 'the query has a limit, and was not ended by it'), limitMs)
    using _ = watchSilence({
      what: 'the answer to a query',
      limitMs: connection.stallTimeoutMs,
      look: () => lookAtServer(connection, wire.endpoint, { pid: pid ?? 0 }, signal),
      say: say ?? (() => {}),
      end,
    })
    try {
      return await query()
    } finally {
      clearTimeout(late)
    }
  }
  const ask = (text: string, limitMs = within): Promise<pg.QueryResultRow[]> =>
    waited(async () => lastRows(await wire.ask(text)), limitMs)
  // In one message with what is asked, it holds for that alone.
  const guarded = (text: string): string =>
    beginning.kind === 'transaction' ? text : `${OWN_NAMES}; ${text}`
  const begin = beginning.kind === 'transaction' ? beginningSql(beginning) : OWN_NAMES
  try {
    // A pooler makes a number of a process up, under which the server knows nobody.
    const [own] = await ask(`${begin}; SELECT pg_catalog.pg_backend_pid() AS pid`)
    pid = typeof own?.['pid'] === 'number' ? own['pid'] : pid
  } catch (error) {
    await wire.close()
    throw error
  }
  const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
    await waited(async () => lastRows(await wire.ask<Row>(guarded(text))))
  const rowsIfAllowed = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
    await ask('SAVEPOINT asked')
    try {
      return await rows<Row>(text)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      await ask('ROLLBACK TO asked')
      return []
    }
  }
  return {
    endpoint: wire.endpoint,
    tls: wire.tls,
    rows,
    rowsIfAllowed,
    table: text => waited(() => answer(wire, text)),
    next: async end => void (await ask(`${end}; ${begin}`)),
    commit: async () => void (await ask('COMMIT')),
    alone: async statement => void (await ask(statement, 0)),
    warnings: () => wire.warnings,
    [Symbol.asyncDispose]: wire.close,
  }
}

/** 0: as long as it takes, while the server is at work on it. */
function limitOf(beginning: Beginning): number {
  if (beginning.kind === 'no transaction') return QUICK_MS
  const { statementTimeoutMs } = beginning
  return statementTimeoutMs === 0 ? 0 : statementTimeoutMs + ANSWER_MS
}

/** Several statements in one message have an answer each. */
function lastRows<Row extends pg.QueryResultRow>(
  result: pg.QueryResult<Row> | readonly pg.QueryResult<Row>[],
): Row[] {
  const answers: readonly pg.QueryResult<Row>[] = Array.isArray(result) ? result : [result]
  return answers.at(-1)?.rows ?? []
}

async function answer(wire: Wire, text: string): Promise<Answer> {
  const { fields, rows } = await wire.askAsWritten(text)
  const isBoolean = (type: number): boolean => type === pg.types.builtins.BOOL
  return { columns: fields.map(({ name, dataTypeID }) => ({ name, isBoolean: isBoolean(dataTypeID) })), rows }
}
