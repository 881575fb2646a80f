import { readChecked } from '../action/inputs/checked-reading.ts'
import { encryptionOf } from '../action/inputs/encryption-choice.ts'
import { inputError } from '../action/inputs/problem.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { encryptionRules } from '../action/inputs/rules/encryption-rules.ts'
import { checkLasting } from '../action/inputs/rules/lasting.ts'
import { readingNotifyRules } from '../action/inputs/rules/notify-rules.ts'
import type { Rule } from '../action/inputs/rules/rule.ts'
import { writingRules } from '../action/inputs/rules/writing-rules.ts'
import { s3InputsOf } from '../action/inputs/s3-inputs.ts'
import type { ConnectionInputs, EncryptionChoice, S3Inputs } from '../action/inputs/shared.ts'
import { ignoredInputs } from '../action/inputs/warnings.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Keys } from '../encryption/opening.ts'
import type { Selection } from '../postgres/dump-choices.ts'
import { withoutManaged } from '../presets/preset.ts'
import { CHECK_INPUT_NAMES, CHECK_INPUTS, type CheckInputValues } from './input-table.ts'

/** A run of the check action, as the user wants it: read once, checked whole. */
export interface CheckInputs {
  readonly connection: ConnectionInputs
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly selection: Selection
  readonly encryption: EncryptionChoice
  readonly keys: Keys
  readonly repository: string | undefined
  readonly leastPrivilege: boolean
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

/** All that must hold between the inputs of check. */
export const CHECK_RULES: readonly Rule<CheckInputValues>[] = [
  ...encryptionRules,
  ...writingRules,
  ...accessRules,
  ...readingNotifyRules,
]

/**
 * Reads and checks all inputs of check. What is wrong with the connection is no input error but a finding.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readCheckInputs(env: NodeJS.ProcessEnv): CheckInputs {
  const { notifications, problems: found, reading } = readChecked(CHECK_INPUTS, CHECK_RULES, env)
  const { value } = reading
  const problems = [...found, ...notifications, ...checkLasting(reading, env)]
  const destination = value('destination')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    connection: {
      databaseUrl: value('database-url'),
      sslmode: value('sslmode'),
      sslRootCert: value('ssl-root-cert'),
      stallTimeoutMs: value('stall-timeout'),
    },
    destination,
    s3: s3InputsOf(reading),
    selection: selectionOf(reading),
    encryption: encryptionOf(reading),
    keys: { identities: value('age-identity'), passphrase: value('passphrase') },
    repository: value('client-repository'),
    leastPrivilege: value('least-privilege'),
    warnings: [...ignoredInputs(reading, CHECK_INPUT_NAMES)],
  }
}

function selectionOf({ value }: Reading<CheckInputValues>): Selection {
  const preset = value('preset')
  const selection = {
    tables: value('tables'),
    excludeTables: value('exclude-tables'),
    schemas: value('schemas'),
    excludeSchemas: value('exclude-schemas'),
    excludeTableData: [],
  }
  return preset === 'none' ? selection : withoutManaged(selection, preset)
}
