import {
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
} from '@aws-sdk/client-s3'
import type { Lock } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { type Failure, failureOf, hasNoSuchFeature, isDenied } from './failure.ts'
import { DESERIALIZE, reportDate } from './server-date.ts'

/** Asks what keeps an object, or one version of it, from being removed. */
export type LockReader = (key: string, signal: AbortSignal, versionId?: string) => Promise<Lock | undefined>

/** What was asked about is not there: no lock, no object (a delete marker is none), or no locks in this bucket or store. */
function hasNone(failure: Failure): boolean {
  // Of an object in a bucket without locks, AWS and Ceph say InvalidRequest.
  if (failure.code === 'InvalidRequest' || hasNoSuchFeature(failure)) return true
  return failure.status === 404 && failure.code !== 'NoSuchBucket'
}

/** `held` is what the store said, or why it did not say it. */
type LastOutcome<Held> = { readonly held: Held | undefined } | { readonly denied: string }

/** Asks the bucket once, and its objects only where it has locks at all, or doesn't say. */
export function lockReader(bucket: Bucket): LockReader {
  let configured: Promise<boolean> | undefined
  return async (key, signal, versionId) => {
    configured ??= hasLocks(bucket, signal).catch((error: unknown) => {
      configured = undefined
      throw error
    })
    if (!(await configured)) return undefined
    const request = { ...bucket.common, Key: bucket.fullKey(key), ...(versionId && { VersionId: versionId }) }
    const [retention, hold] = await Promise.all([
      retentionOf(bucket, key, request, signal),
      legalHoldOf(bucket, key, request, signal),
    ])
    return toLock(retention, hold)
  }
}

async function hasLocks(bucket: Bucket, signal: AbortSignal): Promise<boolean> {
  const lockOfObject = await publish(signal, () =>
    bucket.ask('GetObjectLockConfiguration', '', signal, async () => {
      const command = new GetObjectLockConfigurationCommand(bucket.common)
      const answer = await bucket.client.send(command, { abortSignal: signal })
      return answer.ObjectLockConfiguration?.ObjectLockEnabled
    }),
  )
  return 'denied' in lockOfObject || lockOfObject.held === 'Enabled'
}

interface ObjectRequest {
  readonly Bucket: string
  readonly Key: string
  readonly VersionId?: string
}

interface Retained {
  readonly mode: string
  readonly until: Date
}

function retentionOf(
  bucket: Bucket,
  key: string,
  request: ObjectRequest,
  signal: AbortSignal,
): Promise<LastOutcome<Retained>> {
  const command = new GetObjectRetentionCommand(request)
  // Whether a lock has run out is for the clock that enforces it to say.
  let now = new Date()
  command.middlewareStack.add(
    reportDate(date => {
      now = date
    }),
    DESERIALIZE,
  )
  return publish(signal, () =>
    bucket.ask('GetObjectRetention', key, signal, async () => {
      const { Retention } = await bucket.client.send(command, { abortSignal: signal })
      const { Mode: mode, RetainUntilDate: until } = Retention ?? {}
      return mode && until && until > now ? { mode, until } : undefined
    }),
  )
}

function legalHoldOf(
  bucket: Bucket,
  key: string,
  request: ObjectRequest,
  signal: AbortSignal,
): Promise<LastOutcome<boolean>> {
  return publish(signal, () =>
    bucket.ask('GetObjectLegalHold', key, signal, async () => {
      const command = new GetObjectLegalHoldCommand(request)
      const { LegalHold } = await bucket.client.send(command, { abortSignal: signal })
      return LegalHold?.Status === 'ON'
    }),
  )
}

async function publish<Held>(
  signal: AbortSignal,
  ask: () => Promise<Held | undefined>,
): Promise<LastOutcome<Held>> {
  try {
    return { held: await ask() }
  } catch (error) {
    if (signal.aborted) throw error
    if (hasNone(failureOf(error))) return { held: undefined }
    if (isDenied(error)) return { denied: error.message }
    throw error
  }
}

/** What is known to be held is reported, anything else could not be asked. */
function toLock(retention: LastOutcome<Retained>, hold: LastOutcome<boolean>): Lock | undefined {
  const retained = 'held' in retention ? retention.held : undefined
  const legalHold = 'held' in hold && hold.held === true
  if (retained || legalHold) {
    const why = [
      retained && `locked until ${retained.until.toISOString().replace('.000Z', 'Z')} (${retained.mode})`,
      legalHold && 'on legal hold',
    ]
    return { kind: 'locked', retention: retained, legalHold, why: why.filter(Boolean).join(' and ') }
  }
  if ('denied' in retention) return { kind: 'unknown', why: retention.denied }
  return 'denied' in hold ? { kind: 'unknown', why: hold.denied } : undefined
}
