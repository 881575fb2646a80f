import { readChecked, withoutNotification } from '../action/inputs/checked-reading.ts'
import { inputError } from '../action/inputs/problem.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { keyWithin, startRules } from '../action/inputs/rules/start-rules.ts'
import { s3AccessOf } from '../action/inputs/s3-inputs.ts'
import type { S3Access } from '../action/inputs/shared.ts'
import { ignoredInputs } from '../action/inputs/warnings.ts'
import type { BackupClass } from '../catalog/backup-class.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Start } from '../catalog/start.ts'
import type { Keys } from '../encryption/opening.ts'
import { VERIFY_INPUT_NAMES, VERIFY_INPUTS, type VerifyInputValues } from './input-table.ts'
import type { Depth } from './report.ts'

/** What narrows a choice down, and says nothing where one backup is named. */
const NARROWING = ['series', 'class', 'since', 'sample'] as const

/** Which backups are meant. */
const choiceRules: readonly Rule<VerifyInputValues>[] = [
  ...NARROWING.map(name =>
    rule<VerifyInputValues>(
      [name, 'from'],
      ({ value }) => value(name) !== undefined && value('from').kind === 'key',
      `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: all`,
    ),
  ),
  rule(
    ['sample', 'from'],
    ({ value }) => value('sample') !== undefined && value('from').kind === 'latest',
    'sample is a share of many, and from: latest is one of each series; write from: all, or leave sample empty',
  ),
]

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
    warnings: [...withoutNotification(notifications), ...ignoredInputs(reading, VERIFY_INPUT_NAMES)],
  }
}
