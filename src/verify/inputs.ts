import { type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import { type InputSource, withoutDatabase } from '../action/inputs/connection.ts'
import { openingKeys } from '../action/inputs/opening-keys.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { keyWithin, startRules } from '../action/inputs/rules/start-rules.ts'
import { s3AccessOf } from '../action/inputs/s3-inputs.ts'
import type { S3Access } from '../action/inputs/shared.ts'
import type { Destination } from '../catalog/destination.ts'
import { sinceWhen } from '../catalog/since.ts'
import type { Keys } from '../encryption/opening.ts'
import { VERIFY_INPUTS, type VerifyInputValues } from './input-table.ts'
import type { VerifyRequest } from './verify-backups.ts'

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
export interface VerifyInputs extends InputNotes {
  readonly destination: Destination
  readonly s3: S3Access
  readonly request: VerifyRequest
  readonly keys: Keys
  readonly repository: string | undefined
}

/** All that must hold between the inputs of verify. */
export const VERIFY_RULES: readonly Rule<VerifyInputValues>[] = [
  ...choiceRules,
  ...startRules,
  ...accessRules,
]

const VERIFY_READING = { table: VERIFY_INPUTS, rules: VERIFY_RULES, connect: withoutDatabase }

/**
 * Reads and checks all inputs of verify.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readVerifyInputs(source: InputSource): VerifyInputs {
  const { destination, notes, reading } = readInputs(VERIFY_READING, source)
  const { value } = reading
  const since = value('since')
  return {
    ...notes,
    destination,
    s3: s3AccessOf(reading),
    request: {
      range: {
        start: keyWithin(value('from'), destination),
        series: value('series'),
        backupClass: value('class'),
        since: since && sinceWhen(since, new Date()),
        sample: value('sample'),
      },
      depth: value('depth'),
      parallel: value('parallel'),
    },
    keys: openingKeys(reading),
    repository: value('client-repository'),
  }
}
