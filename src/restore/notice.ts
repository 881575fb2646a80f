import { explainFailure } from '../action/failure.ts'
import { formatDuration } from '../core/durations.ts'
import { factsOf, type NoticeContent } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import { describeState, reasonsToFail } from './failure-reasons.ts'
import { leftUnmasked, type RestoreOutcome, type RestoreReport } from './report.ts'

const TITLES: Readonly<Record<RestoreOutcome, string>> = {
  planned: 'restore planned, nothing changed',
  refused: 'restore refused, nothing changed',
  proven: 'restored and proven',
  'partly proven': 'restored in part, or not all of it could be compared',
  different: 'restored, and not what was backed up',
  failed: 'restore failed',
}

/** What a notice says of a restore, and of its dry run. */
export function restoreNotice(report: RestoreReport, env: NodeJS.ProcessEnv): NoticeContent {
  const { failure, location, manifest, ms, outcome, preRestore, target, warnings } = report
  const reasons = reasonsToFail(report).map(reason => explainFailure(reason, env))
  const clean = outcome === 'proven' || outcome === 'planned'
  return {
    outcome: reasons.length > 0 ? 'failure' : clean ? 'success' : 'warning',
    title: `${target.database}: ${TITLES[outcome]}`,
    facts: factsOf({
      Target: `${target.database} on ${target.host}:${target.port}, PostgreSQL ${target.version}`,
      State: failure && describeState(failure.target, report),
      Attention: leftUnmasked(report)
        ? 'post-restore-sql did not succeed: the target may hold data that is not masked'
        : undefined,
      Backup: `${manifest.key} in ${location}`,
      Begun: manifest.startedAt,
      Took: formatDuration(ms),
      Proof: proofOf(report),
      'Way back': preRestore.kind === 'made' ? preRestore.manifest.key : undefined,
      Warnings: severalOf(warnings),
    }),
    problem: problemOf(reasons),
  }
}

function proofOf({ comparison }: RestoreReport): string | undefined {
  if (!comparison) return undefined
  const equal = comparison.tables.filter(each => each.outcome === 'equal').length
  const words = [
    `${equal} of ${comparison.tables.length} tables equal`,
    comparison.differences.length > 0 && `${comparison.differences.length} differences`,
    comparison.notVerified.length > 0 && `${comparison.notVerified.length} not verified`,
    comparison.skipped.length > 0 && `${comparison.skipped.length} skipped`,
  ]
  return words.filter(Boolean).join(', ')
}
