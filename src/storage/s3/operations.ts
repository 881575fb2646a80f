/**
 * The permission that each request needs (S3's service authorization reference). `DeleteObjectVersion` is a request of
 * ours for a version, no matter what S3 calls it.
 */
export const PERMISSION = {
  ListObjectsV2: 's3:ListBucket',
  ListMultipartUploads: 's3:ListBucketMultipartUploads',
  HeadObject: 's3:GetObject',
  GetObject: 's3:GetObject',
  PutObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  CompleteMultipartUpload: 's3:PutObject',
  AbortMultipartUpload: 's3:AbortMultipartUpload',
  ListParts: 's3:ListMultipartUploadParts',
  DeleteObject: 's3:DeleteObject',
  DeleteObjects: 's3:DeleteObject',
  DeleteObjectVersion: 's3:DeleteObjectVersion',
  ListObjectVersions: 's3:ListBucketVersions',
  GetBucketVersioning: 's3:GetBucketVersioning',
  GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
  GetObjectRetention: 's3:GetObjectRetention',
  GetObjectLegalHold: 's3:GetObjectLegalHold',
  PutObjectRetention: 's3:PutObjectRetention',
  CopyObject: 's3:PutObject',
  UploadPartCopy: 's3:PutObject',
  GetObjectAttributes: 's3:GetObjectAttributes',
  HeadBucket: 's3:ListBucket',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketPolicyStatus: 's3:GetBucketPolicyStatus',
} as const

export type Operation = keyof typeof PERMISSION

/** Requests that begin an object, where the options of the upload are checked. */
const BEGINS: ReadonlySet<Operation> = new Set<Operation>([
  'PutObject',
  'CreateMultipartUpload',
  'CopyObject',
])

export function beginsObject(operation: Operation): boolean {
  return BEGINS.has(operation)
}
