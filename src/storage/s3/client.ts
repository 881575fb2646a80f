import { S3Client } from '@aws-sdk/client-s3'
import type { S3Options } from './options.ts'
import { SlicedBodies } from './sliced-bodies.ts'

/** A connection that isn't there by then is given up and tried again. Milliseconds. */
const CONNECT_MS = 10_000
/** A connection on which nothing moved for so long was cut without a word. Milliseconds. */
const IDLE_MS = 120_000
/** With the SDK's backoff (0.1 s, doubled, with jitter): an outage of up to about 12 s is survived. */
const ATTEMPTS = 8

export function s3Client(options: S3Options): S3Client {
  const { endpoint, credentials } = options
  // AWS's own variables come before the fallback, which is for stores that don't care.
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (endpoint ? 'us-east-1' : undefined)
  return new S3Client({
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials: { ...credentials } }),
    forcePathStyle: options.forcePathStyle ?? false,
    maxAttempts: options.attempts ?? ATTEMPTS,
    retryMode: 'standard',
    // Every checksum that we want is computed by us, while the bytes come in; the SDK's own would be another pass, and
    // stores other than AWS refuse its default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: new SlicedBodies({ connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS }),
  })
}
