import { randomUUID } from 'node:crypto'
import { CopyObjectCommand } from '@aws-sdk/client-s3'
import { keyExists, ObjectVanished } from '../refusals.ts'
import type { CopyOptions, RememberUpload, StoredObject } from '../store.ts'
import { type Bucket, openBucket } from './bucket.ts'
import { algorithmField, reportedChecksum } from './checksum.ts'
import { onlyIfFree } from './condition.ts'
import { confirm } from './confirm.ts'
import { copyInParts } from './copy-in-parts.ts'
import { type CopySource, copySource, explainCondition } from './copy-source.ts'
import { CLEAN_UP_MS } from './discard.ts'
import { BUILD, ownHeaders } from './headers.ts'
import { newObjectFields, newObjectHeaders } from './new-object.ts'
import { headObject, removeTaggedObject } from './object.ts'
import { retention } from './object-lock.ts'

/** What S3 copies in one request (user guide, "Copying, moving, and renaming objects"). */
const COPY_LIMIT_BYTES = 5 * 1024 ** 3

/** Copies an object within the bucket, under a key that must be free; see the port. */
export async function copyObject(
  bucket: Bucket,
  { from, to }: { readonly from: string; readonly to: string },
  { storageClass, announce = () => {} }: CopyOptions,
  remember: RememberUpload,
  signal: AbortSignal,
): Promise<StoredObject> {
  const target = storageClass ? openBucket({ ...bucket.options, storageClass }, bucket.client) : bucket
  const source = await copySource(bucket, from, signal)
  const { copyLimitBytes = COPY_LIMIT_BYTES } = bucket.options
  if (source.bytes > copyLimitBytes)
    return await copyInParts(target, source, to, { announce, remember }, signal)
  return await copyAtOnce(target, source, to, announce, signal)
}

async function copyAtOnce(
  bucket: Bucket,
  source: CopySource,
  key: string,
  announce: (uploadTag: string) => void,
  signal: AbortSignal,
): Promise<StoredObject> {
  // Some stores ignore the condition in silence (Ceph does, for copies).
  if (await headObject(bucket, key, signal)) throw keyExists(bucket.url(key))
  const { options, common } = bucket
  const uploadTag = randomUUID()
  const locked = retention(options.objectLock)
  const fields = newObjectFields(options, uploadTag, locked, source.carried)
  const request = {
    ...common,
    ...fields,
    ...source.fields,
    ...algorithmField(options.checksum ?? 'sha256'),
    // The mark is the copy's own. Tags are the source's unless there are some of ours.
    MetadataDirective: 'REPLACE' as const,
    ...('Tagging' in fields && { TaggingDirective: 'REPLACE' as const }),
    Key: bucket.fullKey(key),
  }
  announce(uploadTag)
  try {
    const answer = await onlyIfFree(bucket, key, uploadTag, signal, condition => {
      const command = new CopyObjectCommand({ ...request, ...condition })
      command.middlewareStack.add(ownHeaders(newObjectHeaders(options)), BUILD)
      return bucket
        .ask('CopyObject', key, signal, () => bucket.client.send(command, { abortSignal: signal }))
        .catch(async (error: unknown) => {
          throw await explainCondition(bucket, { from: source.key, to: key }, error, signal)
        })
    })
    const result = answer?.CopyObjectResult
    const expected = { key, uploadTag, bytes: source.bytes, checksum: source.checksum, locked }
    const stored = await confirm(bucket, expected, { ...result, VersionId: answer?.VersionId }, signal)
    const computed = stored.checksum ?? (result && reportedChecksum(result))
    return { ...stored, ...(computed && { checksum: computed }) }
  } catch (error) {
    // No matter what failed, or was cancelled, after the store had made the copy: what copy() refuses is not there.
    const receipt = error instanceof ObjectVanished ? error.receipt : undefined
    await removeTaggedObject(bucket, key, uploadTag, AbortSignal.timeout(CLEAN_UP_MS), receipt).catch(
      () => {},
    )
    throw error
  }
}
