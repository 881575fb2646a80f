import { messageOf } from '../../core/errors.ts'
import { readLastOutcome, rememberOutcome } from '../../notify/last-outcome.ts'
import type { Notice } from '../../notify/notice.ts'
import type { ObjectStore } from '../../storage/store.ts'
import type { ActionReporter } from '../reporter.ts'
import { openDestination, type StoreInputs } from '../stores.ts'

/** The backup is stored by now: a store that answers late must not hold up the job. Milliseconds. */
const LIMIT_MS = 20_000

/** Whether a notice differs from the last reported outcome; undefined where that can't be known, which is reported in doubt. */
export async function differsFromLast(
  notice: Notice,
  stored: StoreInputs | undefined,
  reporter: Pick<ActionReporter, 'warning'>,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const limited = withLimit(signal)
    const last = await inDestination(stored, store => readLastOutcome(store, notice, limited))
    return last === undefined ? undefined : last !== notice.outcome
  } catch (error) {
    reporter.warning(`The last reported outcome is not known, so this is reported: ${messageOf(error)}`)
    return undefined
  }
}

/** Remembers what was reported now. */
export async function keepAsLast(
  notice: Notice,
  stored: StoreInputs | undefined,
  reporter: Pick<ActionReporter, 'warning'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const limited = withLimit(signal)
    await inDestination(stored, store => rememberOutcome(store, notice, limited))
  } catch (error) {
    reporter.warning(`What was reported is not remembered, so it is reported again: ${messageOf(error)}`)
  }
}

function withLimit(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
}

/** Undefined where the destination is not even known. */
async function inDestination<T>(
  stored: StoreInputs | undefined,
  use: (store: ObjectStore) => Promise<T>,
): Promise<T | undefined> {
  if (!stored) return undefined
  // What is replaced by the next change must not be locked, nor are where reading it costs.
  const { objectLock: _lock, storageClass: _class, ...s3 } = stored.s3
  const store = await openDestination(stored.destination, s3)
  try {
    return await use(store)
  } finally {
    store.close()
  }
}
