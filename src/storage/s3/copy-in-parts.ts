import { type CompletedPart, UploadPartCopyCommand } from '@aws-sdk/client-s3'
import type { Receipt } from '../../core/upload-trace.ts'
import { inParallel } from '../../stream/concurrency.ts'
import { keyExists, ObjectVanished } from '../refusals.ts'
import type { RememberUpload, StoreChecksum, StoredObject } from '../store.ts'
import { type BegunUpload, beginUpload } from './begin-upload.ts'
import type { Bucket } from './bucket.ts'
import { completeUpload } from './complete-upload.ts'
import { onlyIfFree } from './condition.ts'
import { confirm } from './confirm.ts'
import { type CopyPlan, copyPlan } from './copy-plan.ts'
import { type CopySource, explainCondition } from './copy-source.ts'
import { CLEAN_UP_MS, discardUpload, sweep } from './discard.ts'
import { headObject, removeTaggedObject } from './object.ts'

interface LastOutcome {
  readonly announce: (uploadTag: string) => void
  readonly remember: RememberUpload
}

/** Copies an object that is too large for one request; nobody sees the copy before it is whole. */
export async function copyInParts(
  bucket: Bucket,
  source: CopySource,
  key: string,
  { announce, remember }: LastOutcome,
  signal: AbortSignal,
): Promise<StoredObject> {
  const plan = await copyPlan(bucket, source, signal)
  const begun = await beginUpload(bucket, key, source.carried, remember, signal)
  try {
    const parts = await copyParts(bucket, source, plan, begun, signal)
    if (await headObject(bucket, key, signal)) throw keyExists(bucket.url(key))
    announce(begun.uploadTag)
    const upload = { key, uploadId: begun.trace.uploadId, parts }
    const answer = await onlyIfFree(bucket, key, begun.uploadTag, signal, condition =>
      completeUpload(bucket, upload, condition, signal),
    )
    const { uploadTag, locked } = begun
    const expected = { key, uploadTag, bytes: source.bytes, checksum: comparable(source, plan), locked }
    const stored = await confirm(bucket, expected, answer, signal)
    if (begun.unsure) await sweep(bucket, begun.trace.key)
    begun.forget()
    return stored
  } catch (error) {
    // What could not be undone stays remembered; what led here matters more.
    const receipt = error instanceof ObjectVanished ? error.receipt : undefined
    await undo(bucket, begun, receipt).then(begun.forget, () => {})
    throw error
  }
}

/** The source's checksum where the copy's own must be the same. */
function comparable({ checksum }: CopySource, { alike }: CopyPlan): StoreChecksum | undefined {
  return checksum?.algorithm.endsWith('-composite') && !alike ? undefined : checksum
}

/** The parts as the completion names them, in order; after a failure none is on its way any more. */
async function copyParts(
  bucket: Bucket,
  source: CopySource,
  { pieces }: CopyPlan,
  { key, trace }: BegunUpload,
  signal: AbortSignal,
): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = []
  await inParallel(bucket.options.parallelParts ?? 4, pieces, async ({ number, first, last }) => {
    const command = new UploadPartCopyCommand({
      ...bucket.common,
      ...source.fields,
      CopySourceRange: `bytes=${first}-${last}`,
      Key: trace.key,
      UploadId: trace.uploadId,
      PartNumber: number,
    })
    const { CopyPartResult } = await bucket
      .ask('UploadPartCopy', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
      .catch(async (error: unknown) => {
        throw await explainCondition(bucket, { from: source.key, to: key }, error, signal)
      })
    const { ETag = '', ChecksumSHA256, ChecksumCRC32 } = CopyPartResult ?? {}
    parts[number - 1] = {
      PartNumber: number,
      ETag,
      ...(ChecksumSHA256 && { ChecksumSHA256 }),
      ...(ChecksumCRC32 && { ChecksumCRC32 }),
    }
  })
  return parts
}

/** Works after the run's own signal was aborted too: it has a deadline of its own. */
async function undo(
  bucket: Bucket,
  { key, uploadTag, trace, unsure }: BegunUpload,
  receipt: Receipt | undefined,
): Promise<void> {
  const deadline = AbortSignal.timeout(CLEAN_UP_MS)
  await discardUpload(bucket, { fullKey: trace.key, uploadId: trace.uploadId }, deadline)
  await removeTaggedObject(bucket, key, uploadTag, deadline, receipt)
  if (unsure) await sweep(bucket, trace.key)
}
