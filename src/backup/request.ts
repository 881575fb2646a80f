import type { BackupClass } from '../catalog/backup-class.ts'
import type { FailOn } from '../catalog/fail-on.ts'
import type { Minimums } from '../catalog/minimums.ts'
import type { RunIdentity } from '../catalog/run-identity.ts'
import type { CleanupJournal } from '../core/cleanup-journal.ts'
import type { Reporter } from '../core/reporter.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import type { CompressionChoice } from '../postgres/compression-choice.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import type { DumpChoices } from '../postgres/dump.ts'
import type { ServerFacts } from '../postgres/probe/facts.ts'
import type { NamedStore } from './transaction.ts'

/** What to back up, and how. */
export interface BackupRequest extends DumpChoices {
  readonly connection: Connection
  /** Undefined: the database's name. */
  readonly series: string | undefined
  readonly backupClass: BackupClass
  readonly compression: CompressionChoice
  readonly globals: boolean
  /** The client's major version; `auto` is the server's. */
  readonly clientMajor: 'auto' | number
  readonly minimums: Minimums
  /** What the comparison with earlier backups, which the caller makes, will fail the run for. */
  readonly failOn: readonly FailOn[]
  readonly run: RunIdentity
}

/** What the operation works with: the adapters, joined by the caller. */
export interface BackupDeps {
  /** The destination first, then the local copy where one is wanted. */
  readonly shelves: readonly [NamedStore, ...NamedStore[]]
  readonly encryption: Encryption
  readonly journal: CleanupJournal
  readonly reporter: Reporter
  readonly env: NodeJS.ProcessEnv
  readonly now: () => Date
  readonly probe: (connection: Connection, signal: AbortSignal) => Promise<ServerFacts>
  readonly provideClient: (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient>
  /** Aborted from outside to cancel; the operation aborts it itself when a part fails. */
  readonly controller: AbortController
}
