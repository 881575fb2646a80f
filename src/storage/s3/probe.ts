import { GetBucketVersioningCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { BackupError } from '../../core/errors.ts'
import type { Versioning } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { failureOf, hasNoSuchFeature, isDenied } from './failure.ts'
import { DESERIALIZE, reportDate } from './server-date.ts'

/**
 * Fails as the first upload would. A list and not HeadBucket: HEAD has no body, so that a wrong key, a wrong secret, an
 * expired token and a missing permission would all be the same 403.
 * @returns the time by the store's clock, where it reported it
 */
export async function probeBucket(bucket: Bucket, signal: AbortSignal): Promise<Date | undefined> {
  const command = new ListObjectsV2Command({ ...bucket.common, Prefix: bucket.fullKey(''), MaxKeys: 1 })
  let reported: Date | undefined
  command.middlewareStack.add(
    reportDate(date => {
      reported = date
    }),
    DESERIALIZE,
  )
  await bucket.ask('ListObjectsV2', '', signal, () => bucket.client.send(command, { abortSignal: signal }))
  return reported
}

/** @throws BackupError `storage-clock-untold`: what depends on the time must not go by another clock. */
export async function bucketClock(bucket: Bucket, signal: AbortSignal): Promise<Date> {
  const reported = await probeBucket(bucket, signal)
  if (reported) return reported
  throw new BackupError({
    kind: 'storage',
    code: 'storage-clock-untold',
    message: `The store of bucket ${bucket.options.bucket} does not have the time with its answers.`,
    hint: 'Check for a proxy before the store that takes the Date header away.',
  })
}

const STATUS: Readonly<Record<string, Versioning>> = { Enabled: 'on', Suspended: 'suspended' }

export async function bucketVersioning(bucket: Bucket, signal: AbortSignal): Promise<Versioning> {
  try {
    const { Status = '' } = await bucket.ask('GetBucketVersioning', '', signal, () =>
      bucket.client.send(new GetBucketVersioningCommand(bucket.common), { abortSignal: signal }),
    )
    return STATUS[Status] ?? 'off'
  } catch (error) {
    if (signal.aborted) throw error
    if (hasNoSuchFeature(failureOf(error))) return 'off'
    if (isDenied(error)) return 'unknown'
    throw error
  }
}
