import type { AwsKeys } from '../../storage/aws/credentials.ts'
import type { AwsRole } from '../../storage/aws/role.ts'
import type { S3Options } from '../../storage/s3/options.ts'

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
