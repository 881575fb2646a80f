import {
  GetBucketPolicyStatusCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
} from '@aws-sdk/client-s3'
import type { BucketInspector, BucketLock, PublicAccess } from '../bucket-inspector.ts'
import { type Bucket, openBucket } from './bucket.ts'
import { failureOf, hasNoSuchFeature, isDenied } from './failure.ts'
import type { S3Options } from './options.ts'

/** What a bucket says of itself. Anything that may not be asked, or is not known to the store, is reported as unknown. */
export function s3BucketInspector(options: S3Options): BucketInspector {
  const bucket = openBucket(options)
  return {
    region: async signal => {
      const answer = await bucket.ask('HeadBucket', '', signal, () =>
        bucket.client.send(new HeadBucketCommand(bucket.common), { abortSignal: signal }),
      )
      return answer.BucketRegion || undefined
    },
    objectLock: signal => bucketLock(bucket, signal),
    publicAccess: signal => publicAccess(bucket, signal),
    close: () => bucket.client.destroy(),
  }
}

async function bucketLock(bucket: Bucket, signal: AbortSignal): Promise<BucketLock> {
  const configuration = await answered(signal, () =>
    bucket.ask('GetObjectLockConfiguration', '', signal, async () => {
      const command = new GetObjectLockConfigurationCommand(bucket.common)
      return (await bucket.client.send(command, { abortSignal: signal })).ObjectLockConfiguration
    }),
  )
  if (configuration === 'denied') return { kind: 'unknown' }
  if (typeof configuration !== 'object' || configuration.ObjectLockEnabled !== 'Enabled')
    return { kind: 'off' }
  const { Days, Mode, Years } = configuration.Rule?.DefaultRetention ?? {}
  const standard = Mode && `${Mode} for ${Years ? `${Years} years` : `${Days ?? 0} days`}`
  return { kind: 'on', standard }
}

/** A block says most; without one the policy's status says. ACLs are not asked for: new buckets of AWS have none. */
async function publicAccess(bucket: Bucket, signal: AbortSignal): Promise<PublicAccess> {
  const block = await answered(signal, () =>
    bucket.ask('GetPublicAccessBlock', '', signal, async () => {
      const command = new GetPublicAccessBlockCommand(bucket.common)
      return (await bucket.client.send(command, { abortSignal: signal })).PublicAccessBlockConfiguration
    }),
  )
  const blocked = typeof block === 'object' && block.RestrictPublicBuckets && block.IgnorePublicAcls
  if (blocked) return 'blocked'
  const status = await answered(signal, () =>
    bucket.ask('GetBucketPolicyStatus', '', signal, async () => {
      const command = new GetBucketPolicyStatusCommand(bucket.common)
      return (await bucket.client.send(command, { abortSignal: signal })).PolicyStatus
    }),
  )
  if (typeof status === 'object') return status.IsPublic ? 'public' : 'not public'
  // A bucket without a policy is answered with 404; anyone who may not ask gets 403.
  return status === 'none' && block !== 'denied' ? 'not public' : 'unknown'
}

async function answered<T>(
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T | 'denied' | 'none' | 'not known to the store' | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (signal.aborted) throw error
    if (isDenied(error)) return 'denied'
    const failure = failureOf(error)
    if (hasNoSuchFeature(failure)) return 'not known to the store'
    if (failure.status === 404) return 'none'
    throw error
  }
}
