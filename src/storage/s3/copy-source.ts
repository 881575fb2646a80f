import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { noSuchObject } from '../refusals.ts'
import type { StoreChecksum } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { reportedChecksum } from './checksum.ts'
import { failureOf, isGone } from './failure.ts'
import type { CarriedFields } from './new-object.ts'

/** An object that is to be copied, as it was when it was looked at. */
export interface CopySource {
  readonly key: string
  readonly bytes: number
  readonly checksum: StoreChecksum | undefined
  readonly carried: CarriedFields
  /** Names the object in requests that copy from it, and makes sure that it is still the same. */
  readonly fields: {
    readonly CopySource: string
    readonly CopySourceIfMatch?: string
    readonly ExpectedSourceBucketOwner?: string
  }
}

/** @throws BackupError `storage-object-missing` */
export async function copySource(bucket: Bucket, key: string, signal: AbortSignal): Promise<CopySource> {
  const { options, common } = bucket
  const fullKey = bucket.fullKey(key)
  const command = new HeadObjectCommand({ ...common, Key: fullKey, ChecksumMode: 'ENABLED' })
  const answer = await bucket
    .ask('HeadObject', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
    .catch((error: unknown) => {
      throw !signal.aborted && isGone(failureOf(error)) ? noSuchObject(bucket.url(key), error) : error
    })
  const { ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata } = answer
  return {
    key,
    bytes: answer.ContentLength ?? 0,
    checksum: reportedChecksum(answer),
    carried: {
      ...(ContentType && { ContentType }),
      ...(ContentEncoding && { ContentEncoding }),
      ...(ContentDisposition && { ContentDisposition }),
      ...(ContentLanguage && { ContentLanguage }),
      ...(CacheControl && { CacheControl }),
      ...(Metadata && { Metadata }),
    },
    fields: {
      CopySource: `${options.bucket}/${fullKey.split('/').map(encodeURIComponent).join('/')}`,
      ...(answer.ETag && { CopySourceIfMatch: answer.ETag }),
      ...(options.expectedBucketOwner && { ExpectedSourceBucketOwner: options.expectedBucketOwner }),
    },
  }
}
