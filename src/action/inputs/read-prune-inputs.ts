import type { Destination } from '../../catalog/destination.ts'
import type { PruneRequest } from '../../operations/prune-request.ts'
import type { S3Inputs } from './backup-inputs.ts'
import { readChecked, withoutNotification } from './checked-reading.ts'
import { inputError } from './problem.ts'
import { PRUNE_INPUT_NAMES, PRUNE_INPUTS, type PruneInputValues } from './prune-table.ts'
import type { Reading } from './reading.ts'
import { accessRules } from './rules/access-rules.ts'
import { pruneRules } from './rules/prune-rules.ts'
import type { Rule } from './rules/rule.ts'
import { keepingRules } from './rules/writing-rules.ts'
import { keepingOf } from './s3-inputs.ts'
import { withoutEffect } from './warnings.ts'

/** A run of the prune action, as the user wants it: read once, checked whole. */
export interface PruneInputs {
  readonly destination: Destination
  readonly s3: S3Inputs
  readonly request: PruneRequest
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

/** All that must hold between the inputs of prune. */
export const PRUNE_RULES: readonly Rule<PruneInputValues>[] = [...pruneRules, ...accessRules, ...keepingRules]

/**
 * Reads and checks all inputs of prune.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readPruneInputs(env: NodeJS.ProcessEnv): PruneInputs {
  const { notifications, problems, reading } = readChecked(PRUNE_INPUTS, PRUNE_RULES, env)
  const { value } = reading
  const destination = value('destination')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    destination,
    s3: keepingOf(reading),
    request: {
      series: value('series'),
      policy: value('policy'),
      dryRun: value('dry-run'),
      archive: value('archive') ? { storageClass: archiveClass(reading, destination) } : undefined,
      sweep: value('sweep'),
      versions: value('versions'),
      mostRemovals: value('max-removals'),
    },
    warnings: [
      ...withoutNotification(notifications),
      ...withoutEffect(reading, PRUNE_INPUT_NAMES),
      ...archivedInFolder(reading),
    ],
  }
}

/** Only AWS is known to have the default. */
function archiveClass({ value }: Reading<PruneInputValues>, { kind }: Destination): string | undefined {
  if (kind === 'folder') return undefined
  return value('archive-storage-class') ?? (value('endpoint') === undefined ? 'GLACIER_IR' : undefined)
}

function archivedInFolder({ given, value }: Reading<PruneInputValues>): string[] {
  return value('destination')?.kind === 'folder' && given('archive-storage-class')
    ? ['destination is a folder: archive-storage-class is for s3:// only, without effect here']
    : []
}
