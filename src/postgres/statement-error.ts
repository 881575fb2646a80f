import pg from 'pg'

/** What a server answers to a statement that it does not carry out. */
export type StatementError = pg.DatabaseError

/**
 * The server's refusal of one statement, after which its session goes on. Undefined for everything else: what ended the
 * session, and what no server said.
 */
export function statementError(error: unknown): StatementError | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined
  return error.severity === 'FATAL' || error.severity === 'PANIC' ? undefined : error
}
