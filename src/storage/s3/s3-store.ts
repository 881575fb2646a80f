import { checkKey } from '../refusals.ts'
import type { ObjectStore, UploadTrace } from '../store.ts'
import { openBucket } from './bucket.ts'
import { discardUpload, discardUploadsOf } from './discard.ts'
import { beginMultipart } from './multipart.ts'
import { headObject, listObjects, probeBucket, removeObject, removeOwnObject } from './object.ts'
import type { S3Options } from './options.ts'
import { putObject } from './put.ts'
import { readObject } from './read.ts'

/** A bucket of S3, or of a store that speaks as S3 does. Keys are relative to `options.prefix`. */
export function s3Store(options: S3Options): ObjectStore {
  const bucket = openBucket(options)
  const remember = options.remember ?? (() => () => {})
  const checked = (key: string): string => {
    checkKey(key)
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
    prepare: signal => probeBucket(bucket, signal),
    begin: async (key, signal) => beginMultipart(bucket, checked(key), remember, signal),
    put: async (key, body, signal, announce) => putObject(bucket, checked(key), body, signal, announce),
    head: async (key, signal) => (await headObject(bucket, checked(key), signal))?.stored,
    get: async (key, signal) => readObject(bucket, checked(key), signal),
    list: (prefix, signal) => listObjects(bucket, prefix, signal),
    remove: async (key, signal) => removeObject(bucket, checked(key), signal),
    removeOwn: async (key, mark, signal) => removeOwnObject(bucket, checked(key), mark, signal),
    discard,
    removeMany: () => follows(),
    lockOf: async () => follows(),
    versioning: async () => follows(),
    hidden: () => follows(),
    copy: async () => follows(),
    unfinished: () => follows(),
    clock: async () => follows(),
    close: () => bucket.client.destroy(),
  }
}

function follows(): never {
  throw new Error('the next commits bring it')
}
