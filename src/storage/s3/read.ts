import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { BackupError } from '../../core/errors.ts'
import { cancelled, noSuchObject } from '../refusals.ts'
import type { Bucket } from './bucket.ts'
import { explain } from './explain.ts'
import { failureOf, isGone } from './failure.ts'
import { isStall } from './retries.ts'

/** How often in a row a broken read is taken up again without progress; one that stalls has waited already. */
const RESUMES = 5
const STALLED_RESUMES = 2
const PAUSE_MS = 500
/** A store that sends a byte with each answer makes no progress. Bytes. */
const PROGRESS_BYTES = 64 * 1024
/** A reader that is slower than this holds up the connection itself. Milliseconds. */
const HELD_MS = 5_000

interface Answer {
  readonly body: Readable
  readonly etag: string | undefined
  readonly total: number
}

/**
 * Reads an object. A connection that breaks is taken up again where it broke: a restore of hours must not begin again.
 * @throws BackupError `storage-object-missing`
 */
export async function readObject(bucket: Bucket, key: string, signal: AbortSignal): Promise<Readable> {
  const first = await ask(bucket, key, signal)
  return Readable.from(follow(bucket, key, first, signal), { objectMode: false, highWaterMark: 256 * 1024 })
}

async function* follow(
  bucket: Bucket,
  key: string,
  first: Answer,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const where = bucket.url(key)
  let at = 0
  let failures = 0
  let stalls = 0
  let brokenAt = 0
  /** Whether the reader has taken its time since the last chunk: the connection was idle for that, and may be gone. */
  let held = false
  for (let answer = first; ; answer = await resume(bucket, key, signal, { at, first })) {
    try {
      for await (const chunk of answer.body) {
        at += chunk.length
        if (at - brokenAt >= PROGRESS_BYTES) failures = stalls = 0
        const handedAt = performance.now()
        yield chunk
        held = performance.now() - handedAt > HELD_MS
      }
      if (at >= first.total) return
      throw new Error(`the answer ended after ${at} of ${first.total} bytes`)
    } catch (error) {
      if (signal.aborted) throw cancelled(signal)
      failures += 1
      brokenAt = at
      if (isStall(error) && !held) stalls += 1
      if (failures > RESUMES || stalls > STALLED_RESUMES) {
        const trouble = { operation: 'GetObject', where, options: bucket.options } as const
        throw explain({ ...trouble, failure: failureOf(error) }, error)
      }
      if (!held) bucket.options.report?.(`GetObject of ${where}: broken off; goes on at byte ${at}`)
      held = false
      await pause(PAUSE_MS * failures, undefined, { signal })
    }
  }
}

/** @throws BackupError `storage-length-wrong` where there is nothing behind what was read already */
async function resume(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
  { at, first }: { readonly at: number; readonly first: Answer },
): Promise<Answer> {
  try {
    return await ask(bucket, key, signal, { at, etag: first.etag })
  } catch (error) {
    if (signal.aborted || failureOf(error).status !== 416) throw error
    throw new BackupError(
      {
        kind: 'storage',
        code: 'storage-length-wrong',
        message: `The store announced ${first.total} bytes of ${bucket.url(key)}, and has no more than ${at}.`,
        hint: 'Run again; if it stays so, look for a proxy before the store that changes its answers.',
      },
      error,
    )
  }
}

/** `If-Match` makes sure that the rest comes from the same object. */
async function ask(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
  from?: { readonly at: number; readonly etag: string | undefined },
): Promise<Answer> {
  const command = new GetObjectCommand({
    ...bucket.common,
    Key: bucket.fullKey(key),
    ...(from && { Range: `bytes=${from.at}-` }),
    ...(from?.etag && { IfMatch: from.etag }),
  })
  try {
    const answer = await bucket.ask('GetObject', key, signal, () =>
      bucket.client.send(command, { abortSignal: signal }),
    )
    if (!(answer.Body instanceof Readable)) throw new Error(`${bucket.url(key)}: the answer has no body`)
    return { body: answer.Body, etag: answer.ETag, total: answer.ContentLength ?? 0 }
  } catch (error) {
    throw !signal.aborted && isGone(failureOf(error)) ? noSuchObject(bucket.url(key), error) : error
  }
}
