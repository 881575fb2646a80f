import { flag } from '../action/inputs/readers.ts'
import { defaulting, type ValuesOf } from '../action/inputs/row.ts'
import { clientInputs, databaseInputs } from '../action/inputs/table/database.ts'
import { dumpInputs } from '../action/inputs/table/dump.ts'
import { notifyInputs } from '../action/inputs/table/notify.ts'
import { openingInputs } from '../action/inputs/table/opening.ts'
import { encryptionInputs } from '../action/inputs/table/proof.ts'
import {
  destinationInputs,
  lastingInputs,
  s3AccessInputs,
  s3WritingInputs,
} from '../action/inputs/table/storage.ts'

/** What else is reported. */
const leastPrivilegeInputs = {
  'least-privilege': defaulting(flag, 'false', {
    description:
      'Print the rights that this configuration needs and no others: the GRANTs for the role, and IAM policies for a writer, a pruner and a restorer.',
  }),
}

const { 'database-url': databaseUrl, 'ssl-root-cert': sslRootCert, sslmode } = databaseInputs
const {
  'exclude-schemas': excludeSchemas,
  'exclude-tables': excludeTables,
  preset,
  schemas,
  tables,
} = dumpInputs

/** Every input of the check action, once: those of backup that decide what it meets, and what opens it. */
export const CHECK_INPUTS = {
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

export type CheckInputValues = ValuesOf<typeof CHECK_INPUTS>
