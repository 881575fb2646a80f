import type { AnomalyPolicy } from '../../anomaly/judgement.ts'
import type { BackupClass, Format, Mode, Selection } from '../../catalog/choices.ts'
import type { CompressionChoice } from '../../catalog/compression.ts'
import type { Destination } from '../../catalog/destination.ts'
import type { Minimums } from '../../catalog/minimums.ts'
import type { AdvisoryLock } from '../../postgres/advisory-lock-key.ts'
import type { AwsKeys } from '../../storage/aws/credentials.ts'
import type { AwsRole } from '../../storage/aws/role.ts'
import type { S3Options } from '../../storage/s3/options.ts'
import type { RootCertificate } from './table/database.ts'
import type { BackupInputValues } from './table.ts'

/** What the user said about the server. Undefined: libpq's environment decides. */
export interface ConnectionInputs {
  readonly databaseUrl: string | undefined
  readonly sslmode: BackupInputValues['sslmode']
  readonly sslRootCert: RootCertificate | undefined
  /** How long a server may make no progress. */
  readonly stallTimeoutMs: number
}

export type EncryptionChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'age'; readonly recipients: readonly string[] }
  | { readonly kind: 'age-passphrase'; readonly passphrase: string }
  | { readonly kind: 'gpg-passphrase'; readonly passphrase: string }

/** How S3 is used. What is missing is left to the AWS SDK's own chain, or to the store. */
export type S3Inputs = Omit<
  S3Options,
  'bucket' | 'prefix' | 'remember' | 'parallelParts' | 'attempts' | 'credentials'
> &
  Identity

/** What of it only says how the store is reached. */
export type S3Access = Pick<
  S3Options,
  'region' | 'endpoint' | 'forcePathStyle' | 'expectedBucketOwner' | 'stallTimeoutMs'
> &
  Identity

/** Whose rights are used: of these one at most. */
interface Identity {
  readonly credentials?: AwsKeys
  readonly role?: AwsRole
}

/** A run of the backup action, as the user wants it: read once, checked whole. */
export interface BackupInputs {
  readonly connection: ConnectionInputs
  readonly destination: Destination
  /** Undefined: the database's name. */
  readonly series: string | undefined
  readonly backupClass: Exclude<BackupClass, 'pre-restore'>
  readonly mode: Mode
  readonly format: Format
  readonly selection: Selection
  readonly compression: CompressionChoice
  readonly noOwner: boolean
  readonly noAcl: boolean
  readonly globals: boolean
  readonly lockTimeoutMs: number | undefined
  /** Undefined: a backup is made in any case. */
  readonly reuseWithinMs: number | undefined
  /** Undefined: none is taken. */
  readonly advisoryLock: AdvisoryLock | undefined
  readonly client: { readonly version: 'auto' | number; readonly repository: string | undefined }
  readonly minimums: Minimums
  /** Undefined: it is not compared with those before it. */
  readonly anomalies: AnomalyPolicy | undefined
  readonly encryption: EncryptionChoice
  readonly s3: S3Inputs
  readonly localCopy: { readonly path: string; readonly keepDays: number } | undefined
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}
