import type { Mode } from '../backup/choices.ts'
import type { TableName } from '../backup/fingerprint/copy-statement.ts'
import type { Fingerprint } from '../backup/fingerprint/fingerprint.ts'
import type { Ledger } from '../backup/ledger.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { Connection } from '../postgres/connection/connection.ts'

/** What of which database is summed up. */
export interface FingerprintRequest {
  readonly connection: Connection
  readonly client: PostgresClient
  readonly mode: Mode
  /** Only these; undefined: everything. */
  readonly tables?: readonly TableName[]
  /** The database's own, as the server names it. */
  readonly encoding: string
}

/** The fingerprint that a backup of the database would have now; nothing is stored. */
export async function fingerprintDatabase(
  _request: FingerprintRequest,
  _parts: { readonly ledger: Ledger; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<Fingerprint> {
  throw new Error('being written')
}
