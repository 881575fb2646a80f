import { failureNotice, type NoticeSubject } from '../action/notify/failure-notice.ts'
import { formatDuration } from '../core/durations.ts'
import type { Explanation } from '../core/errors.ts'
import { firstOf } from '../core/words.ts'
import { factsOf, type NoticeContent } from '../notify/notice.ts'
import { problemOf } from '../notify/problem.ts'
import { type FleetReport, rowsWith, shownNames } from './fleet-report.ts'
import { fleetProblem, fleetTitle, MOST_NAMED } from './fleet-words.ts'
import { FLEET_WORDS, type FleetOutcome } from './outcome.ts'

/** What the last step of a fleet knows: how it ended, or that its list was refused before anything was backed up. */
export type FleetSummary =
  | { readonly kind: 'ended'; readonly report: FleetReport; readonly tookMs: number | undefined }
  | { readonly kind: 'refused'; readonly refused: Explanation; readonly subject: NoticeSubject }

/** What a notice says of many databases at once. */
export function fleetNotice(ended: FleetSummary): NoticeContent {
  if (ended.kind === 'refused') return failureNotice('fleet', ended.refused, ended.subject)
  const { report, tookMs } = ended
  const problem = fleetProblem(report)
  return {
    outcome: report.verdict,
    title: `Fleet: ${fleetTitle(report)}`,
    facts: factsOf({
      Databases: String(report.rows.length),
      'Backed up': String(rowsWith(report, 'backed-up').length),
      ...namesWith(report, 'anomalous'),
      ...namesWith(report, 'failed'),
      ...namesWith(report, 'no-url'),
      ...namesWith(report, 'cancelled'),
      ...namesWith(report, 'unknown'),
      // Of the whole fleet: that of the summary's own step is of no interest.
      Took: tookMs === undefined ? 'not known: some jobs were run again' : formatDuration(tookMs),
    }),
    problem: problem && problemOf([problem]),
  }
}

function namesWith(report: FleetReport, outcome: FleetOutcome): Record<string, string | undefined> {
  const [first = '', ...rest] = FLEET_WORDS[outcome]
  const names = shownNames(report, rowsWith(report, outcome))
  return { [first.toUpperCase() + rest.join('')]: firstOf(names, MOST_NAMED) || undefined }
}
