import type { RestoreOutcome, RestoreReport } from '../backup/restore/restore-report.ts'
import type { PreparedRestore } from './prepare-restore.ts'
import type { Changes } from './restore.ts'
import type { RestoreParts, RestoreRequest } from './restore-request.ts'
import type { StageClock } from './stage-clock.ts'

/** Puts down what was found out; what is returned adds what was changed. */
export function composeReport(
  { choices, dryRun }: RestoreRequest,
  { manifest, refusals, target, way }: PreparedRestore,
  { store }: RestoreParts,
  clock: StageClock,
): (changes: Changes) => RestoreReport {
  const { database, host, port, version } = target
  return changes => {
    const report = {
      dryRun,
      asked: choices,
      manifest,
      location: store.location,
      target: { database, host, port, version },
      after: changes.after,
      plan: way?.plan,
      course: way?.course,
      refusals,
      preRestore: changes.preRestore,
      createdRoles: changes.createdRoles ?? [],
      comparison: changes.comparison,
      afterCare: changes.afterCare ?? [],
      failure: changes.failure,
      warnings: [...(way?.warnings ?? []), ...(changes.warnings ?? [])],
      timing: clock.stages,
      ms: clock.ms,
    }
    return { ...report, outcome: outcomeOf(report) }
  }
}

function outcomeOf({
  comparison,
  dryRun,
  failure,
  refusals,
}: Omit<RestoreReport, 'outcome'>): RestoreOutcome {
  if (refusals.length > 0) return 'refused'
  if (failure) return 'failed'
  if (dryRun) return 'planned'
  if (!comparison || comparison.differences.length > 0) return 'different'
  return comparison.notVerified.length + comparison.lacking > 0 ? 'partly proven' : 'proven'
}
