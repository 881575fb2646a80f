import { randomUUID } from 'node:crypto'
import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3'
import { keyExists } from '../refusals.ts'
import type { PendingUpload, RememberUpload } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { multipartChecksumFields } from './checksum.ts'
import { sweep } from './discard.ts'
import { failureOf, mayHaveHappened } from './failure.ts'
import { BUILD, ownHeaders } from './headers.ts'
import { MultipartUpload } from './multipart-upload.ts'
import { newObjectFields, newObjectHeaders } from './new-object.ts'
import { headObject } from './object.ts'
import { retention } from './object-lock.ts'

/** Begins an upload of unknown length under a key that must be free. */
export async function beginMultipart(
  bucket: Bucket,
  key: string,
  remember: RememberUpload,
  signal: AbortSignal,
): Promise<PendingUpload> {
  if (await headObject(bucket, key, signal)) throw keyExists(bucket.url(key))
  const mark = randomUUID()
  const locked = retention(bucket.options.objectLock)
  const trace = { kind: 'multipart', bucket: bucket.options.bucket, key: bucket.fullKey(key) } as const
  const forgetKey = remember(trace)
  const { uploadId, unsure } = await createUpload(bucket, key, mark, locked, signal).catch(async error => {
    // The store may have begun an upload whose id we never learned.
    if (signal.aborted || mayHaveHappened(failureOf(error))) await sweep(bucket, trace.key)
    forgetKey()
    throw error
  })
  const known = { ...trace, uploadId }
  const forgetUpload = remember(known)
  if (!unsure) forgetKey()
  return new MultipartUpload(bucket, { key, mark, locked, trace: known, signal, unsure }, () => {
    forgetUpload()
    if (unsure) forgetKey()
  })
}

/** `unsure`: the request was repeated, so that an earlier one may have begun an upload too. */
async function createUpload(
  bucket: Bucket,
  key: string,
  mark: string,
  locked: ReturnType<typeof retention>,
  signal: AbortSignal,
): Promise<{ uploadId: string; unsure: boolean }> {
  const command = new CreateMultipartUploadCommand({
    ...bucket.common,
    ...newObjectFields(bucket.options, mark, locked),
    ...multipartChecksumFields(bucket.options.checksum ?? 'sha256'),
    Key: bucket.fullKey(key),
  })
  command.middlewareStack.add(ownHeaders(newObjectHeaders(bucket.options)), BUILD)
  const answer = await bucket.ask('CreateMultipartUpload', key, signal, () =>
    bucket.client.send(command, { abortSignal: signal }),
  )
  if (!answer.UploadId) throw new Error(`${bucket.url(key)}: the store began an upload without an id`)
  return { uploadId: answer.UploadId, unsure: (answer.$metadata.attempts ?? 1) > 1 }
}
