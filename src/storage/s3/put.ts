import { randomUUID } from 'node:crypto'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { keyExists, ObjectVanished } from '../refusals.ts'
import type { StoredObject } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { algorithmField, checksumOf, valueField, wholeChecksum } from './checksum.ts'
import { onlyIfFree } from './condition.ts'
import { confirm } from './confirm.ts'
import { CLEAN_UP_MS } from './discard.ts'
import { newObjectFields } from './new-object.ts'
import { headObject, removeOwnObject } from './object.ts'
import { retention } from './object-lock.ts'

/**
 * Sends a small object in one request, under a key that must be free. It stays in the bucket's own storage class, whatever
 * that of the backups is: manifests and checksums have to be readable when the backup itself lies in an archive.
 */
export async function putObject(
  bucket: Bucket,
  key: string,
  body: Uint8Array,
  signal: AbortSignal,
  announce: (mark: string) => void = () => {},
): Promise<StoredObject> {
  if (await headObject(bucket, key, signal)) throw keyExists(bucket.url(key))
  const { checksum: kind = 'sha256', objectLock } = bucket.options
  const mark = randomUUID()
  const digest = checksumOf(kind, body)
  const locked = retention(objectLock)
  const request = {
    ...bucket.common,
    ...newObjectFields(bucket.options, mark, locked),
    ...algorithmField(kind),
    ...valueField(kind, digest),
    Key: bucket.fullKey(key),
    Body: body,
  }
  const expected = { key, mark, bytes: body.length, checksum: wholeChecksum(kind, digest), locked }
  announce(mark)
  try {
    const answer = await onlyIfFree(bucket, key, mark, signal, condition =>
      bucket.ask('PutObject', key, signal, () =>
        bucket.client.send(new PutObjectCommand({ ...request, ...condition }), { abortSignal: signal }),
      ),
    )
    return await confirm(bucket, expected, answer, signal)
  } catch (error) {
    // Whatever failed, or was cancelled, after the store had taken the object: what put() refuses is not there.
    const receipt = error instanceof ObjectVanished ? error.receipt : undefined
    await removeOwnObject(bucket, key, mark, AbortSignal.timeout(CLEAN_UP_MS), receipt).catch(() => {})
    throw error
  }
}
