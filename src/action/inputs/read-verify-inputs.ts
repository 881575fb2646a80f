import type { Depth } from '../../backup/verification.ts'
import type { BackupClass } from '../../catalog/choices.ts'
import type { Destination } from '../../catalog/destination.ts'
import type { Start } from '../../catalog/start.ts'
import type { Keys } from '../../encryption/opening.ts'
import type { S3Access } from './backup-inputs.ts'
import { readChecked, withoutNotification } from './checked-reading.ts'
import { inputError } from './problem.ts'
import { accessRules } from './rules/access-rules.ts'
import { choiceRules } from './rules/choice-rules.ts'
import type { Rule } from './rules/rule.ts'
import { keyWithin, startRules } from './rules/start-rules.ts'
import { s3AccessOf } from './s3-inputs.ts'
import { VERIFY_INPUT_NAMES, VERIFY_INPUTS, type VerifyInputValues } from './verify-table.ts'
import { withoutEffect } from './warnings.ts'

/** A run of the verify action, as the user wants it: read once, checked whole. */
export interface VerifyInputs {
  readonly destination: Destination
  readonly s3: S3Access
  readonly start: Start
  readonly series: string | undefined
  readonly backupClass: BackupClass | undefined
  readonly since: VerifyInputValues['since']
  /** Above 0, at most 1; undefined: all. */
  readonly sample: number | undefined
  readonly depth: Depth
  readonly parallel: number
  readonly keys: Keys
  readonly repository: string | undefined
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

/** All that must hold between the inputs of verify. */
export const VERIFY_RULES: readonly Rule<VerifyInputValues>[] = [
  ...choiceRules,
  ...startRules,
  ...accessRules,
]

/**
 * Reads and checks all inputs of verify.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readVerifyInputs(env: NodeJS.ProcessEnv): VerifyInputs {
  const { notifications, problems, reading } = readChecked(VERIFY_INPUTS, VERIFY_RULES, env)
  const { value } = reading
  const destination = value('destination')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    destination,
    s3: s3AccessOf(reading),
    start: keyWithin(value('from'), destination),
    series: value('series'),
    backupClass: value('class'),
    since: value('since'),
    sample: value('sample'),
    depth: value('depth'),
    parallel: value('parallel'),
    keys: { identities: value('age-identity'), passphrase: value('passphrase') },
    repository: value('client-repository'),
    warnings: [...withoutNotification(notifications), ...withoutEffect(reading, VERIFY_INPUT_NAMES)],
  }
}
