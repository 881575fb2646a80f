import { resolve } from 'node:path'
import { type CheckedReading, type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import { type InputSource, type Settled, settleConnection } from '../action/inputs/connection.ts'
import { encryptionOf } from '../action/inputs/encryption-choice.ts'
import { isLoopback } from '../action/inputs/loopback.ts'
import type { InputProblem } from '../action/inputs/problem.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { encryptionRules } from '../action/inputs/rules/encryption-rules.ts'
import { checkLasting } from '../action/inputs/rules/lasting.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { writingRules } from '../action/inputs/rules/writing-rules.ts'
import { s3InputsOf } from '../action/inputs/s3-inputs.ts'
import { selectionOf } from '../action/inputs/selection.ts'
import type { EncryptionChoice } from '../action/inputs/shared.ts'
import { readRunner } from '../action/runner.ts'
import type { StoreInputs } from '../action/stores.ts'
import { type AnomalyPolicy, failOn } from '../anomaly/evaluation.ts'
import type { AdvisoryLock } from '../postgres/advisory-lock-key.ts'
import { compressionMethod } from '../postgres/compression-choice.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { BACKUP_INPUTS, type BackupInputValues } from './input-table.ts'
import type { BackupRequest } from './request.ts'

/** What to dump of the database, and in which form. */
const dumpRules: readonly Rule<BackupInputValues>[] = [
  rule(
    ['schemas', 'tables'],
    ({ value }) => value('schemas').length > 0 && value('tables').length > 0,
    'pg_dump ignores schemas where tables is given; write the schema into the pattern of tables, such as public.orders, and leave schemas empty',
  ),
  rule(
    ['exclude-schemas', 'tables'],
    ({ value }) => value('exclude-schemas').length > 0 && value('tables').length > 0,
    'pg_dump ignores exclude-schemas where tables is given; leave exclude-schemas empty',
  ),
  {
    about: ['expect-tables', 'exclude-tables'],
    broken: ({ value }) => {
      const both = value('expect-tables').find(name => value('exclude-tables').includes(name))
      return both === undefined
        ? undefined
        : `expect-tables and exclude-tables both name ${both}, so no backup could pass; remove it from one of them`
    },
  },
  rule(
    ['exclude-table-data', 'mode'],
    ({ value }) => value('exclude-table-data').length > 0 && value('mode') === 'schema',
    'exclude-table-data says nothing with mode: schema, which dumps no rows at all; leave exclude-table-data empty',
  ),
  rule(
    ['compression', 'format'],
    ({ value }) => value('format') === 'plain' && methodOf(value('compression')) === 'lz4',
    "compression: lz4 can't be read back, and so not be proven, with format: plain; write gzip, zstd or none, or format: custom",
  ),
  {
    about: ['compression', 'pg-version'],
    broken: ({ value }) => {
      const version = value('pg-version')
      const method = methodOf(value('compression'))
      if (version === 'auto' || version >= FIRST_WITH_METHODS || !['zstd', 'lz4'].includes(method))
        return undefined
      return `compression: ${method} is unknown to pg-version: ${version}; write auto or gzip, or pg-version: 16 or above`
    },
  },
]

/** What only says how backups are compared. */
const COMPARING = ['anomaly-window', 'anomaly-threshold', 'on-schema-drift'] as const

/** How a backup is compared with those before it. */
const anomalyRules: readonly Rule<BackupInputValues>[] = COMPARING.map(name =>
  rule(
    [name, 'on-anomaly'],
    ({ isSet, value }) => isSet(name) && value('on-anomaly') === 'ignore',
    `${name} says nothing with on-anomaly: ignore, which compares nothing; leave ${name} empty, or write on-anomaly: warn`,
  ),
)

/** Where the backup goes, and how it is kept there. */
const storageRules: readonly Rule<BackupInputValues>[] = [
  ...writingRules,
  rule(
    ['local-copy-days', 'local-copy'],
    reading => reading.isSet('local-copy-days') && reading.value('local-copy') === undefined,
    'local-copy-days needs local-copy; write the folder of the copies too, or leave local-copy-days empty',
  ),
  {
    about: ['local-copy', 'destination'],
    broken: ({ value }) => {
      const copy = value('local-copy')
      const destination = value('destination')
      if (!copy || destination?.kind !== 'folder' || resolve(copy.path) !== resolve(destination.path))
        return undefined
      return 'local-copy and destination are the same folder; write another, or leave local-copy empty'
    },
  },
]

/** All that must hold between the inputs of a backup. */
export const BACKUP_RULES: readonly Rule<BackupInputValues>[] = [
  ...dumpRules,
  ...anomalyRules,
  ...encryptionRules,
  ...storageRules,
  ...accessRules,
]

/** A run of the backup action, as the user wants it: read once, checked whole. */
export interface BackupInputs extends InputNotes, StoreInputs {
  readonly localCopy: { readonly path: string; readonly keepDays: number } | undefined
  readonly request: BackupRequest
  /** Undefined: a backup is made in any case. */
  readonly reuseWithinMs: number | undefined
  /** Undefined: none is taken. */
  readonly advisoryLock: AdvisoryLock | undefined
  /** Undefined: it is not compared with those before it. */
  readonly anomalies: AnomalyPolicy | undefined
  readonly encryption: EncryptionChoice
  readonly repository: string | undefined
}

const BACKUP_READING = { table: BACKUP_INPUTS, rules: BACKUP_RULES, check, connect }

/**
 * Reads and checks all inputs of a backup.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readBackupInputs(source: InputSource): BackupInputs {
  const { connection, destination, notes, reading } = readInputs(BACKUP_READING, source)
  const { value } = reading
  const copy = value('local-copy')
  const anomalies = anomalyPolicyOf(reading)
  return {
    ...notes,
    destination,
    s3: s3InputsOf(reading),
    localCopy: copy && { path: copy.path, keepDays: value('local-copy-days') },
    request: {
      connection,
      series: value('series'),
      backupClass: value('class'),
      mode: value('mode'),
      format: value('format'),
      compression: value('compression'),
      selection: selectionOf(reading, value('exclude-table-data')),
      noOwner: value('no-owner'),
      noAcl: value('no-acl'),
      globals: value('globals'),
      lockTimeoutMs: value('lock-timeout'),
      clientMajor: value('pg-version'),
      // A dump of no bytes is none, no matter what the user says.
      minimums: {
        bytes: Math.max(1, value('min-size') ?? 1),
        tables: value('min-tables'),
        expectTables: value('expect-tables'),
      },
      failOn: failOn(anomalies),
      run: readRunner(source.env).run,
    },
    reuseWithinMs: value('reuse-within'),
    advisoryLock: value('advisory-lock'),
    anomalies,
    encryption: encryptionOf(reading),
    repository: value('client-repository'),
    warnings: [...notes.warnings, ...inTheClear(reading)],
  }
}

type BackupReading = Reading<BackupInputValues>

function check({ reading }: CheckedReading<BackupInputValues>, env: NodeJS.ProcessEnv): InputProblem[] {
  return checkLasting(reading, env)
}

function connect(reading: BackupReading, source: InputSource): Settled<Connection> {
  const url = reading.value('database-url')
  return settleConnection({ name: 'database-url', secret: 'DATABASE_URL', url }, reading, source)
}

/** What is odd in the inputs of a backup, but no reason to stop. */
function inTheClear({ value }: BackupReading): string[] {
  const endpoint = URL.parse(value('endpoint') ?? '')
  const encrypted = value('encrypt-to').length > 0 || value('passphrase') !== undefined
  if (endpoint?.protocol !== 'http:' || encrypted || isLoopback(endpoint.hostname)) return []
  return [
    'endpoint is http://, so the backup travels unencrypted; write https://, or give encrypt-to or passphrase',
  ]
}

/** The first pg_dump with methods other than gzip (release notes of PostgreSQL 16). */
const FIRST_WITH_METHODS = 16

function methodOf(choice: { readonly kind: string; readonly spec?: string }): string {
  return choice.spec === undefined ? 'auto' : compressionMethod(choice.spec)
}

/** Undefined where nothing is to be compared. */
function anomalyPolicyOf({ value }: BackupReading): AnomalyPolicy | undefined {
  const onAnomaly = value('on-anomaly')
  if (onAnomaly === 'ignore') return undefined
  return {
    thresholds: { window: value('anomaly-window'), percent: value('anomaly-threshold') },
    onAnomaly,
    onDrift: value('on-schema-drift'),
  }
}
