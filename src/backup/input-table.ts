import { type InputTable, namesOf, type ValuesOf } from '../action/inputs/row.ts'
import { anomalyInputs } from '../action/inputs/table/anomaly.ts'
import { clientInputs, databaseInputs } from '../action/inputs/table/database.ts'
import { dumpInputs } from '../action/inputs/table/dump.ts'
import { gateInputs } from '../action/inputs/table/gate.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { encryptionInputs, minimumInputs } from '../action/inputs/table/proof.ts'
import {
  copyInputs,
  destinationInputs,
  lastingInputs,
  s3AccessInputs,
  s3WritingInputs,
} from '../action/inputs/table/storage.ts'

const { 'database-url': databaseUrl, ...connection } = databaseInputs

/**
 * Every input of the backup action, once: action.yml, the tables of the README, the masks and the TypeScript types come
 * from here. In the order in which they are documented: the essential two first.
 */
const backupInputs = {
  'database-url': databaseUrl,
  ...destinationInputs,
  ...dumpInputs,
  ...gateInputs,
  ...minimumInputs,
  ...anomalyInputs,
  ...encryptionInputs,
  ...connection,
  ...clientInputs,
  ...s3AccessInputs,
  ...s3WritingInputs,
  ...lastingInputs,
  ...copyInputs,
  ...notifyInputs,
}

export type BackupInputName = keyof typeof backupInputs
export type BackupInputValues = ValuesOf<typeof backupInputs>
export const BACKUP_INPUTS: InputTable<BackupInputValues> = backupInputs
export const BACKUP_INPUT_NAMES: readonly BackupInputName[] = namesOf(backupInputs)
