import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import { fleetInputs } from './table/fleet.ts'
import { notifyInputs } from './table/notify.ts'
import { s3AccessInputs, s3WritingInputs } from './table/storage.ts'

/** Every input of the fleet action, once. */
const inputs = {
  ...fleetInputs,
  ...s3AccessInputs,
  // For what was told last, which is all that it stores.
  sse: s3WritingInputs.sse,
  'sse-kms-key-id': s3WritingInputs['sse-kms-key-id'],
  ...notifyInputs,
}

export type FleetInputName = keyof typeof inputs
export type FleetInputValues = ValuesOf<typeof inputs>
export const FLEET_INPUTS: InputTable<FleetInputValues> = inputs
export const FLEET_INPUT_NAMES: readonly FleetInputName[] = namesOf(inputs)
