import type { S3Client } from '@aws-sdk/client-s3'
import { cancelled } from '../refusals.ts'
import { s3Client } from './client.ts'
import { explain } from './explain.ts'
import { failureOf } from './failure.ts'
import type { Operation } from './operations.ts'
import type { S3Options } from './options.ts'
import { underWay } from './retries.ts'

/** A bucket with all that is needed to ask it something. */
export interface Bucket {
  readonly client: S3Client
  readonly options: S3Options
  /** What every request names. */
  readonly common: { readonly Bucket: string; readonly ExpectedBucketOwner?: string }
  /** The object's key in the bucket: the prefix and the key of the port. */
  fullKey(key: string): string
  /** The key of the port, or undefined for an object outside of the prefix. */
  shortKey(fullKey: string): string | undefined
  url(key: string): string
  /**
   * Runs one request and turns its failure into what a user can act on; the SDK's own error becomes the cause.
   * @throws BackupError `storage-…`, or `cancelled` when the signal was aborted
   */
  ask<T>(operation: Operation, key: string, signal: AbortSignal, request: () => Promise<T>): Promise<T>
}

/** `client`: a connection to the same store that is there already. */
export function openBucket(options: S3Options, client = s3Client(options)): Bucket {
  const prefix = options.prefix.replaceAll(/^\/+|\/+$/g, '')
  const before = prefix === '' ? '' : `${prefix}/`
  const url = (key: string): string => `s3://${options.bucket}/${before}${key}`
  return {
    client,
    options,
    common: {
      Bucket: options.bucket,
      ...(options.expectedBucketOwner && { ExpectedBucketOwner: options.expectedBucketOwner }),
    },
    fullKey: key => before + key,
    shortKey: full => (full.startsWith(before) ? full.slice(before.length) : undefined),
    url,
    ask: async (operation, key, signal, request) => {
      if (signal.aborted) throw cancelled(signal)
      try {
        return await underWay.run(`${operation} of ${url(key)}`, request)
      } catch (error) {
        if (signal.aborted) throw cancelled(signal)
        throw explain({ operation, where: url(key), options, failure: failureOf(error) }, error)
      }
    },
  }
}
