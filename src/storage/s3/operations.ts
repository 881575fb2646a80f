/** The permission that each request needs (S3's service authorization reference). */
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
  GetObjectRetention: 's3:GetObjectRetention',
  PutObjectRetention: 's3:PutObjectRetention',
} as const

export type Operation = keyof typeof PERMISSION

/** Requests that begin an object, where the options of the upload are checked. */
const BEGINS: ReadonlySet<Operation> = new Set<Operation>(['PutObject', 'CreateMultipartUpload'])

export function beginsObject(operation: Operation): boolean {
  return BEGINS.has(operation)
}
