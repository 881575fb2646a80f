import type { Ledger } from '../backup/ledger.ts'
import type { PostgresClient } from './client/client.ts'
import type { Connection } from './connection/connection.ts'

export interface SqlRun {
  readonly connection: Connection
  readonly client: PostgresClient
  /** What the text is called in messages: `post-restore-sql`. */
  readonly name: string
  readonly sql: string
  /** Whether everything happens in one transaction: all or nothing. */
  readonly transaction: boolean
}

export async function runSql(
  _run: SqlRun,
  _parts: { readonly ledger: Ledger; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<void> {
  throw new Error('being written')
}
