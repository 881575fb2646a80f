import { setTimeout as pause } from 'node:timers/promises'
import type { Receipt } from '../../core/upload-trace.ts'
import { cancelled, notWhatWasSent, objectVanished } from '../refusals.ts'
import type { StoreChecksum, StoredObject } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { type ChecksumAnswer, reportedChecksum } from './checksum.ts'
import { isDenied } from './failure.ts'
import { headObject, listObjects } from './object.ts'
import { ensureLocked, type Retention } from './object-lock.ts'

/** How long it takes until a new object is looked for again, where the store does not show it. Milliseconds. */
const PAUSES_MS = [300, 1_000, 3_000]

/** What the store said when it took an object. */
export interface MadeAnswer extends ChecksumAnswer {
  readonly ETag?: string | undefined
  readonly VersionId?: string | undefined
}

/** What an object must be once it is stored. */
export interface Expected {
  readonly key: string
  readonly uploadTag: string
  readonly bytes: number
  /** What the store must report; undefined where none was sent: then the size alone is compared. */
  readonly checksum: StoreChecksum | undefined
  readonly locked: Retention | undefined
}

/**
 * Reads back what the store says of a new object and compares; the caller removes what is not what was sent.
 * `answer` is what the store said when it took the object, where that arrived.
 * @throws BackupError `storage-size-mismatch`, `storage-checksum-mismatch`, `storage-object-not-locked`
 */
export async function confirm(
  bucket: Bucket,
  expected: Expected,
  answer: MadeAnswer | undefined,
  signal: AbortSignal,
): Promise<StoredObject> {
  const { key, bytes, locked } = expected
  const url = bucket.url(key)
  const found = await look(bucket, key, signal)
  if (!found) throw objectVanished(url, receiptOf(answer))
  if (found.bytes !== bytes) throw notWhatWasSent(url, 'size', `${bytes} bytes`, `${found.bytes} bytes`)
  const checksum = compare(found.checksum ?? (answer && reportedChecksum(answer)), expected.checksum, url)
  if (locked) await ensureLocked(bucket, key, locked, signal)
  return { key, bytes, modified: found.modified, ...(checksum && { checksum }) }
}

/**
 * What the store says of the object. A cache before the store may not know it yet. A job that may write backups but not
 * read them is a good idea: then the listing has the size.
 */
async function look(bucket: Bucket, key: string, signal: AbortSignal): Promise<StoredObject | undefined> {
  for (const pauseMs of [...PAUSES_MS, undefined]) {
    const found = await lookOnce(bucket, key, signal)
    if (found || pauseMs === undefined) return found
    await pause(pauseMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) throw cancelled(signal)
  }
  return undefined
}

async function lookOnce(bucket: Bucket, key: string, signal: AbortSignal): Promise<StoredObject | undefined> {
  try {
    return (await headObject(bucket, key, signal))?.stored
  } catch (error) {
    if (signal.aborted || !isDenied(error)) throw error
    for await (const listed of listObjects(bucket, key, signal))
      return listed.key === key ? listed : undefined
    return undefined
  }
}

/** Returns the checksum that was compared; none where the store has none, or one of another kind. */
function compare(
  stored: StoreChecksum | undefined,
  sent: StoreChecksum | undefined,
  url: string,
): StoreChecksum | undefined {
  if (stored === undefined || sent?.algorithm !== stored.algorithm) return undefined
  if (sent.value !== stored.value) throw notWhatWasSent(url, 'checksum', sent.value, stored.value)
  return stored
}

function receiptOf(answer: MadeAnswer | undefined): Receipt {
  const { ETag: etag, VersionId: versionId } = answer ?? {}
  return { ...(etag && { etag }), ...(versionId && { versionId }) }
}
