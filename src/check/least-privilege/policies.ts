/** What in a configuration decides which rights its credentials need. */
export interface BucketUse {
  readonly bucket: string
  /** Without a slash at either end; may be empty. */
  readonly prefix: string
  readonly tags: boolean
  readonly objectLock: boolean
  /** The key's ARN, `*` where only its id or alias is known; undefined without `sse: aws:kms`. */
  readonly kmsKey: string | undefined
}

export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** As IAM takes it. */
export interface Policy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

/** Three credentials, so that none can do what another is for. */
export interface BucketPolicies {
  /** For backup and check. */
  readonly writer: Policy
  /** For prune, archiving included. */
  readonly pruner: Policy
  /** For restore, verify, drill and report: reads everything; writes copies of a restore's target, and records of drills. */
  readonly restorer: Policy
}

const WRITE = ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts']

/** The rights that each job needs and no others, below the prefix only. */
export function bucketPolicies(use: BucketUse): BucketPolicies {
  const objects = (name: string): string => arn(use, name)
  const kept = [...(use.tags ? ['s3:PutObjectTagging'] : []), ...(use.objectLock ? LOCKING : [])]
  return {
    writer: policy([
      listing(use),
      ofBucket(use, ['s3:GetBucketVersioning', 's3:GetBucketObjectLockConfiguration']),
      statement('Objects', ['s3:GetObject', ...WRITE, 's3:DeleteObject', ...kept], objects('*')),
      ...keyStatement(use, ['kms:GenerateDataKey', 'kms:Decrypt']),
    ]),
    pruner: policy([
      listing(use, ['s3:ListBucketVersions']),
      ofBucket(use, ['s3:GetBucketVersioning', 's3:GetBucketObjectLockConfiguration']),
      statement('Objects', ['s3:GetObject', ...JUDGE, ...REMOVE], objects('*')),
      statement('Archive', [...WRITE, ...kept], objects('archive/*')),
      statement('Notices', ['s3:PutObject', ...kept], objects('.notices/*')),
      ...keyStatement(use, ['kms:GenerateDataKey', 'kms:Decrypt']),
    ]),
    restorer: policy([
      listing(use),
      ofBucket(use, ['s3:GetBucketObjectLockConfiguration']),
      statement('Objects', ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectLegalHold'], objects('*')),
      statement('PreRestoreCopies', [...WRITE, 's3:DeleteObject', ...kept], objects('*/pre-restore/*')),
      statement('DrillRecords', ['s3:PutObject', 's3:DeleteObject', ...kept], objects('*.drill-*.json')),
      statement('Notices', ['s3:PutObject', 's3:DeleteObject', ...kept], objects('.notices/*')),
      ...keyStatement(use, ['kms:GenerateDataKey', 'kms:Decrypt']),
    ]),
  }
}

const LOCKING = ['s3:PutObjectRetention', 's3:GetObjectRetention']
/** What protects an object, and whether a copy of it is the same. */
const JUDGE = ['s3:GetObjectRetention', 's3:GetObjectLegalHold', 's3:GetObjectAttributes']
const REMOVE = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload']

function policy(statements: readonly Statement[]): Policy {
  return { Version: '2012-10-17', Statement: statements }
}

function statement(Sid: string, actions: readonly string[], Resource: string): Statement {
  return { Sid, Effect: 'Allow', Action: [...new Set(actions)], Resource }
}

/**
 * Below the prefix only; without one, all of the bucket. `IfExists`, since a request for a missing object, which has no such
 * parameter, would be reported 403 instead of 404: then nothing could be put under a free key.
 */
function listing(use: BucketUse, more: readonly string[] = []): Statement {
  const listed = statement(
    'List',
    ['s3:ListBucket', 's3:ListBucketMultipartUploads', ...more],
    bucketArn(use),
  )
  return use.prefix === ''
    ? listed
    : { ...listed, Condition: { StringLikeIfExists: { 's3:prefix': [`${use.prefix}/*`] } } }
}

function ofBucket(use: BucketUse, actions: readonly string[]): Statement {
  return statement('Bucket', actions, bucketArn(use))
}

function keyStatement({ kmsKey }: BucketUse, actions: readonly string[]): Statement[] {
  return kmsKey === undefined ? [] : [statement('Key', actions, kmsKey)]
}

function bucketArn({ bucket }: BucketUse): string {
  return `arn:aws:s3:::${bucket}`
}

function arn(use: BucketUse, name: string): string {
  return `${bucketArn(use)}/${use.prefix === '' ? '' : `${use.prefix}/`}${name}`
}
