/** A request of S3 as its address says it. */
export interface S3Request {
  readonly operation: string
  readonly key: string
  readonly part?: number
}

/** By method and the names in the query, the most significant first. */
const OPERATIONS: readonly (readonly [
  method: string,
  on: 'object' | 'bucket',
  query: string,
  name: string,
])[] = [
  ['PUT', 'object', 'partNumber', 'UploadPart'],
  ['POST', 'object', 'uploads', 'CreateMultipartUpload'],
  ['POST', 'object', 'uploadId', 'CompleteMultipartUpload'],
  ['DELETE', 'object', 'uploadId', 'AbortMultipartUpload'],
  ['GET', 'object', 'uploadId', 'ListParts'],
  ['GET', 'object', 'attributes', 'GetObjectAttributes'],
  ['GET', 'object', 'legal-hold', 'GetObjectLegalHold'],
  ['GET', 'bucket', 'object-lock', 'GetObjectLockConfiguration'],
  ['GET', 'bucket', 'versioning', 'GetBucketVersioning'],
  ['GET', 'bucket', 'versions', 'ListObjectVersions'],
  ['POST', 'bucket', 'delete', 'DeleteObjects'],
  ['PUT', 'object', 'retention', 'PutObjectRetention'],
  ['GET', 'object', 'retention', 'GetObjectRetention'],
  ['GET', 'bucket', 'uploads', 'ListMultipartUploads'],
  ['GET', 'bucket', 'list-type', 'ListObjectsV2'],
  ['PUT', 'object', '', 'PutObject'],
  ['GET', 'object', '', 'GetObject'],
  ['HEAD', 'object', '', 'HeadObject'],
  ['DELETE', 'object', '', 'DeleteObject'],
]

/** Reads method and address of a path-style request. */
export function operationOf(method: string, address: string): S3Request {
  const url = new URL(address, 'http://s3')
  const [, , ...segments] = decodeURIComponent(url.pathname).split('/')
  const key = segments.join('/')
  const on = key === '' ? 'bucket' : 'object'
  const found = OPERATIONS.find(
    ([verb, what, query]) => verb === method && what === on && (query === '' || url.searchParams.has(query)),
  )
  const part = url.searchParams.get('partNumber')
  return { operation: found?.[3] ?? `${method} ${on}`, key, ...(part !== null && { part: Number(part) }) }
}
