import { sentence } from '../../../core/sentence.ts'
import { chosenOptions } from '../suspects.ts'
import { type KnownFailure, said, server } from './known-failure.ts'

/** What was asked of the store: its bucket, the object, and how it shall be kept. */
export const ASKING: readonly KnownFailure[] = [
  {
    code: 'storage-bucket-missing',
    kind: 'storage',
    signs: ['NoSuchBucket', 'InvalidBucketName'],
    meaning: 'The store has no bucket of that name.',
    message: trouble => `There is no bucket ${trouble.options.bucket} at ${server(trouble)}.`,
    fix: 'Create it, or check its name, the endpoint and whose credentials these are.',
  },
  {
    code: 'storage-region-missing',
    kind: 'input',
    signs: ['RegionMissing'],
    meaning: 'Neither an input nor the environment has the region of the bucket.',
    message: ({ options }) => `No region is known for bucket ${options.bucket}.`,
    fix: 'Set region (or AWS_REGION).',
  },
  {
    code: 'storage-wrong-region',
    kind: 'storage',
    signs: [
      'PermanentRedirect',
      'Redirect',
      'TemporaryRedirect',
      'AuthorizationHeaderMalformed',
      'IllegalLocationConstraintException',
      301,
      307,
    ],
    meaning: 'The bucket is in another region than the one that was configured.',
    message: ({ options, failure }) =>
      `Bucket ${options.bucket} is not in region ${options.region ?? 'that was configured'}${failure.region ? ` but in ${failure.region}` : ''}.`,
    fix: 'Set region to the one that the bucket is in.',
    hint: ({ failure }) => failure.region && `Set region: ${failure.region}.`,
  },
  {
    code: 'storage-class-unknown',
    kind: 'storage',
    signs: ['InvalidStorageClass'],
    meaning: 'The store does not have the storage class.',
    message: trouble =>
      `${server(trouble)} does not have the storage class ${trouble.options.storageClass ?? 'of the upload'}.`,
    fix: 'Check storage-class; stores other than AWS often have STANDARD only.',
  },
  {
    code: 'storage-too-large',
    kind: 'storage',
    signs: ['EntityTooLarge'],
    meaning: 'The object is larger, or has more parts, than the store takes.',
    message: ({ where }) => `${where} is larger than the store allows.`,
    fix: "Exclude tables, or compress more; S3 takes 5 TiB, some stores less (set max-parts to the provider's limit).",
  },
  {
    code: 'storage-checksum-refused',
    kind: 'storage',
    signs: ['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
    meaning: 'The bytes that arrived at the store have another checksum than was sent with them.',
    message: trouble =>
      `${trouble.where}: ${server(trouble)} computed another checksum than was sent with the bytes (${trouble.failure.code}).`,
    fix: 'Run again; if it happens every time, the store does not know this checksum: set checksum to crc32 or none.',
  },
  {
    code: 'storage-archived',
    kind: 'storage',
    signs: ['InvalidObjectState'],
    meaning: 'The object is in an archive class, from which it has to be fetched first.',
    message: ({ where }) => `${where} is in an archive class and cannot be read at once.`,
    fix: 'Ask the store to restore it first (aws s3api restore-object), then run again.',
  },
]

/** The store refused to begin an object, and did not say why in words that are known. */
export const OPTION_REFUSED: KnownFailure = {
  code: 'storage-option-refused',
  kind: 'storage',
  signs: ['NotImplemented'],
  meaning:
    'The store refused to begin the object, usually for an option of the upload that it does not have.',
  message: trouble =>
    sentence(
      `${server(trouble)} refused to begin ${trouble.where} (${trouble.failure.code})${said(trouble)}`,
    ),
  fix: "Check the bucket's name, the endpoint, and what stores other than AWS may not have: sse, storage-class, object-lock-mode, tags, checksum.",
  hint: ({ options, operation }) => {
    const { storageClass: _ofBackups, ...ofCompanions } = options
    const chosen = chosenOptions(operation === 'PutObject' ? ofCompanions : options)
    return chosen.length > 0
      ? `Check what it may not support: ${chosen.join(', ')}. Stores without encryption of their own need sse: none.`
      : "Check the bucket's name and the endpoint."
  },
}

/** Everything that is not known. */
export const REFUSED: KnownFailure = {
  code: 'storage-refused',
  kind: 'storage',
  signs: [],
  meaning: 'The store refused a request for a reason that has no row of its own; its code is quoted.',
  message: trouble =>
    sentence(
      `${trouble.where}: ${trouble.operation} was refused (${[trouble.failure.status, trouble.failure.code].filter(Boolean).join(' ')})${said(trouble)}`,
    ),
  fix: "Look the code up in the store's documentation; debug logging (ACTIONS_STEP_DEBUG) shows the store's own words.",
}
