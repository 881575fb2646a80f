import { S3Client } from '@aws-sdk/client-s3'
import { forSdk } from '../aws/credentials.ts'
import { cancelled } from '../refusals.ts'
import { StoreConnection } from './connection.ts'
import { explain } from './explain.ts'
import { failureOf } from './failure.ts'
import type { Operation } from './operations.ts'
import type { S3Options } from './options.ts'
import { Retries, underWay } from './retries.ts'

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

/** Without progress for so long, a request is given up for good. Milliseconds. */
const STALL_MS = 600_000
/** A connection on which nothing moved for so long is taken for dead. Milliseconds. */
const IDLE_MS = 60_000
/** How often what stalls is tried within all of the time. */
const STALLS = 3

function s3Client(options: S3Options): S3Client {
  const { agents, attempts, credentials, endpoint, report, stallTimeoutMs = STALL_MS } = options
  // AWS's own variables come before the fallback, which is for stores that don't care.
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (endpoint ? 'us-east-1' : undefined)
  const assemblingIdleMs = Math.ceil(stallTimeoutMs / STALLS)
  return new S3Client({
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials: forSdk(credentials) }),
    forcePathStyle: options.forcePathStyle ?? false,
    retryStrategy: new Retries({ attempts, stallTimeoutMs, report }),
    // Every checksum that we want is computed by us, while the bytes come in; the SDK's own would be another pass, and
    // stores other than AWS refuse its default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: new StoreConnection({
      agents,
      assemblingIdleMs,
      idleMs: Math.min(IDLE_MS, assemblingIdleMs),
    }),
  })
}
