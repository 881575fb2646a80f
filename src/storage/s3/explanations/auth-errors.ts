import { sentence } from '../../../core/sentence.ts'
import { PERMISSION } from '../operations.ts'
import { denyingPolicy, missingPermission } from '../suspects.ts'
import { type KnownFailure, said, server, type Trouble } from './known-failure.ts'

function permission({ failure, operation }: Trouble): string {
  return missingPermission(failure.text) ?? PERMISSION[operation]
}

/** The store's own code and what denied it, as far as either is known. */
function refusal({ failure: { code, status, text } }: Trouble): string {
  const known = code === 'Unknown' || code === 'UnknownError' ? 'no code' : code
  return [`${status ?? ''} ${known}`.trim(), denyingPolicy(text)].filter(Boolean).join(': ')
}

function policyHint(trouble: Trouble): string | undefined {
  const policy = denyingPolicy(trouble.failure.text)
  if (policy === undefined) return undefined
  return `Change what denies it: ${policy}. ${permission(trouble)} has to be allowed for ${trouble.where}.`
}

export const STORAGE_CLOCK_SKEW: KnownFailure = {
  code: 'storage-clock-skew',
  kind: 'storage',
  signs: ['RequestTimeTooSkewed'],
  meaning: 'The clocks of this machine and of the store are more than 15 minutes apart.',
  message: trouble =>
    `The clock of this machine differs from that of ${server(trouble)} by more than 15 minutes.`,
  fix: 'Set the clock (timedatectl, chrony); signatures hold the time.',
}

/** Credentials and what they may do. */
export const ACCESS: readonly KnownFailure[] = [
  {
    code: 'storage-denied',
    kind: 'storage',
    signs: ['AccessDenied', 'AllAccessDisabled', 'AccountProblem', 403],
    meaning: 'The credentials may not do what was asked; the message names the permission.',
    message: trouble =>
      `${trouble.where}: ${trouble.operation} was denied (${refusal(trouble)}); ${permission(trouble)} is missing.`,
    fix: 'Allow it for these credentials, and check the bucket policy, expected-bucket-owner and KMS key policy.',
    hint: trouble =>
      policyHint(trouble) ??
      (permission(trouble) === 's3:GetObject' && trouble.operation === 'HeadObject'
        ? 'Allow s3:GetObject on the objects and s3:ListBucket on the bucket (without it a missing object looks forbidden).'
        : `Allow ${permission(trouble)} for these credentials, and check the bucket policy, expected-bucket-owner and KMS key policy.`),
  },
  {
    code: 'storage-no-credentials',
    kind: 'storage',
    signs: ['CredentialsProviderError'],
    meaning:
      "Neither the inputs nor AWS's usual places (environment, profile, OIDC, instance) have credentials.",
    message: ({ where }) => `No credentials for ${where} were found.`,
    fix: 'Give role-to-assume (the job needs id-token: write), or aws-access-key-id and aws-secret-access-key.',
  },
  {
    code: 'storage-access-key-unknown',
    kind: 'storage',
    signs: ['InvalidAccessKeyId'],
    meaning: 'The store does not know the access key id.',
    message: trouble => `${server(trouble)} does not know the access key id.`,
    fix: 'Check which credentials are used, and that they belong to this store; temporary ones also need their session token.',
  },
  {
    code: 'storage-signature-rejected',
    kind: 'storage',
    signs: ['SignatureDoesNotMatch'],
    meaning: 'The secret access key does not belong to the access key id, or was copied wrongly.',
    message: trouble =>
      `${server(trouble)} rejected the signature: the secret access key does not belong to the access key id.`,
    fix: 'Check the secret access key (no space or line break around it), and the region for stores other than AWS.',
  },
  {
    code: 'storage-token-expired',
    kind: 'storage',
    signs: ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'],
    meaning: 'The credentials expired before the backup was done.',
    message: ({ where }) => `The credentials for ${where} have expired.`,
    fix: 'Give role-to-assume, whose session is renewed while the step runs; keys of a session that others made must outlast it.',
  },
  {
    code: 'storage-token-invalid',
    kind: 'storage',
    signs: ['InvalidToken'],
    meaning: 'The store does not accept the session token.',
    message: trouble => `${server(trouble)} does not accept the session token.`,
    fix: 'Get fresh credentials; static keys must come without a session token of others.',
  },
  STORAGE_CLOCK_SKEW,
  {
    code: 'storage-kms-key-unusable',
    kind: 'storage',
    signs: ['KMS'],
    meaning: 'The KMS key that the bucket or sse-kms-key-id names is missing, disabled or not allowed.',
    message: trouble =>
      sentence(
        `The KMS key of bucket ${trouble.options.bucket} cannot be used (${trouble.failure.code})${said(trouble)}`,
      ),
    fix: "Check sse-kms-key-id, that the key is enabled and in the bucket's region, and kms:GenerateDataKey and kms:Decrypt.",
  },
]
