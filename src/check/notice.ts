import { formatSize } from '../core/sizes.ts'
import { factsOf, type NoticeContent } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { severalOf } from '../notify/several.ts'
import { type CheckReport, countOf, outcomeOf, reasonsToFail } from './check-report.ts'

const OUTCOMES = { ok: 'success', warning: 'warning', failed: 'failure' } as const
const TITLES = {
  ok: 'a backup would work',
  warning: 'a backup would work, with warnings',
  failed: 'a backup would fail',
} as const

/** What a notice says of a check. */
export function checkNotice(report: CheckReport): NoticeContent {
  const { database, estimate, findings, location } = report
  const outcome = outcomeOf(report)
  return {
    outcome: OUTCOMES[outcome],
    title: `${database ?? location}: ${TITLES[outcome]}`,
    facts: factsOf({
      Database: database,
      Destination: location,
      Looked: `${countOf(report, 'ok')} of ${findings.length} things are as they should be`,
      Size: estimate && formatSize(estimate.databaseBytes),
      Failed: severalOf(findings.filter(each => each.outcome === 'failed').map(({ message }) => message)),
      Warnings: severalOf(findings.filter(each => each.outcome === 'warning').map(({ message }) => message)),
    }),
    problem: problemOf(reasonsToFail(report)),
  }
}
