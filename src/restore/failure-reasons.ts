import { BackupError } from '../core/errors.ts'
import { firstOf } from '../core/words.ts'
import { qualifiedName } from '../fingerprint/fingerprint.ts'
import { named } from './plan/named.ts'
import type { RestoreReport, TargetState } from './report.ts'

/** How many differences a message names. */
const MOST_NAMED = 10

/** What makes the step fail, the most significant first; empty where nothing does. */
export function reasonsToFail(report: RestoreReport): readonly unknown[] {
  const { comparison, failure, refusals } = report
  const different = comparison && comparison.differences.length > 0
  return [
    ...refusals,
    ...(different ? [differs(report, comparison.differences)] : []),
    ...(failure?.errors ?? []),
  ]
}

function differs({ manifest, target }: RestoreReport, differences: readonly string[]): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'restore-differs',
    message: `${target.database} is not what was backed up as ${manifest.key}: ${firstOf(differences, MOST_NAMED, { separator: '; ' })}.`,
    hint: 'Do not use what differs; the job summary has everything that does, and the way back.',
  })
}

/** In which state a failure has left the target, as a sentence. */
export function describeState(state: TargetState, { createdRoles, plan, target }: RestoreReport): string {
  const { database } = target
  switch (state) {
    case 'unchanged':
      return createdRoles.length === 0
        ? `Nothing was changed in ${database}.`
        : `Nothing was changed in ${database}. The roles ${createdRoles.join(', ')} were created before, and stay.`
    case 'sequences set':
      return `${database} is as it was before, except sequences that the role does not own and that may have the backup's values now: look at ${named((plan?.nonTransactionalSequences ?? []).map(qualifiedName), 10)} before it is used.`
    case 'partly loaded':
      return `${database} may hold a part of the backup: do not use it as it is.`
    case 'unknown':
      return `Whether ${database} holds the backup or is as it was before is not known: look at it before it is used.`
    case 'loaded':
      return `${database} holds the backup, but what was to follow did not all succeed.`
  }
}
