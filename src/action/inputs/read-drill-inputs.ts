import type { Budgets } from '../../backup/drill/findings.ts'
import type { BackupClass } from '../../catalog/choices.ts'
import type { Destination } from '../../catalog/destination.ts'
import type { Since } from '../../catalog/since.ts'
import type { Keys } from '../../encryption/opening.ts'
import type { ConnectionInputs, S3Inputs } from './backup-inputs.ts'
import { readChecked, withoutNotification } from './checked-reading.ts'
import { DRILL_INPUT_NAMES, DRILL_INPUTS, type DrillInputValues } from './drill-table.ts'
import { type InputProblem, inputError } from './problem.ts'
import type { Reading } from './reading.ts'
import { accessRules } from './rules/access-rules.ts'
import { drillRules } from './rules/drill-rules.ts'
import type { Rule } from './rules/rule.ts'
import { keyWithin, startRules } from './rules/start-rules.ts'
import { s3AccessOf, storeEncryption } from './s3-inputs.ts'
import { withoutEffect } from './warnings.ts'

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
    warnings: [...withoutNotification(notifications), ...withoutEffect(reading, DRILL_INPUT_NAMES)],
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
