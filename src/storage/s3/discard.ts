import { setTimeout as pause } from 'node:timers/promises'
import { AbortMultipartUploadCommand, ListPartsCommand } from '@aws-sdk/client-s3'
import { BackupError } from '../../core/errors.ts'
import type { Bucket } from './bucket.ts'
import { failureOf, isGone } from './failure.ts'
import { listUploads } from './uploads.ts'

/** Parts that were on their way may land after the first abort (S3 API reference, AbortMultipartUpload). */
const ROUNDS = 20
const BETWEEN_MS = 250

/** How long cleaning up may take, no matter what became of the run's own signal. Milliseconds. */
export const CLEAN_UP_MS = 30_000

/** An upload by the names that the store knows it by. */
export interface Upload {
  readonly fullKey: string
  readonly uploadId: string
}

/** Aborts an upload again and again until the store knows it no more. Idempotent. */
export async function discardUpload(bucket: Bucket, upload: Upload, signal: AbortSignal): Promise<void> {
  for (let round = 1; round <= ROUNDS; round++) {
    if ((await abortOnce(bucket, upload, signal)) === 'gone') return
    const left = await partsLeft(bucket, upload, signal)
    // Who may not list parts, or a store that can't, has the second abort's answer to go by.
    if (left === 'gone' || (left === 'unknown' && round > 1)) return
    await pause(BETWEEN_MS, undefined, { signal })
  }
  throw new BackupError({
    kind: 'storage',
    code: 'storage-upload-not-aborted',
    message: `The upload of s3://${bucket.options.bucket}/${upload.fullKey} was aborted, but the store still has parts of it.`,
    hint: 'Add a lifecycle rule to the bucket that aborts incomplete multipart uploads after a day.',
  })
}

async function abortOnce(bucket: Bucket, upload: Upload, signal: AbortSignal): Promise<'gone' | 'accepted'> {
  try {
    await bucket.ask('AbortMultipartUpload', bucket.shortKey(upload.fullKey) ?? '', signal, () =>
      bucket.client.send(new AbortMultipartUploadCommand(request(bucket, upload)), { abortSignal: signal }),
    )
    return 'accepted'
  } catch (error) {
    if (!signal.aborted && isGone(failureOf(error))) return 'gone'
    throw error
  }
}

async function partsLeft(
  bucket: Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<'gone' | 'some' | 'unknown'> {
  try {
    await bucket.client.send(new ListPartsCommand(request(bucket, upload)), { abortSignal: signal })
    return 'some'
  } catch (error) {
    return isGone(failureOf(error)) ? 'gone' : 'unknown'
  }
}

function request(bucket: Bucket, { fullKey, uploadId }: Upload) {
  return { ...bucket.common, Key: fullKey, UploadId: uploadId }
}

/**
 * Aborts every unfinished upload of exactly one key: for an upload whose id never arrived, because the answer that
 * brought it was lost. Nobody else writes to a backup's key, which holds the time to the second.
 */
export async function discardUploadsOf(bucket: Bucket, fullKey: string, signal: AbortSignal): Promise<void> {
  for await (const upload of listUploads(bucket, fullKey, signal)) {
    if (upload.fullKey === fullKey) await discardUpload(bucket, upload, signal)
  }
}

/** The same as a best effort: listing uploads is a permission of its own, and what led here matters more. */
export async function sweep(bucket: Bucket, fullKey: string): Promise<void> {
  await discardUploadsOf(bucket, fullKey, AbortSignal.timeout(CLEAN_UP_MS)).catch(() => {})
}
