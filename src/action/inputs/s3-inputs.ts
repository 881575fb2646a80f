import type { ServerSideEncryption } from '../../storage/s3/options.ts'
import { demandedPartSize } from '../../storage/s3/part-size.ts'
import type { Reading } from './reading.ts'
import type { S3AccessValues } from './rules/access-rules.ts'
import type { S3WritingValues } from './rules/writing-rules.ts'
import type { S3Access, S3Inputs } from './shared.ts'

/** Puts the inputs about S3 together; rules have seen to it that they go together. */
export function s3InputsOf(reading: Reading<S3AccessValues & S3WritingValues>): S3Inputs {
  const storageClass = reading.value('storage-class')
  return { ...keepingOf(reading), ...(storageClass && { storageClass }) }
}

/** The same except the storage class. */
export function keepingOf(
  reading: Reading<S3AccessValues & Omit<S3WritingValues, 'storage-class'>>,
): S3Inputs {
  const { value } = reading
  const mode = value('object-lock-mode')
  const days = value('object-lock-days')
  const tags = value('tags')
  const partBytes = value('part-size') ?? demandedPartSize(value('endpoint'))
  return {
    ...s3AccessOf(reading),
    sse: storeEncryption(reading),
    ...(mode && days && { objectLock: { mode, days } }),
    ...(tags.length > 0 && { tags: Object.fromEntries(tags.map(tag => [tag.key, tag.value])) }),
    maxParts: value('max-parts'),
    ...(partBytes && { partBytes }),
    checksum: value('checksum'),
  }
}

/** Those that say how the store is reached, which is all that reading needs. */
export function s3AccessOf(reading: Reading<S3AccessValues>): S3Access {
  const { value } = reading
  const region = value('region')
  const endpoint = value('endpoint')
  const expectedBucketOwner = value('expected-bucket-owner')
  const credentials = credentialsOf(reading)
  const role = value('role-to-assume')
  return {
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    forcePathStyle: value('force-path-style') ?? endpoint !== undefined,
    ...(expectedBucketOwner && { expectedBucketOwner }),
    ...(credentials && { credentials }),
    ...(role && { role }),
    stallTimeoutMs: value('stall-timeout'),
  }
}

/** Without an endpoint the store is AWS, which always can; many others refuse the header. */
export function storeEncryption({
  value,
}: Reading<
  Pick<S3AccessValues, 'endpoint'> & Pick<S3WritingValues, 'sse' | 'sse-kms-key-id'>
>): ServerSideEncryption {
  const kind = value('sse') ?? (value('endpoint') === undefined ? 'AES256' : 'none')
  const keyId = value('sse-kms-key-id')
  return kind === 'aws:kms' ? { kind, ...(keyId && { keyId }) } : { kind }
}

function credentialsOf({ value }: Reading<S3AccessValues>): S3Access['credentials'] {
  const accessKeyId = value('aws-access-key-id')
  const secretAccessKey = value('aws-secret-access-key')
  const sessionToken = value('aws-session-token')
  if (!accessKeyId || !secretAccessKey) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}
