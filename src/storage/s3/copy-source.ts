import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { BackupError, defineError } from '../../core/errors.ts'
import { noSuchObject } from '../refusals.ts'
import type { StoreChecksum } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { reportedChecksum } from './checksum.ts'
import { failureOf, isGone, isTaken } from './failure.ts'
import type { CarriedFields } from './new-object.ts'
import { headObject } from './object.ts'

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

const STORAGE_SOURCE_CHANGED = defineError({
  topic: 'storage',
  code: 'storage-source-changed',
  kind: 'storage',
  meaning: 'An object became another one while it was copied; the copy is not there.',
  fix: 'Look for another job that writes there; backups are never written twice.',
})

/**
 * Says of a refused condition (412) whose it was: that of the source, unless the key of the copy is taken. Other errors
 * pass as they are.
 */
export async function explainCondition(
  bucket: Bucket,
  { from, to }: { readonly from: string; readonly to: string },
  error: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (signal.aborted || !isTaken(failureOf(error))) return error
  if (await headObject(bucket, to, signal)) return error
  return new BackupError({
    ...STORAGE_SOURCE_CHANGED,
    message: `${bucket.url(from)} became another object while it was copied.`,
  })
}
