import { createHash } from 'node:crypto'
import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3'
import { BackupError } from '../../core/errors.ts'
import { inParallel } from '../../stream/concurrency.ts'
import type { Bucket } from './bucket.ts'
import { explain } from './explain.ts'
import { failureOf, hasNoSuchFeature, isGone } from './failure.ts'
import { changeRequest, LATE_BUILD } from './headers.ts'

/** What S3 takes in one request (API reference, DeleteObjects). */
export const BATCH = 1000
/** Where a store has no such request, or left something of it undone. */
const SINGLES_AT_ONCE = 8

/** An object, or one version of it, that is to be removed. */
export interface ObjectToDelete {
  readonly key: string
  readonly versionId?: string
}

/** What the store refused to remove, and how it said so. */
export type Refusals = ReadonlyMap<ObjectToDelete, BackupError>

/**
 * Removes up to a thousand objects or versions. Single requests follow for what the store failed at, and for all where
 * it refuses such requests as a whole.
 * @throws BackupError for what concerns more than one object
 */
export async function deleteBatch(
  bucket: Bucket,
  toDelete: readonly ObjectToDelete[],
  signal: AbortSignal,
): Promise<Refusals> {
  const refusals = new Map<ObjectToDelete, BackupError>()
  const undone = toDelete.length > 1 ? await deleteTogether(bucket, toDelete, refusals, signal) : toDelete
  await inParallel(SINGLES_AT_ONCE, undone, async one => {
    const refusal = await deleteSingly(bucket, one, signal)
    if (refusal) refusals.set(one, refusal)
  })
  return refusals
}

/** Returns what it could not remove for a reason that may pass, or that the answer does not say. */
async function deleteTogether(
  bucket: Bucket,
  toDelete: readonly ObjectToDelete[],
  refusals: Map<ObjectToDelete, BackupError>,
  signal: AbortSignal,
): Promise<readonly ObjectToDelete[]> {
  const command = new DeleteObjectsCommand({
    ...bucket.common,
    Delete: {
      Objects: toDelete.map(({ key, versionId }) => ({
        Key: bucket.fullKey(key),
        ...(versionId && { VersionId: versionId }),
      })),
    },
  })
  command.middlewareStack.add(withContentMd5, LATE_BUILD)
  const answer = await bucket
    .ask('DeleteObjects', toDelete[0]?.key ?? '', signal, () =>
      bucket.client.send(command, { abortSignal: signal }),
    )
    .catch((error: unknown) => {
      if (!signal.aborted && refusesBatches(error)) return undefined
      throw error
    })
  if (!answer) return toDelete
  const removed = new Set((answer.Deleted ?? []).map(({ Key, VersionId }) => nameOf(Key, VersionId)))
  const denied = new Map((answer.Errors ?? []).map(error => [nameOf(error.Key, error.VersionId), error]))
  return toDelete.filter(one => {
    const name = nameOf(bucket.fullKey(one.key), one.versionId)
    const { Code: code, Message: text = '' } = denied.get(name) ?? {}
    if (code !== 'AccessDenied') return !removed.has(name)
    const failure = { code, status: 403, attempts: 1, text }
    refusals.set(
      one,
      explain(
        { operation: operationOn(one), where: bucket.url(one.key), options: bucket.options, failure },
        failure,
      ),
    )
    return false
  })
}

/** A version asked for by no name comes back by none: a new delete marker's is distinguished from it. */
function nameOf(key = '', versionId = ''): string {
  return `${versionId}\n${key}`
}

function operationOn({ versionId }: ObjectToDelete): 'DeleteObject' | 'DeleteObjectVersion' {
  return versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion'
}

/**
 * S3 wants the body's checksum with this request. Its MD5 is what every store knows; the SDK's own default (CRC32) is
 * refused by many (aws-sdk-js-v3#6819).
 */
const withContentMd5 = changeRequest(({ headers, body }) => {
  for (const name of Object.keys(headers)) {
    if (/^x-amz-(?:sdk-)?checksum-/i.test(name)) delete headers[name]
  }
  if (typeof body === 'string') headers['content-md5'] = createHash('md5').update(body).digest('base64')
})

/** What stores without this request, or with another idea of its checksum, answer: then one by one will say. */
const REFUSES_BATCHES = new Set([
  'InvalidRequest',
  'InvalidArgument',
  'InvalidDigest',
  'BadDigest',
  'MalformedXML',
])

function refusesBatches(error: unknown): boolean {
  const failure = failureOf(error)
  return hasNoSuchFeature(failure) || REFUSES_BATCHES.has(failure.code)
}

/** Refusals of one object that say nothing of the next one. */
const OF_ONE = new Set(['storage-denied', 'storage-conflict', 'storage-server-error', 'storage-refused'])

async function deleteSingly(
  bucket: Bucket,
  one: ObjectToDelete,
  signal: AbortSignal,
): Promise<BackupError | undefined> {
  const { key, versionId } = one
  const request = { ...bucket.common, Key: bucket.fullKey(key), ...(versionId && { VersionId: versionId }) }
  try {
    await bucket.ask(operationOn(one), key, signal, () =>
      bucket.client.send(new DeleteObjectCommand(request), { abortSignal: signal }),
    )
    return undefined
  } catch (error) {
    if (!signal.aborted && isGone(failureOf(error))) return undefined
    if (error instanceof BackupError && OF_ONE.has(error.code)) return error
    throw error
  }
}
