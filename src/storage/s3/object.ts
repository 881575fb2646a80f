import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3'
import { BackupError } from '../../core/errors.ts'
import type { Receipt } from '../../core/upload-trace.ts'
import { objectVanished } from '../refusals.ts'
import type { StoredObject } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { reportedChecksum } from './checksum.ts'
import { failureOf, isDenied, isGone, isTaken } from './failure.ts'
import { UPLOAD_MARK } from './new-object.ts'
import { Pages } from './pages.ts'

export interface Headed {
  readonly stored: StoredObject
  /** The mark of the upload that made it, where it was one of ours. */
  readonly uploadTag: string | undefined
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
    const uploadTag = answer.Metadata?.[UPLOAD_MARK]
    const stored = {
      key,
      bytes: answer.ContentLength ?? 0,
      modified: answer.LastModified ?? new Date(0),
      ours: uploadTag !== undefined,
      ...(checksum && { checksum }),
      ...(answer.StorageClass && { storageClass: answer.StorageClass }),
    }
    return { stored, uploadTag }
  } catch (error) {
    if (!signal.aborted && isGone(failureOf(error))) return undefined
    throw (await wholeReason(bucket, key, error, signal)) ?? error
  }
}

/**
 * Why a HEAD was refused. Its answer has no body, so that expired credentials, a wrong key and a missing permission look
 * alike: the same object is asked for once more by a request whose answer has one.
 */
async function wholeReason(
  bucket: Bucket,
  key: string,
  error: unknown,
  signal: AbortSignal,
): Promise<BackupError | undefined> {
  const { status } = failureOf(error)
  if (signal.aborted || (status !== 400 && status !== 403)) return undefined
  const command = new GetObjectCommand({ ...bucket.common, Key: bucket.fullKey(key), Range: 'bytes=0-0' })
  try {
    const { Body } = await bucket.ask('GetObject', key, signal, () =>
      bucket.client.send(command, { abortSignal: signal }),
    )
    if (Body instanceof Readable) Body.destroy()
    return undefined
  } catch (refusal) {
    signal.throwIfAborted()
    // What is denied is denied to the HEAD; what is no refusal at all says nothing about it.
    if (!(refusal instanceof BackupError) || isDenied(refusal)) return undefined
    const { status: second = 0 } = failureOf(refusal)
    return second === 400 || second === 403 ? refusal : undefined
  }
}

/** Every object below a prefix, in key order, asked for page by page. */
export async function* listObjects(
  bucket: Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<StoredObject> {
  const pages = new Pages(bucket)
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
    from = pages.next(page.IsTruncated, token ? { ContinuationToken: token } : undefined)
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

/**
 * Removes the object if the upload with this mark made it. Where the store shows none, although it has accepted it, what
 * its answer named is removed unseen.
 * @returns whether it did
 */
export async function removeTaggedObject(
  bucket: Bucket,
  key: string,
  uploadTag: string,
  signal: AbortSignal,
  receipt?: Receipt,
): Promise<boolean> {
  const found = await headObject(bucket, key, signal)
  if (!found && receipt) return await removeUnseen(bucket, key, receipt, signal)
  if (found?.uploadTag !== uploadTag) return false
  await removeObject(bucket, key, signal)
  return true
}

/** By its version, or by its ETag on the condition that it is still there. */
async function removeUnseen(
  bucket: Bucket,
  key: string,
  { etag, versionId }: Receipt,
  signal: AbortSignal,
): Promise<boolean> {
  if (versionId === undefined && etag === undefined) throw objectVanished(bucket.url(key), {})
  const which = versionId === undefined ? { IfMatch: etag } : { VersionId: versionId }
  const command = new DeleteObjectCommand({ ...bucket.common, Key: bucket.fullKey(key), ...which })
  const operation = versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion'
  try {
    await bucket.ask(operation, key, signal, () => bucket.client.send(command, { abortSignal: signal }))
    return true
  } catch (error) {
    const failure = failureOf(error)
    if (signal.aborted || !(isGone(failure) || isTaken(failure))) throw error
    return false
  }
}
