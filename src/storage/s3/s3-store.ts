import { checkKey, checkListedKey } from '../refusals.ts'
import type { ObjectStore, UploadTrace } from '../store.ts'
import { openBucket } from './bucket.ts'
import { copyObject } from './copy.ts'
import { discardUpload, discardUploadsOf } from './discard.ts'
import { lockReader } from './locks.ts'
import { beginMultipart } from './multipart.ts'
import { headObject, listObjects, removeObject, removeOwnObject } from './object.ts'
import type { S3Options } from './options.ts'
import { bucketClock, bucketVersioning, probeBucket } from './probe.ts'
import { putObject } from './put.ts'
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
    removeOwn: async (key, mark, signal, receipt) =>
      removeOwnObject(bucket, listed(key), mark, signal, receipt),
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
