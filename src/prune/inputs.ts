import { type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import { type InputSource, withoutDatabase } from '../action/inputs/connection.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { keepingRules, wrongStorageClass } from '../action/inputs/rules/writing-rules.ts'
import { keepingOf } from '../action/inputs/s3-inputs.ts'
import type { S3Inputs } from '../action/inputs/shared.ts'
import type { Destination } from '../catalog/destination.ts'
import { PRUNE_INPUTS, type PruneInputValues } from './input-table.ts'
import type { PruneRequest } from './request.ts'

/** What only says how archived copies are kept. */
const KEEPING = [
  'archive-storage-class',
  'sse',
  'sse-kms-key-id',
  'object-lock-mode',
  'object-lock-days',
  'tags',
  'max-parts',
  'part-size',
  'checksum',
] as const

/** What is archived, and how. */
const pruneRules: readonly Rule<PruneInputValues>[] = [
  ...KEEPING.map(name =>
    rule<PruneInputValues>(
      [name, 'archive'],
      ({ isSet, value }) => isSet(name) && !value('archive'),
      `${name} says how archived copies are kept, and archive: false makes none; leave ${name} empty, or write archive: true`,
    ),
  ),
  {
    about: ['archive-storage-class', 'endpoint'],
    broken: ({ value }) =>
      wrongStorageClass('archive-storage-class', value('archive-storage-class'), value('endpoint')),
  },
]

/** A run of the prune action, as the user wants it: read once, checked whole. */
export interface PruneInputs extends InputNotes {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly request: PruneRequest
}

/** All that must hold between the inputs of prune. */
export const PRUNE_RULES: readonly Rule<PruneInputValues>[] = [...pruneRules, ...accessRules, ...keepingRules]

const PRUNE_READING = { table: PRUNE_INPUTS, rules: PRUNE_RULES, connect: withoutDatabase }

/**
 * Reads and checks all inputs of prune.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readPruneInputs(source: InputSource): PruneInputs {
  const { destination, notes, reading } = readInputs(PRUNE_READING, source)
  const { value } = reading
  return {
    ...notes,
    destination,
    s3: keepingOf(reading),
    request: {
      series: value('series'),
      policy: value('policy'),
      dryRun: value('dry-run'),
      archive: value('archive') ? { storageClass: archiveClass(reading, destination) } : undefined,
      sweep: value('sweep'),
      versions: value('versions'),
      maxRemovals: value('max-removals'),
    },
    warnings: [...notes.warnings, ...archivedInFolder(reading)],
  }
}

/** Only AWS is known to have the default. */
function archiveClass({ value }: Reading<PruneInputValues>, { kind }: Destination): string | undefined {
  if (kind === 'folder') return undefined
  return value('archive-storage-class') ?? (value('endpoint') === undefined ? 'GLACIER_IR' : undefined)
}

function archivedInFolder({ isSet, value }: Reading<PruneInputValues>): string[] {
  return value('destination')?.kind === 'folder' && isSet('archive-storage-class')
    ? ['destination is a folder: archive-storage-class is for s3:// only, without effect here']
    : []
}
