import type { StoreInputs } from '../stores.ts'
import { readTable } from './reading.ts'
import { s3InputsOf } from './s3-inputs.ts'
import { copyInputs, destinationInputs, s3AccessInputs, s3WritingInputs } from './table/storage.ts'

const storeInputs = { ...destinationInputs, ...s3AccessInputs, ...s3WritingInputs, ...copyInputs }

/** Where a run of any sub-action writes, as far as it can be read; undefined without a destination. Never throws. */
export function readStoreInputs(env: NodeJS.ProcessEnv): StoreInputs | undefined {
  const reading = readTable(storeInputs, env)
  const destination = reading.value('destination')
  return destination && { destination, s3: s3InputsOf(reading), localCopy: reading.value('local-copy') }
}
