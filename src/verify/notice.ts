import { factsOf, type NoticeContent, type NoticeOutcome } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import { countOf, reasonsToFail, type VerifyReport } from './report.ts'

/** What a notice says of backups that were verified. */
export function verifyNotice(report: VerifyReport): NoticeContent {
  const { depth, location, orphans, verifications, warnings } = report
  const failed = reasonsToFail(report)
  const verified = countOf(report, 'verified')
  return {
    outcome: outcomeOf(report),
    title: `${location}: ${verified} of ${verifications.length} backups verified${failed.length > 0 ? `, ${failed.length} not` : ''}`,
    facts: factsOf({
      Destination: location,
      Depth:
        depth === 'full' ? 'full: every byte read, decoded and compared' : 'quick: sizes and checksum files',
      Failed: severalOf(failed.map(({ key }) => key)),
      'Not verified': severalOf(
        verifications.filter(({ outcome }) => outcome === 'not verified').map(({ key }) => key),
      ),
      Orphans: severalOf(orphans),
      Warnings: severalOf(warnings),
    }),
    problem: problemOf(failed.flatMap(({ problem }) => problem ?? [])),
  }
}

function outcomeOf(report: VerifyReport): NoticeOutcome {
  if (reasonsToFail(report).length > 0) return 'failure'
  return countOf(report, 'not verified') > 0 ? 'warning' : 'success'
}
