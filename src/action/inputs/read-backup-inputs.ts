import type { Selection } from '../../catalog/choices.ts'
import { withoutManaged } from '../../presets/preset.ts'
import { anomalyPolicyOf } from './anomaly-policy.ts'
import type { BackupInputs, ConnectionInputs } from './backup-inputs.ts'
import { readChecked, withoutNotification } from './checked-reading.ts'
import { encryptionOf } from './encryption-choice.ts'
import { type InputProblem, inputError } from './problem.ts'
import { accessRules } from './rules/access-rules.ts'
import { anomalyRules } from './rules/anomaly-rules.ts'
import { checkDatabaseGiven } from './rules/connection-rules.ts'
import { dumpRules } from './rules/dump-rules.ts'
import { encryptionRules } from './rules/encryption-rules.ts'
import { checkLasting } from './rules/lasting.ts'
import type { BackupReading, Rule } from './rules/rule.ts'
import { storageRules } from './rules/storage-rules.ts'
import { s3InputsOf } from './s3-inputs.ts'
import { BACKUP_INPUTS, type BackupInputValues } from './table.ts'
import { backupWarnings } from './warnings.ts'

/** All that must hold between the inputs of a backup. */
export const BACKUP_RULES: readonly Rule<BackupInputValues>[] = [
  ...dumpRules,
  ...anomalyRules,
  ...encryptionRules,
  ...storageRules,
  ...accessRules,
]

/**
 * Reads and checks all inputs of a backup. `checkConnection` adds what is wrong with the connection itself, so that the
 * user sees everything at once; it isn't asked about an input that has a problem already.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readBackupInputs(
  env: NodeJS.ProcessEnv,
  checkConnection: (connection: ConnectionInputs) => readonly InputProblem[] = () => [],
): BackupInputs {
  const { notifications, problems: found, reading } = readChecked(BACKUP_INPUTS, BACKUP_RULES, env)
  const { value } = reading
  const connection: ConnectionInputs = {
    databaseUrl: value('database-url'),
    sslmode: value('sslmode'),
    sslRootCert: value('ssl-root-cert'),
    stallTimeoutMs: value('stall-timeout'),
  }
  const problems: InputProblem[] = [
    ...found,
    ...checkLasting(reading, env),
    ...checkDatabaseGiven(value('database-url'), env),
  ]
  const blamed = new Set(problems.map(({ input }) => input))
  problems.push(...checkConnection(connection).filter(({ input }) => !blamed.has(input)))

  const destination = value('destination')
  const copy = value('local-copy')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    connection,
    destination,
    series: value('series'),
    backupClass: value('class'),
    mode: value('mode'),
    format: value('format'),
    selection: selectionOf(reading),
    compression: value('compression'),
    noOwner: value('no-owner'),
    noAcl: value('no-acl'),
    globals: value('globals'),
    lockTimeoutMs: value('lock-timeout'),
    reuseWithinMs: value('reuse-within'),
    advisoryLock: value('advisory-lock'),
    client: { version: value('pg-version'), repository: value('client-repository') },
    // A dump of no bytes is none, whatever the user says.
    minimums: {
      bytes: Math.max(1, value('min-size') ?? 1),
      tables: value('min-tables'),
      expectTables: value('expect-tables'),
    },
    anomalies: anomalyPolicyOf(reading),
    encryption: encryptionOf(reading),
    s3: s3InputsOf(reading),
    localCopy: copy && { path: copy.path, keepDays: value('local-copy-days') },
    warnings: [...withoutNotification(notifications), ...backupWarnings(reading)],
  }
}

function selectionOf({ value }: BackupReading): Selection {
  const preset = value('preset')
  const selection = {
    tables: value('tables'),
    excludeTables: value('exclude-tables'),
    schemas: value('schemas'),
    excludeSchemas: value('exclude-schemas'),
    excludeTableData: value('exclude-table-data'),
  }
  return preset === 'none' ? selection : withoutManaged(selection, preset)
}
