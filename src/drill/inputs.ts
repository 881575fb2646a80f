import { availableParallelism } from 'node:os'
import { type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import {
  type InputSource,
  type Settled,
  settleConnection,
  withoutDatabase,
} from '../action/inputs/connection.ts'
import { openingKeys } from '../action/inputs/opening-keys.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { startRules } from '../action/inputs/rules/start-rules.ts'
import { s3AccessOf, storeEncryption } from '../action/inputs/s3-inputs.ts'
import type { S3Inputs } from '../action/inputs/shared.ts'
import { readRunner } from '../action/runner.ts'
import type { Destination } from '../catalog/destination.ts'
import type { Keys } from '../encryption/opening.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { oneBackupRules, wantedBackup } from '../restore/one-backup.ts'
import { DRILL_INPUTS, type DrillInputValues } from './input-table.ts'
import type { DrillRequest } from './request.ts'

/** What only says how a given server is reached. */
const REACHING = ['sslmode', 'ssl-root-cert'] as const
/** What only says how the record is kept. */
const KEEPING = ['sse', 'sse-kms-key-id', 'tags', 'checksum'] as const

/** Where the backup is restored, and what is left of it. */
const drillRules: readonly Rule<DrillInputValues>[] = [
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

/** More sessions bring a server down rather than a restore forward. */
const MOST_JOBS = 64

/** A run of the drill action, as the user wants it: read once, checked whole. */
export interface DrillInputs extends InputNotes {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly request: DrillRequest
  readonly keys: Keys
  readonly repository: string | undefined
}

/** All that must hold between the inputs of drill. */
export const DRILL_RULES: readonly Rule<DrillInputValues>[] = [
  ...oneBackupRules,
  ...drillRules,
  ...startRules,
  ...accessRules,
]

const DRILL_READING = { table: DRILL_INPUTS, rules: DRILL_RULES, connect: settleServer }

/**
 * Reads and checks all inputs of drill.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readDrillInputs(source: InputSource): DrillInputs {
  const { connection, destination, notes, reading } = readInputs(DRILL_READING, source)
  const { value } = reading
  const wanted = wantedBackup(reading, destination)
  const jobs = value('jobs')
  return {
    ...notes,
    destination,
    s3: recordStorage(reading),
    request: {
      wanted: wanted.kind === 'newest' ? { ...wanted, prefersWhole: true } : wanted,
      checks: value('checks'),
      budgets: { rtoMs: value('rto-budget'), ageMs: value('max-age') },
      jobs: jobs === 'auto' ? Math.min(MOST_JOBS, availableParallelism()) : jobs,
      missingExtensions: value('missing-extensions'),
      record: value('record'),
      trusted: value('trusted'),
      server: connection,
      stallTimeoutMs: value('stall-timeout'),
      run: readRunner(source.env).run,
    },
    keys: openingKeys(reading),
    repository: value('client-repository'),
  }
}

/** The server to create a scratch database on; undefined where the drill starts one of its own. */
export function settleServer(
  reading: Reading<DrillInputValues>,
  source: InputSource,
): Settled<Connection | undefined> {
  const url = reading.value('server-url')
  return url === undefined
    ? withoutDatabase()
    : settleConnection({ name: 'server-url', secret: 'SERVER_URL', url }, reading, source)
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
