import { S3Client } from '@aws-sdk/client-s3'
import { forSdk } from '../aws/credentials.ts'
import { StoreConnection } from './connection.ts'
import type { S3Options } from './options.ts'
import { Retries } from './retries.ts'

/** Without progress for so long, a request is given up for good. Milliseconds. */
const STALL_MS = 600_000
/** A connection on which nothing moved for so long is taken for dead. Milliseconds. */
const IDLE_MS = 60_000
/** How often what stalls is tried within all of the time. */
const STALLS = 3

export function s3Client(options: S3Options): S3Client {
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
