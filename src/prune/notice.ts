import { formatSize } from '../core/sizes.ts'
import { factsOf, type NoticeContent, type NoticeOutcome } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import { countOf, freedBytes, type PruneReport } from './prune-report.ts'

/** What a notice says of a prune. */
export function pruneNotice(report: PruneReport): NoticeContent {
  const { archived, backups, dryRun, leftovers, location, problems, warnings } = report
  const removed = countOf(backups, 'removed', 'planned')
  const failed = countOf(backups, 'failed')
  return {
    outcome: outcomeOf(report),
    title: `${location}: ${removed} of ${backups.length} backups ${dryRun ? 'would be removed' : 'removed'}${failed > 0 ? `, ${failed} could not be` : ''}`,
    facts: factsOf({
      Destination: location,
      Kept: `${countOf(backups, 'kept', 'locked')}`,
      Locked: someOf(countOf(backups, 'locked')),
      [dryRun ? 'Would free' : 'Freed']: formatSize(freedBytes(report)),
      Archived: severalOf(archived.map(({ key }) => key)),
      Swept: someOf(countOf(leftovers, 'removed', 'planned')),
      Warnings: severalOf(warnings),
    }),
    problem: problemOf(problems),
  }
}

function someOf(count: number): string | undefined {
  return count > 0 ? `${count}` : undefined
}

function outcomeOf({ problems, warnings }: PruneReport): NoticeOutcome {
  if (problems.length > 0) return 'failure'
  return warnings.length > 0 ? 'warning' : 'success'
}
