import { type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import { type InputSource, type Settled, settleConnection } from '../action/inputs/connection.ts'
import { openingKeys } from '../action/inputs/opening-keys.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { warnOfLostCopy } from '../action/inputs/rules/lasting.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { startRules } from '../action/inputs/rules/start-rules.ts'
import { writingRules } from '../action/inputs/rules/writing-rules.ts'
import { s3InputsOf } from '../action/inputs/s3-inputs.ts'
import type { S3Inputs } from '../action/inputs/shared.ts'
import { readRunner } from '../action/runner.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Keys } from '../encryption/opening.ts'
import type { TableName } from '../fingerprint/copy-statement.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { RESTORE_INPUTS, type RestoreInputValues } from './input-table.ts'
import { oneBackupRules, wantedBackup } from './one-backup.ts'
import type { RestoreChoices } from './plan/restore-choices.ts'
import type { RestoreRequest } from './request.ts'

/** Which part of the backup. */
const partRules: readonly Rule<RestoreInputValues>[] = [
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

/** A run of the restore action, as the user wants it: read once, checked whole, except the files that it names. */
export interface RestoreInputs extends InputNotes {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly request: Omit<RestoreRequest, 'choices' | 'postRestoreSql'>
  readonly choices: Omit<RestoreChoices, 'selection'>
  readonly part: PartInput
  /** The path of a file. */
  readonly postRestoreSql: string | undefined
  readonly keys: Keys
  readonly repository: string | undefined
}

/** All that must hold between the inputs of restore. */
export const RESTORE_RULES: readonly Rule<RestoreInputValues>[] = [
  ...oneBackupRules,
  ...partRules,
  ...startRules,
  ...loadRules,
  ...writingRules,
  ...accessRules,
]

const RESTORE_READING = { table: RESTORE_INPUTS, rules: RESTORE_RULES, connect }

/**
 * Reads and checks all inputs of restore.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readRestoreInputs(source: InputSource): RestoreInputs {
  const { connection, destination, notes, reading } = readInputs(RESTORE_READING, source)
  const { value } = reading
  return {
    ...notes,
    destination,
    s3: s3InputsOf(reading),
    request: {
      wanted: wantedBackup(reading, destination),
      connection,
      load: { jobs: value('jobs'), singleTransaction: value('single-transaction') },
      dryRun: value('dry-run'),
      preRestoreBackup: value('pre-restore-backup'),
      analyze: value('analyze'),
      run: readRunner(source.env).run,
    },
    choices: choicesOf(reading),
    part: partOf(reading),
    postRestoreSql: value('post-restore-sql'),
    keys: openingKeys(reading),
    repository: value('client-repository'),
    warnings: [
      ...notes.warnings,
      ...(value('pre-restore-backup') ? warnOfLostCopy(destination, source.env) : []),
    ],
  }
}

function connect(reading: Reading<RestoreInputValues>, source: InputSource): Settled<Connection> {
  const url = reading.value('target-url')
  return settleConnection({ name: 'target-url', secret: 'STAGING_DATABASE_URL', url }, reading, source)
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
