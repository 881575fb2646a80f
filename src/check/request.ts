import type { CleanupJournal } from '../core/cleanup-journal.ts'
import type { Reporter } from '../core/reporter.ts'
import type { Decryption } from '../encryption/decryption.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { WantedVersion } from '../postgres/client/standing.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import type { ConnectionProblem } from '../postgres/connection/problem.ts'
import type { Selection } from '../postgres/dump-choices.ts'
import type { BucketInspector } from '../storage/bucket-inspector.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { ClientFacts } from './evaluate/machine.ts'
import type { BucketUse } from './least-privilege/policies.ts'
import type { NameService } from './probes/addresses.ts'

/** What is to be looked at: what a backup with the same inputs would meet. */
export interface CheckRequest {
  /** What is wrong with a connection is a finding like others, so that it hides none of them. */
  readonly database: { readonly connection: Connection } | { readonly problems: readonly ConnectionProblem[] }
  readonly selection: Selection
  /** Whether the keys that would open the backup are at hand. */
  readonly opens: boolean
  /** Whether objects are to be locked. */
  readonly locks: boolean
  /** The folder that backups go to; undefined for a bucket. */
  readonly folder: string | undefined
  readonly leastPrivilege: { readonly wanted: boolean; readonly use: BucketUse | undefined }
}

export interface CheckDeps {
  readonly store: ObjectStore
  /** Undefined for a folder. */
  readonly exam: BucketInspector | undefined
  /** Assumes the role that is wanted, and says so in a sentence; undefined without one. */
  readonly assumeRole: (() => Promise<string>) | undefined
  readonly encryption: Encryption
  readonly decryption: Decryption
  readonly names: NameService
  readonly findClient: (wanted: WantedVersion) => Promise<ClientFacts>
  /** For temporary files. */
  readonly temp: string
  readonly journal: CleanupJournal
  readonly reporter: Reporter
  readonly now: () => Date
  readonly random: (bytes: number) => Buffer
  readonly signal: AbortSignal
}
