import { readChecked, withoutNotification } from '../action/inputs/checked-reading.ts'
import { type InputProblem, inputError } from '../action/inputs/problem.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { checkDatabaseGiven } from '../action/inputs/rules/connection-rules.ts'
import { warnOfLostCopy } from '../action/inputs/rules/lasting.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { keyWithin, startRules } from '../action/inputs/rules/start-rules.ts'
import { writingRules } from '../action/inputs/rules/writing-rules.ts'
import { s3InputsOf } from '../action/inputs/s3-inputs.ts'
import type { ConnectionInputs, S3Inputs } from '../action/inputs/shared.ts'
import { ignoredInputs } from '../action/inputs/warnings.ts'
import type { BackupClass } from '../catalog/backup-class.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Since } from '../catalog/since.ts'
import type { Keys } from '../encryption/opening.ts'
import type { TableName } from '../fingerprint/copy-statement.ts'
import { RESTORE_INPUT_NAMES, RESTORE_INPUTS, type RestoreInputValues } from './input-table.ts'
import type { LoadOptions } from './plan/load-strategy.ts'
import type { RestoreChoices } from './plan/restore-choices.ts'

/** What chooses among several backups, and says nothing where one is named. */
const CHOOSING = ['series', 'class', 'before'] as const

/** Which backup, and which part of it. */
const partRules: readonly Rule<RestoreInputValues>[] = [
  ...CHOOSING.map(name =>
    rule<RestoreInputValues>(
      [name, 'from'],
      ({ value }) => value(name) !== undefined && value('from').kind === 'key',
      `${name} says nothing where from is the key of one backup; leave ${name} empty, or write from: latest`,
    ),
  ),
  rule(
    ['use-list', 'tables'],
    ({ value }) => value('use-list') !== undefined && value('tables').length > 0,
    'use-list and tables both say what is restored; give one of them',
  ),
  rule(
    ['use-list', 'mode'],
    ({ value, isSet }) => value('use-list') !== undefined && isSet('mode'),
    'use-list says by itself what is restored; leave mode empty, or remove use-list',
  ),
  rule(
    ['tables', 'mode'],
    ({ value, isSet }) => value('tables').length > 0 && isSet('mode'),
    'mode says nothing where tables names what is restored: their rows, and with definitions: true their definitions; leave mode empty',
  ),
  rule(
    ['definitions', 'tables'],
    ({ value }) => value('definitions') && value('tables').length === 0,
    'definitions belongs to tables, which is empty; name the tables, or remove definitions: a full restore has them all',
  ),
]

/** How it is loaded. */
const loadRules: readonly Rule<RestoreInputValues>[] = [
  {
    about: ['single-transaction', 'jobs'],
    broken: ({ value }) => {
      const jobs = value('jobs')
      if (value('single-transaction') !== true || jobs === 'auto' || jobs === 1) return undefined
      return `single-transaction: true and jobs: ${jobs} exclude each other, since each session has a transaction of its own; write jobs: 1, or leave single-transaction empty`
    },
  },
]

/** Which part of a backup is wanted; an edited list is a file that is not read yet. */
export type PartInput =
  | { readonly kind: 'all'; readonly mode: 'full' | 'schema' | 'data' }
  | { readonly kind: 'tables'; readonly tables: readonly TableName[]; readonly definitions: boolean }
  | { readonly kind: 'list file'; readonly path: string }

/** A run of the restore action, as the user wants it: read once, checked whole. */
export interface RestoreInputs {
  readonly connection: ConnectionInputs
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly from: RestoreInputValues['from']
  readonly series: string | undefined
  readonly backupClass: BackupClass | undefined
  readonly before: Since | undefined
  readonly part: PartInput
  readonly choices: Omit<RestoreChoices, 'selection'>
  readonly load: LoadOptions
  readonly dryRun: boolean
  readonly preRestoreBackup: boolean
  /** The path of a file. */
  readonly postRestoreSql: string | undefined
  readonly analyze: boolean
  readonly keys: Keys
  readonly repository: string | undefined
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

/** All that must hold between the inputs of restore. */
export const RESTORE_RULES: readonly Rule<RestoreInputValues>[] = [
  ...partRules,
  ...startRules,
  ...loadRules,
  ...writingRules,
  ...accessRules,
]

/**
 * Reads and checks all inputs of restore; `checkConnection` as for a backup.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readRestoreInputs(
  env: NodeJS.ProcessEnv,
  checkConnection: (connection: ConnectionInputs) => readonly InputProblem[] = () => [],
): RestoreInputs {
  const { notifications, problems: found, reading } = readChecked(RESTORE_INPUTS, RESTORE_RULES, env)
  const { value } = reading
  const connection: ConnectionInputs = {
    databaseUrl: value('target-url'),
    sslmode: value('sslmode'),
    sslRootCert: value('ssl-root-cert'),
    stallTimeoutMs: value('stall-timeout'),
  }
  const problems: InputProblem[] = [
    ...found,
    ...checkDatabaseGiven(connection.databaseUrl, env, 'target-url', 'STAGING_DATABASE_URL'),
  ]
  const blamed = new Set(problems.map(({ input }) => input))
  problems.push(...checkConnection(connection).filter(({ input }) => !blamed.has(input)))
  const destination = value('destination')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    connection,
    destination,
    s3: s3InputsOf(reading),
    from: keyWithin(value('from'), destination),
    series: value('series'),
    backupClass: value('class'),
    before: value('before'),
    part: partOf(reading),
    choices: choicesOf(reading),
    load: { jobs: value('jobs'), singleTransaction: value('single-transaction') },
    dryRun: value('dry-run'),
    preRestoreBackup: value('pre-restore-backup'),
    postRestoreSql: value('post-restore-sql'),
    analyze: value('analyze'),
    keys: { identities: value('age-identity'), passphrase: value('passphrase') },
    repository: value('client-repository'),
    warnings: [
      ...withoutNotification(notifications),
      ...ignoredInputs(reading, RESTORE_INPUT_NAMES),
      ...(value('pre-restore-backup') ? warnOfLostCopy(destination, env) : []),
    ],
  }
}

function partOf({ value }: Reading<RestoreInputValues>): PartInput {
  const path = value('use-list')
  const tables = value('tables')
  if (path !== undefined) return { kind: 'list file', path }
  if (tables.length > 0) return { kind: 'tables', tables, definitions: value('definitions') }
  return { kind: 'all', mode: value('mode') }
}

function choicesOf({ value }: Reading<RestoreInputValues>): RestoreInputs['choices'] {
  const preset = value('preset')
  return {
    preset: preset === 'none' ? undefined : preset,
    noOwner: value('no-owner'),
    noAcl: value('no-acl'),
    allow: new Set(value('allow')),
    confirm: value('confirm'),
    skipExtensions: value('skip-extensions'),
    createRoles: value('create-roles'),
    disableOutbound: value('disable-outbound'),
  }
}
