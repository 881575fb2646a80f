import { type InputTable, namesOf, type ValuesOf } from './row.ts'
import { leastPrivilegeInputs } from './table/check.ts'
import { clientInputs, databaseInputs } from './table/database.ts'
import { dumpInputs } from './table/dump.ts'
import { notifyInputs } from './table/notify.ts'
import { openingInputs } from './table/opening.ts'
import { encryptionInputs } from './table/proof.ts'
import { destinationInputs, lastingInputs, s3AccessInputs, s3WritingInputs } from './table/storage.ts'

const { 'database-url': databaseUrl, 'ssl-root-cert': sslRootCert, sslmode } = databaseInputs
const {
  'exclude-schemas': excludeSchemas,
  'exclude-tables': excludeTables,
  preset,
  schemas,
  tables,
} = dumpInputs

/** Every input of the check action, once: those of backup that decide what it meets, and what opens it. */
const inputs = {
  'database-url': databaseUrl,
  ...destinationInputs,
  ...leastPrivilegeInputs,
  tables,
  'exclude-tables': excludeTables,
  schemas,
  'exclude-schemas': excludeSchemas,
  preset,
  ...encryptionInputs,
  'age-identity': {
    ...openingInputs['age-identity'],
    description:
      'The secret key that opens what `encrypt-to` seals, to try whether it does. A job that only backs up does not need it.',
  },
  sslmode,
  'ssl-root-cert': sslRootCert,
  ...clientInputs,
  ...s3AccessInputs,
  ...s3WritingInputs,
  ...lastingInputs,
  ...notifyInputs,
}

export type CheckInputName = keyof typeof inputs
export type CheckInputValues = ValuesOf<typeof inputs>
export const CHECK_INPUTS: InputTable<CheckInputValues> = inputs
export const CHECK_INPUT_NAMES: readonly CheckInputName[] = namesOf(inputs)
