import type { StoreInputs } from '../stores.ts'
import { type Reading, readTable } from './reading.ts'
import type { ValuesOf } from './row.ts'
import { s3InputsOf } from './s3-inputs.ts'
import { copyInputs, destinationInputs, s3AccessInputs, s3WritingInputs } from './table/storage.ts'

export const storeInputs = { ...destinationInputs, ...s3AccessInputs, ...s3WritingInputs, ...copyInputs }

/** Where a run of any sub-action writes, as far as it can be read; undefined without a destination. Never throws. */
export function readStoreInputs(env: NodeJS.ProcessEnv): StoreInputs | undefined {
  return storeInputsOf(readTable(storeInputs, env))
}

/** The same of inputs that are read already. */
export function storeInputsOf(reading: Reading<ValuesOf<typeof storeInputs>>): StoreInputs | undefined {
  const destination = reading.value('destination')
  return destination && { destination, s3: s3InputsOf(reading), localCopy: reading.value('local-copy') }
}
