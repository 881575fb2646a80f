import { readChecked, withoutNotification } from '../action/inputs/checked-reading.ts'
import { type InputProblem, inputError } from '../action/inputs/problem.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { keyWithin, startRules } from '../action/inputs/rules/start-rules.ts'
import { s3AccessOf, storeEncryption } from '../action/inputs/s3-inputs.ts'
import type { ConnectionInputs, S3Inputs } from '../action/inputs/shared.ts'
import { ignoredInputs } from '../action/inputs/warnings.ts'
import type { BackupClass } from '../catalog/backup-class.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Since } from '../catalog/since.ts'
import type { Keys } from '../encryption/opening.ts'
import { DRILL_INPUT_NAMES, DRILL_INPUTS, type DrillInputValues } from './input-table.ts'
import type { Budgets } from './record/findings.ts'

/** What chooses among several backups, and says nothing where one is named. */
const CHOOSING = ['series', 'class', 'before'] as const
/** What only says how a given server is reached. */
const REACHING = ['sslmode', 'ssl-root-cert'] as const
/** What only says how the record is kept. */
const KEEPING = ['sse', 'sse-kms-key-id', 'tags', 'checksum'] as const

/** Which backup, where it is restored, and what is left of it. */
const drillRules: readonly Rule<DrillInputValues>[] = [
  ...CHOOSING.map(name =>
    rule<DrillInputValues>(
      [name, 'from'],
      ({ value }) => value(name) !== undefined && value('from').kind === 'key',
      `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: latest`,
    ),
  ),
  ...REACHING.map(name =>
    rule<DrillInputValues>(
      [name, 'server-url'],
      ({ isSet, value }) => isSet(name) && value('server-url') === undefined,
      `${name} is for server-url, which is empty: the drill's own server is reached by a socket; give server-url, or leave ${name} empty`,
    ),
  ),
  ...KEEPING.map(name =>
    rule<DrillInputValues>(
      [name, 'record'],
      ({ isSet, value }) => isSet(name) && !value('record'),
      `${name} says how the record is kept, and record: false keeps none; leave ${name} empty, or write record: true`,
    ),
  ),
  rule(
    ['sse-kms-key-id', 'sse'],
    ({ value }) => value('sse-kms-key-id') !== undefined && value('sse') !== 'aws:kms',
    'sse-kms-key-id is used with sse: aws:kms only; write sse: aws:kms too, or leave sse-kms-key-id empty',
  ),
]

/** A run of the drill action, as the user wants it: read once, checked whole. */
export interface DrillInputs {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly from: DrillInputValues['from']
  readonly series: string | undefined
  readonly backupClass: BackupClass | undefined
  readonly before: Since | undefined
  readonly keys: Keys
  readonly checks: DrillInputValues['checks']
  readonly budgets: Budgets
  readonly jobs: 'auto' | number
  readonly missingExtensions: 'fail' | 'skip'
  readonly record: boolean
  readonly trusted: boolean
  /** Undefined: the drill starts a server of its own. */
  readonly server: ConnectionInputs | undefined
  readonly repository: string | undefined
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

/** All that must hold between the inputs of drill. */
export const DRILL_RULES: readonly Rule<DrillInputValues>[] = [...drillRules, ...startRules, ...accessRules]

/**
 * Reads and checks all inputs of drill; `checkConnection` as for a backup.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readDrillInputs(
  env: NodeJS.ProcessEnv,
  checkConnection: (connection: ConnectionInputs) => readonly InputProblem[] = () => [],
): DrillInputs {
  const { notifications, problems: found, reading } = readChecked(DRILL_INPUTS, DRILL_RULES, env)
  const { value } = reading
  const server = serverOf(reading)
  const problems: InputProblem[] = [...found]
  const blamed = new Set(problems.map(({ input }) => input))
  const ofServer = server ? checkConnection(server) : []
  problems.push(...ofServer.filter(({ input }) => !blamed.has(input)))
  const destination = value('destination')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    destination,
    s3: recordStorage(reading),
    from: keyWithin(value('from'), destination),
    series: value('series'),
    backupClass: value('class'),
    before: value('before'),
    keys: { identities: value('age-identity'), passphrase: value('passphrase') },
    checks: value('checks'),
    budgets: { rtoMs: value('rto-budget'), ageMs: value('max-age') },
    jobs: value('jobs'),
    missingExtensions: value('missing-extensions'),
    record: value('record'),
    trusted: value('trusted'),
    server,
    repository: value('client-repository'),
    warnings: [...withoutNotification(notifications), ...ignoredInputs(reading, DRILL_INPUT_NAMES)],
  }
}

function serverOf({ value }: Reading<DrillInputValues>): ConnectionInputs | undefined {
  const databaseUrl = value('server-url')
  return databaseUrl === undefined
    ? undefined
    : {
        databaseUrl,
        sslmode: value('sslmode'),
        sslRootCert: value('ssl-root-cert'),
        stallTimeoutMs: value('stall-timeout'),
      }
}

function recordStorage(reading: Reading<DrillInputValues>): S3Inputs {
  const tags = reading.value('tags')
  return {
    ...s3AccessOf(reading),
    sse: storeEncryption(reading),
    ...(tags.length > 0 && { tags: Object.fromEntries(tags.map(tag => [tag.key, tag.value])) }),
    checksum: reading.value('checksum'),
  }
}
