import type { Readable } from 'node:stream'
import { BackupError } from '../core/errors.ts'
import type { ObjectStore } from '../storage/store.ts'
import { destroyAndWait } from '../stream/destroy-and-wait.ts'

/** What is small may be read beside others; what is larger is read alone, no matter what listings say. Bytes. */
const ALONE_FROM = 4 * 1024 * 1024

/** Settles when nobody reads something large. */
let alone: Promise<unknown> = Promise.resolve()

/**
 * Reads a small object whole, and never more of it than the limit: a store may send more than it lists, or without end.
 * @param limit bytes
 * @throws BackupError `storage-object-too-large`, or the store's own
 */
export async function readSmall(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  limit: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const source = await store.get(key, signal)
  const read = readUpTo(source, key, limit)
  return await read.finally(() => destroyAndWait(source))
}

async function readUpTo(source: Readable, key: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  let release = (): void => {}
  let isAlone = false
  try {
    for await (const chunk of source) {
      const part = Buffer.from(chunk)
      bytes += part.length
      if (bytes > limit) throw tooLarge(key, limit)
      chunks.push(part)
      if (isAlone || bytes <= ALONE_FROM) continue
      const turn = Promise.withResolvers<void>()
      const before = alone
      alone = before.then(() => turn.promise)
      release = turn.resolve
      isAlone = true
      await before
    }
    return Buffer.concat(chunks)
  } finally {
    release()
  }
}

function tooLarge(key: string, limit: number): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'storage-object-too-large',
    message: `${key} has more than ${limit.toLocaleString('en-US')} bytes, which nothing of its kind has; the rest was not read.`,
    hint: 'Find out who wrote it; it is not one of ours. Move it out of the bucket if nobody needs it.',
  })
}
