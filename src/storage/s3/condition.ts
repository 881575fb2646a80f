import { keyExists } from '../refusals.ts'
import type { Bucket } from './bucket.ts'
import {
  type Failure,
  failureOf,
  isConflict,
  isTaken,
  mayHaveHappened,
  refusesConditions,
} from './failure.ts'
import { headObject } from './object.ts'

/** Added to a request that makes an object: the store refuses it when the key is taken. */
export type Condition = { readonly IfNoneMatch: '*' } | Record<never, never>

const IF_FREE: Condition = { IfNoneMatch: '*' }

/**
 * Makes an object visible under a key that must be free, exactly once. An answer can be lost: then the repeated request
 * finds the key taken, or the upload gone, by our own success, which the object's mark says from somebody else's.
 * Where the store has no conditions, a look just before has to do.
 * @returns the store's answer, undefined where it was lost
 * @throws BackupError `storage-key-exists`
 */
export async function onlyIfFree<Answer>(
  bucket: Bucket,
  key: string,
  uploadTag: string,
  signal: AbortSignal,
  make: (condition: Condition) => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await make(IF_FREE)
  } catch (error) {
    const second = signal.aborted ? undefined : secondTry(failureOf(error))
    if (!second || (await headObject(bucket, key, signal))) return settle(error)
    // Once only: anyone who refuses it again has another reason.
    return make(second).catch(settle)
  }

  /** Looks at the key for what became of a request that failed. */
  async function settle(error: unknown): Promise<undefined> {
    if (signal.aborted) throw error
    const failure = failureOf(error)
    const unclear = mayHaveHappened(failure) || secondTry(failure) !== undefined
    const found = unclear ? await headObject(bucket, key, signal).catch(() => undefined) : undefined
    if (found?.uploadTag === uploadTag) return undefined
    throw found || isTaken(failure) ? keyExists(bucket.url(key), error) : error
  }
}

/** The condition under which a failed request is worth being sent again. */
function secondTry(failure: Failure): Condition | undefined {
  if (refusesConditions(failure)) return {}
  return isConflict(failure) ? IF_FREE : undefined
}
