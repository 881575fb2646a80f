import type { SslMode } from '../../postgres/connection/connection.ts'
import type { AwsKeys } from '../../storage/aws/credentials.ts'
import type { AwsRole } from '../../storage/aws/role.ts'
import type { S3Options } from '../../storage/s3/options.ts'
import type { RootCertificate } from './table/database.ts'

/** What the user said about the server. Undefined: libpq's environment decides. */
export interface ConnectionInputs {
  readonly databaseUrl: string | undefined
  readonly sslmode: SslMode | undefined
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

/** What in it only says how the store is reached. */
export type S3Access = Pick<
  S3Options,
  'region' | 'endpoint' | 'forcePathStyle' | 'expectedBucketOwner' | 'stallTimeoutMs'
> &
  Identity

/** Whose rights are used: of these one at most. */
export interface Identity {
  readonly credentials?: AwsKeys
  readonly role?: AwsRole
}
