import { BackupError } from '../../backup/errors.ts'
import { notWhatWasSent } from '../refusals.ts'
import type { StoreChecksum, StoredObject } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { type ChecksumAnswer, reportedChecksum } from './checksum.ts'
import { failureOf } from './failure.ts'
import { headObject, listObjects } from './object.ts'
import { ensureLocked, type Retention } from './object-lock.ts'

/** What an object must be once it is stored. */
export interface Expected {
  readonly key: string
  readonly mark: string
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
  answer: ChecksumAnswer | undefined,
  signal: AbortSignal,
): Promise<StoredObject> {
  const { key, bytes, locked } = expected
  const url = bucket.url(key)
  const found = await look(bucket, key, signal)
  if (!found) throw vanished(url)
  if (found.bytes !== bytes) throw notWhatWasSent(url, 'size', `${bytes} bytes`, `${found.bytes} bytes`)
  const checksum = compare(found.checksum ?? (answer && reportedChecksum(answer)), expected.checksum, url)
  if (locked) await ensureLocked(bucket, key, locked, signal)
  return { key, bytes, modified: found.modified, ...(checksum && { checksum }) }
}

/** A job that may write backups but not read them is a good idea: then the listing tells the size. */
async function look(bucket: Bucket, key: string, signal: AbortSignal): Promise<StoredObject | undefined> {
  try {
    return (await headObject(bucket, key, signal))?.stored
  } catch (error) {
    if (signal.aborted || failureOf(error).status !== 403) throw error
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

function vanished(url: string): BackupError {
  return new BackupError({
    kind: 'storage',
    code: 'storage-object-vanished',
    message: `The store accepted ${url} and then did not have it.`,
    hint: 'Check for a lifecycle rule or another job that removes objects there.',
  })
}
