import { randomUUID } from 'node:crypto'
import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3'
import { keyExists } from '../refusals.ts'
import type { RememberUpload } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { multipartChecksumFields } from './checksum.ts'
import { sweep } from './discard.ts'
import { failureOf, mayHaveHappened } from './failure.ts'
import { BUILD, ownHeaders } from './headers.ts'
import { type CarriedFields, newObjectFields, newObjectHeaders } from './new-object.ts'
import { headObject } from './object.ts'
import { type Retention, retention } from './object-lock.ts'

/** An upload that the store has begun for us. */
export interface BegunUpload {
  readonly key: string
  readonly uploadTag: string
  readonly locked: Retention | undefined
  readonly trace: {
    readonly kind: 'multipart'
    readonly bucket: string
    readonly key: string
    readonly uploadId: string
  }
  /** Another upload of this key may have been begun by a request whose answer was lost. */
  readonly unsure: boolean
  /** To be called when nothing is left to undo. */
  readonly forget: () => void
}

/**
 * Begins a multipart upload under a key that must be free; it is remembered before it is asked for.
 * @throws BackupError `storage-key-exists`
 */
export async function beginUpload(
  bucket: Bucket,
  key: string,
  carried: CarriedFields,
  remember: RememberUpload,
  signal: AbortSignal,
): Promise<BegunUpload> {
  if (await headObject(bucket, key, signal)) throw keyExists(bucket.url(key))
  const uploadTag = randomUUID()
  const locked = retention(bucket.options.objectLock)
  const trace = { kind: 'multipart', bucket: bucket.options.bucket, key: bucket.fullKey(key) } as const
  const forgetKey = remember(trace)
  const command = new CreateMultipartUploadCommand({
    ...bucket.common,
    ...newObjectFields(bucket.options, uploadTag, locked, carried),
    ...multipartChecksumFields(bucket.options.checksum ?? 'sha256'),
    Key: trace.key,
  })
  const { uploadId, unsure } = await createUpload(bucket, key, command, signal).catch(async error => {
    // The store may have begun an upload whose id we never learned.
    if (signal.aborted || mayHaveHappened(failureOf(error))) await sweep(bucket, trace.key)
    forgetKey()
    throw error
  })
  const known = { ...trace, uploadId }
  const forgetUpload = remember(known)
  if (!unsure) forgetKey()
  const forget = (): void => {
    forgetUpload()
    if (unsure) forgetKey()
  }
  return { key, uploadTag, locked, trace: known, unsure, forget }
}

/** `unsure`: the request was repeated, so that an earlier one may have begun an upload too. */
async function createUpload(
  bucket: Bucket,
  key: string,
  command: CreateMultipartUploadCommand,
  signal: AbortSignal,
): Promise<{ uploadId: string; unsure: boolean }> {
  command.middlewareStack.add(ownHeaders(newObjectHeaders(bucket.options)), BUILD)
  const answer = await bucket.ask('CreateMultipartUpload', key, signal, () =>
    bucket.client.send(command, { abortSignal: signal }),
  )
  if (!answer.UploadId) throw new Error(`${bucket.url(key)}: the store began an upload without an id`)
  return { uploadId: answer.UploadId, unsure: (answer.$metadata.attempts ?? 1) > 1 }
}
