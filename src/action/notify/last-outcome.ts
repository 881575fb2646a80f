import { messageOf } from '../../core/errors.ts'
import { readLastOutcome, rememberOutcome } from '../../notify/last-outcome.ts'
import type { Notice } from '../../notify/notice.ts'
import type { ObjectStore } from '../../storage/store.ts'
import { readTable } from '../inputs/reading.ts'
import { s3InputsOf } from '../inputs/s3-inputs.ts'
import { destinationInputs, s3AccessInputs, s3WritingInputs } from '../inputs/table/storage.ts'
import type { ActionReporter } from '../reporter.ts'
import { openDestination } from '../stores.ts'

/** The backup is stored by now: a store that answers late must not hold up the job. Milliseconds. */
const LIMIT_MS = 20_000

const storageInputs = { ...destinationInputs, ...s3AccessInputs, ...s3WritingInputs }

/** Whether a notice differs from the last reported outcome; undefined where that can't be known, which is reported in doubt. */
export async function differsFromLast(
  notice: Notice,
  env: NodeJS.ProcessEnv,
  reporter: Pick<ActionReporter, 'warning'>,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const limited = withLimit(signal)
    const last = await inDestination(env, store => readLastOutcome(store, notice, limited))
    return last === undefined ? undefined : last !== notice.outcome
  } catch (error) {
    reporter.warning(`The last reported outcome is not known, so this is reported: ${messageOf(error)}`)
    return undefined
  }
}

/** Remembers what was reported now. */
export async function keepAsLast(
  notice: Notice,
  env: NodeJS.ProcessEnv,
  reporter: Pick<ActionReporter, 'warning'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const limited = withLimit(signal)
    await inDestination(env, store => rememberOutcome(store, notice, limited))
  } catch (error) {
    reporter.warning(`What was reported is not remembered, so it is reported again: ${messageOf(error)}`)
  }
}

function withLimit(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
}

/** Undefined where the destination is not even known. */
async function inDestination<T>(
  env: NodeJS.ProcessEnv,
  use: (store: ObjectStore) => Promise<T>,
): Promise<T | undefined> {
  const reading = readTable(storageInputs, env)
  const destination = reading.value('destination')
  if (!destination) return undefined
  // What is replaced by the next change must not be locked, nor are where reading it costs.
  const { objectLock: _lock, storageClass: _class, ...s3 } = s3InputsOf(reading)
  const store = await openDestination(destination, s3)
  try {
    return await use(store)
  } finally {
    store.close()
  }
}
