import { DeleteObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { StoredObject } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { reportedChecksum } from './checksum.ts'
import { failureOf, isGone } from './failure.ts'
import { UPLOAD_MARK } from './new-object.ts'
import { nextPage } from './pages.ts'

export interface Headed {
  readonly stored: StoredObject
  /** The mark of the upload that made it, where it was one of ours. */
  readonly mark: string | undefined
}

/** What the store says of an object, or undefined when there is none. */
export async function headObject(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<Headed | undefined> {
  const request = { ...bucket.common, Key: bucket.fullKey(key), ChecksumMode: 'ENABLED' as const }
  try {
    const answer = await bucket.ask('HeadObject', key, signal, () =>
      bucket.client.send(new HeadObjectCommand(request), { abortSignal: signal }),
    )
    const checksum = reportedChecksum(answer)
    const mark = answer.Metadata?.[UPLOAD_MARK]
    const stored = {
      key,
      bytes: answer.ContentLength ?? 0,
      modified: answer.LastModified ?? new Date(0),
      ours: mark !== undefined,
      ...(checksum && { checksum }),
      ...(answer.StorageClass && { storageClass: answer.StorageClass }),
    }
    return { stored, mark }
  } catch (error) {
    if (!signal.aborted && isGone(failureOf(error))) return undefined
    throw error
  }
}

/** Every object below a prefix, in key order, asked for page by page. */
export async function* listObjects(
  bucket: Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<StoredObject> {
  let from: { readonly ContinuationToken: string } | undefined
  do {
    const request = { ...bucket.common, Prefix: bucket.fullKey(prefix), ...from }
    const page = await bucket.ask('ListObjectsV2', prefix, signal, () =>
      bucket.client.send(new ListObjectsV2Command(request), { abortSignal: signal }),
    )
    for (const { Key, Size, LastModified, StorageClass: storageClass } of page.Contents ?? []) {
      const key = bucket.shortKey(Key ?? '')
      const modified = LastModified ?? new Date(0)
      if (key) yield { key, bytes: Size ?? 0, modified, ...(storageClass && { storageClass }) }
    }
    const token = page.NextContinuationToken
    from = nextPage(bucket, page.IsTruncated, token ? { ContinuationToken: token } : undefined)
  } while (from)
}

export async function removeObject(bucket: Bucket, key: string, signal: AbortSignal): Promise<void> {
  const request = { ...bucket.common, Key: bucket.fullKey(key) }
  try {
    await bucket.ask('DeleteObject', key, signal, () =>
      bucket.client.send(new DeleteObjectCommand(request), { abortSignal: signal }),
    )
  } catch (error) {
    if (signal.aborted || !isGone(failureOf(error))) throw error
  }
}

/** Removes the object if the upload with this mark made it. Returns whether it did. */
export async function removeOwnObject(
  bucket: Bucket,
  key: string,
  mark: string,
  signal: AbortSignal,
): Promise<boolean> {
  if ((await headObject(bucket, key, signal))?.mark !== mark) return false
  await removeObject(bucket, key, signal)
  return true
}
