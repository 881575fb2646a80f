import type { Manifest } from '../../catalog/manifest.ts'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import type { Reporter } from '../../core/reporter.ts'
import type { Decryption } from '../../encryption/decryption.ts'
import type { PostgresClient } from '../../postgres/client/client.ts'
import type { Connection } from '../../postgres/connection/connection.ts'
import type { ObjectStore } from '../../storage/store.ts'

/** What a load works with. */
export interface LoadDeps {
  readonly store: ObjectStore
  readonly decryption: Decryption
  readonly journal: CleanupJournal
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** An existing folder, on the ledger, that only this run uses. */
  readonly scratch: string
  readonly reporter: Reporter
}

/** Which part of a backup goes where, and how. */
export interface Load {
  readonly manifest: Manifest
  /** Of the archive's major, or of a newer one. */
  readonly client: PostgresClient
  /** With the one endpoint that was probed. */
  readonly connection: Connection
  /** The entries of the table of contents that are loaded; undefined: all. SQL text is always loaded whole. */
  readonly ids: readonly number[] | undefined
  /** Of SQL text in a file: the statements, each a line, that are not loaded. */
  readonly leaveOut?: (line: string) => boolean
  /** Whether what is loaded is dropped first where it exists. */
  readonly clean: boolean
  readonly noOwner: boolean
  readonly noAcl: boolean
  /** SQL that is run first; empty for none. */
  readonly before: string
  /** SQL that is run last; empty for none. Of a load by several sessions there is none. */
  readonly last: string
  /** For every session that loads, such as `SET session_replication_role = replica`. */
  readonly sessionSettings: readonly string[]
  /** Called when the target is about to be changed for good; never by a load in one transaction. */
  readonly onChange?: () => void
}
