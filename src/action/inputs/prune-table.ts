import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import { notifyInputs } from './table/notify.ts'
import { archiveWritingInputs, pruneInputs } from './table/prune.ts'
import { destinationInputs, s3AccessInputs } from './table/storage.ts'

/** Every input of the prune action, once. */
const inputs = {
  ...destinationInputs,
  ...pruneInputs,
  ...s3AccessInputs,
  ...archiveWritingInputs,
  ...notifyInputs,
}

export type PruneInputName = keyof typeof inputs
export type PruneInputValues = ValuesOf<typeof inputs>
export const PRUNE_INPUTS: InputTable<PruneInputValues> = inputs
export const PRUNE_INPUT_NAMES: readonly PruneInputName[] = namesOf(inputs)
