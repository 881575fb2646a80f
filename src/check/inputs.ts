import { type CheckedReading, type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import { type InputSource, type Settled, settleConnection } from '../action/inputs/connection.ts'
import { encryptionOf } from '../action/inputs/encryption-choice.ts'
import { openingKeys } from '../action/inputs/opening-keys.ts'
import type { InputProblem } from '../action/inputs/problem.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { encryptionRules } from '../action/inputs/rules/encryption-rules.ts'
import { checkLasting } from '../action/inputs/rules/lasting.ts'
import { readingNotifyRules } from '../action/inputs/rules/notify-rules.ts'
import type { Rule } from '../action/inputs/rules/rule.ts'
import { writingRules } from '../action/inputs/rules/writing-rules.ts'
import { s3InputsOf } from '../action/inputs/s3-inputs.ts'
import { selectionOf } from '../action/inputs/selection.ts'
import type { EncryptionChoice, S3Inputs } from '../action/inputs/shared.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Keys } from '../encryption/opening.ts'
import { CHECK_INPUTS, type CheckInputValues } from './input-table.ts'
import type { CheckRequest } from './request.ts'

/** A run of the check action, as the user wants it: read once, checked whole. */
export interface CheckInputs extends InputNotes {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly encryption: EncryptionChoice
  readonly keys: Keys
  readonly repository: string | undefined
  readonly request: CheckRequest
}

/** All that must hold between the inputs of check. */
export const CHECK_RULES: readonly Rule<CheckInputValues>[] = [
  ...encryptionRules,
  ...writingRules,
  ...accessRules,
  ...readingNotifyRules,
]

const CHECK_READING = {
  table: CHECK_INPUTS,
  rules: CHECK_RULES,
  check: (
    { notifications, reading }: CheckedReading<CheckInputValues>,
    env: NodeJS.ProcessEnv,
  ): InputProblem[] => [...notifications, ...checkLasting(reading, env)],
  connect,
}

/**
 * Reads and checks all inputs of check. What is wrong with the connection is no input error but a finding.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readCheckInputs(source: InputSource): CheckInputs {
  const { connection, destination, notes, reading } = readInputs(CHECK_READING, source)
  const { value } = reading
  const s3 = s3InputsOf(reading)
  const encryption = encryptionOf(reading)
  const keys = openingKeys(reading)
  return {
    ...notes,
    destination,
    s3,
    encryption,
    keys,
    repository: value('client-repository'),
    request: {
      database: connection,
      selection: selectionOf(reading),
      opens: encryption.kind !== 'age' || keys.identities.length > 0,
      locks: s3.objectLock !== undefined,
      folder: destination.kind === 'folder' ? destination.path : undefined,
      leastPrivilege: { wanted: value('least-privilege'), use: useOf(destination, s3) },
    },
  }
}

/** A connection that cannot be used is handed on with what is wrong. */
function connect(reading: Reading<CheckInputValues>, source: InputSource): Settled<CheckRequest['database']> {
  const database = {
    name: 'database-url',
    secret: 'DATABASE_URL',
    url: reading.value('database-url'),
  } as const
  const settled = settleConnection(database, reading, source)
  return settled.ok
    ? { ...settled, connection: { connection: settled.connection } }
    : { ok: true, connection: { problems: settled.problems }, notices: [], secrets: [] }
}

function useOf(destination: Destination, s3: S3Inputs): CheckRequest['leastPrivilege']['use'] {
  if (destination.kind === 'folder') return undefined
  const { bucket, prefix } = destination
  const keyId = s3.sse?.kind === 'aws:kms' ? (s3.sse.keyId ?? '') : undefined
  return {
    bucket,
    prefix,
    tags: s3.tags !== undefined,
    objectLock: s3.objectLock !== undefined,
    kmsKey: keyId === undefined || keyId.startsWith('arn:') ? keyId : '*',
  }
}
