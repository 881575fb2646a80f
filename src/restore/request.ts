import type { BackupDeps } from '../backup/request.ts'
import type { Wanted } from '../catalog/choose.ts'
import type { RunIdentity } from '../catalog/run-identity.ts'
import type { Encryption, EncryptionRecord } from '../encryption/encryption.ts'
import type { PostgresClient } from '../postgres/client/client.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import type { ProbedTarget } from '../postgres/target/probe-target.ts'
import type { LoadDeps } from './load/load.ts'
import type { LoadOptions } from './plan/load-strategy.ts'
import type { RestoreChoices } from './plan/restore-choices.ts'

/** Which backup is restored where, and how. */
export interface RestoreRequest {
  readonly wanted: Wanted
  /** The target; what answers of its endpoints is restored into. */
  readonly connection: Connection
  readonly choices: RestoreChoices
  readonly load: LoadOptions
  readonly dryRun: boolean
  readonly preRestoreBackup: boolean
  /** SQL that is run afterwards, in one transaction; undefined for none. */
  readonly postRestoreSql: string | undefined
  readonly analyze: boolean
  readonly run: RunIdentity
}

/** What the operation works with: the adapters, joined by the caller. */
export interface RestoreDeps extends Omit<LoadDeps, 'signal'> {
  readonly controller: AbortController
  readonly now: () => Date
  readonly probeTarget: (connection: Connection, signal: AbortSignal) => Promise<ProbedTarget>
  /** Does something while no other restore into that database does. */
  readonly exclusively: <T>(connection: Connection, work: () => Promise<T>) => Promise<T>
  /** For the pre-restore backup. */
  readonly probe: BackupDeps['probe']
  readonly provideClient: (wanted: WantedVersion, signal: AbortSignal) => Promise<PostgresClient>
  /** Seals as a backup with this record was sealed: to the same keys, or with the passphrase that opens it. */
  readonly encryptLike: (record: EncryptionRecord) => Encryption
}
