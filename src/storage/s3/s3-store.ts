import { randomUUID } from 'node:crypto'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import type { UploadTrace } from '../../core/upload-trace.ts'
import { checkKey, checkListedKey, keyExists, ObjectVanished } from '../refusals.ts'
import type { ObjectStore, PendingUpload, RememberUpload, StoredObject } from '../store.ts'
import { beginUpload } from './begin-upload.ts'
import { type Bucket, openBucket } from './bucket.ts'
import { algorithmField, checksumOf, valueField, wholeChecksum } from './checksum.ts'
import { onlyIfFree } from './condition.ts'
import { confirm } from './confirm.ts'
import { copyObject } from './copy.ts'
import { CLEAN_UP_MS, discardUpload, discardUploadsOf } from './discard.ts'
import { lockReader } from './locks.ts'
import { MultipartUpload } from './multipart-upload.ts'
import { newObjectFields } from './new-object.ts'
import { headObject, listObjects, removeObject, removeTaggedObject } from './object.ts'
import { retention } from './object-lock.ts'
import type { S3Options } from './options.ts'
import { bucketClock, bucketVersioning, probeBucket } from './probe.ts'
import { readObject } from './read.ts'
import { removeObjects } from './remove-many.ts'
import { lastActivity, unfinishedUploads } from './uploads.ts'
import { hiddenObjects } from './versions.ts'

/** A bucket of S3, or of a store that speaks as S3 does. Keys are relative to `options.prefix`. */
export function s3Store(options: S3Options): ObjectStore {
  const bucket = openBucket(options)
  const lockOf = lockReader(bucket)
  const remember = options.remember ?? (() => () => {})
  const checked = (key: string): string => {
    checkKey(key)
    return key
  }
  // Others name objects as they like, as with two slashes.
  const listed = (key: string): string => {
    checkListedKey(key)
    return key
  }
  const discard = async (trace: UploadTrace, signal: AbortSignal): Promise<void> => {
    if (trace.kind !== 'multipart' || trace.bucket !== options.bucket) return
    const { key: fullKey, uploadId } = trace
    if (uploadId) await discardUpload(bucket, { fullKey, uploadId }, signal)
    else await discardUploadsOf(bucket, fullKey, signal)
  }
  return {
    location: bucket.url('').replace(/\/$/, ''),
    url: key => bucket.url(key),
    prepare: async signal => {
      await probeBucket(bucket, signal)
    },
    begin: async (key, signal) => beginMultipart(bucket, checked(key), remember, signal),
    put: async (key, body, signal, announce) => putObject(bucket, checked(key), body, signal, announce),
    head: async (key, signal) => (await headObject(bucket, listed(key), signal))?.stored,
    get: async (key, signal) => readObject(bucket, listed(key), signal),
    list: (prefix, signal) => listObjects(bucket, prefix, signal),
    remove: async (key, signal) => removeObject(bucket, listed(key), signal),
    removeIfTagged: async (key, uploadTag, signal, receipt) =>
      removeTaggedObject(bucket, listed(key), uploadTag, signal, receipt),
    discard,
    removeMany: (keys, signal, { versions = 'current' } = {}) =>
      removeObjects({ bucket, lockOf, signal }, keys, versions),
    lockOf: async (key, signal) => lockOf(listed(key), signal),
    versioning: signal => bucketVersioning(bucket, signal),
    hidden: (prefix, signal) => hiddenObjects(bucket, prefix, signal),
    copy: async (from, to, how, signal) =>
      copyObject(bucket, { from: listed(from), to: checked(to) }, how, remember, signal),
    unfinished: (prefix, signal) => unfinishedUploads(bucket, prefix, signal),
    lastActivity: (upload, signal) => lastActivity(bucket, upload, signal),
    clock: signal => bucketClock(bucket, signal),
    ...(options.prefix !== '' && { whole: () => s3Store({ ...options, prefix: '' }) }),
    close: () => bucket.client.destroy(),
  }
}

/** Begins an upload of unknown length under a key that must be free. */
async function beginMultipart(
  bucket: Bucket,
  key: string,
  remember: RememberUpload,
  signal: AbortSignal,
): Promise<PendingUpload> {
  const { forget, ...begun } = await beginUpload(bucket, key, {}, remember, signal)
  return new MultipartUpload(bucket, { ...begun, signal }, forget)
}

/**
 * Sends a small object in one request, under a key that must be free. It stays in the bucket's own storage class, no matter what
 * that of the backups is: manifests and checksums have to be readable when the backup itself is in an archive.
 */
async function putObject(
  bucket: Bucket,
  key: string,
  body: Uint8Array,
  signal: AbortSignal,
  announce: (uploadTag: string) => void = () => {},
): Promise<StoredObject> {
  if (await headObject(bucket, key, signal)) throw keyExists(bucket.url(key))
  const { checksum: kind = 'sha256', objectLock } = bucket.options
  const uploadTag = randomUUID()
  const digest = checksumOf(kind, body)
  const locked = retention(objectLock)
  const request = {
    ...bucket.common,
    ...newObjectFields(bucket.options, uploadTag, locked),
    ...algorithmField(kind),
    ...valueField(kind, digest),
    Key: bucket.fullKey(key),
    Body: body,
  }
  const expected = { key, uploadTag, bytes: body.length, checksum: wholeChecksum(kind, digest), locked }
  announce(uploadTag)
  try {
    const answer = await onlyIfFree(bucket, key, uploadTag, signal, condition =>
      bucket.ask('PutObject', key, signal, () =>
        bucket.client.send(new PutObjectCommand({ ...request, ...condition }), { abortSignal: signal }),
      ),
    )
    return await confirm(bucket, expected, answer, signal)
  } catch (error) {
    // No matter what failed, or was cancelled, after the store had taken the object: what put() refuses is not there.
    const receipt = error instanceof ObjectVanished ? error.receipt : undefined
    await removeTaggedObject(bucket, key, uploadTag, AbortSignal.timeout(CLEAN_UP_MS), receipt).catch(
      () => {},
    )
    throw error
  }
}
