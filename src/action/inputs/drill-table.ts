import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import {
  drillLoadInputs,
  drillProgramInputs,
  drillProofInputs,
  drillRecordInputs,
  drillServerInputs,
  drillWritingInputs,
} from './table/drill.ts'
import { notifyInputs } from './table/notify.ts'
import { openingInputs } from './table/opening.ts'
import { oneBackupInputs, targetTlsInputs } from './table/restore.ts'
import { destinationInputs, s3AccessInputs } from './table/storage.ts'

/** Every input of the drill action, once. */
const drillInputs = {
  ...destinationInputs,
  ...oneBackupInputs,
  ...openingInputs,
  ...drillProofInputs,
  ...drillLoadInputs,
  ...drillRecordInputs,
  ...drillServerInputs,
  ...targetTlsInputs,
  ...drillProgramInputs,
  ...s3AccessInputs,
  ...drillWritingInputs,
  ...notifyInputs,
}

export type DrillInputName = keyof typeof drillInputs
export type DrillInputValues = ValuesOf<typeof drillInputs>
export const DRILL_INPUTS: InputTable<DrillInputValues> = drillInputs
export const DRILL_INPUT_NAMES: readonly DrillInputName[] = namesOf(drillInputs)
