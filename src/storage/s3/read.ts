import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { cancelled, noSuchObject } from '../refusals.ts'
import type { Bucket } from './bucket.ts'
import { explain } from './explain.ts'
import { failureOf, isGone } from './failure.ts'

/** How often in a row a broken read is taken up again without a byte having come. */
const RESUMES = 5
const PAUSE_MS = 500

interface Answer {
  readonly body: Readable
  readonly etag: string | undefined
  readonly total: number
}

/**
 * Reads an object. A connection that breaks is taken up again where it broke: a restore of hours must not begin anew.
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
  let at = 0
  let failures = 0
  for (let answer = first; ; answer = await ask(bucket, key, signal, { at, etag: first.etag })) {
    try {
      for await (const chunk of answer.body) {
        at += chunk.length
        failures = 0
        yield chunk
      }
      if (at >= first.total) return
      throw new Error(`the answer ended after ${at} of ${first.total} bytes`)
    } catch (error) {
      if (signal.aborted) throw cancelled(signal)
      if (++failures > RESUMES) {
        const where = bucket.url(key)
        throw explain(
          { operation: 'GetObject', where, options: bucket.options, failure: failureOf(error) },
          error,
        )
      }
      await pause(PAUSE_MS * failures, undefined, { signal })
    }
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
