import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import { clientInputs } from './table/database.ts'
import { notifyInputs } from './table/notify.ts'
import { openingInputs } from './table/opening.ts'
import {
  afterCareInputs,
  loadInputs,
  oneBackupInputs,
  partInputs,
  safetyInputs,
  targetInputs,
  targetTlsInputs,
} from './table/restore.ts'
import { destinationInputs, s3AccessInputs, s3WritingInputs } from './table/storage.ts'

/** Every input of the restore action, once. */
const restoreInputs = {
  ...targetInputs,
  ...destinationInputs,
  ...oneBackupInputs,
  ...partInputs,
  ...safetyInputs,
  ...loadInputs,
  ...afterCareInputs,
  ...openingInputs,
  ...targetTlsInputs,
  ...clientInputs,
  ...s3AccessInputs,
  ...s3WritingInputs,
  ...notifyInputs,
}

export type RestoreInputName = keyof typeof restoreInputs
export type RestoreInputValues = ValuesOf<typeof restoreInputs>
export const RESTORE_INPUTS: InputTable<RestoreInputValues> = restoreInputs
export const RESTORE_INPUT_NAMES: readonly RestoreInputName[] = namesOf(restoreInputs)
