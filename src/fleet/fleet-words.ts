import type { Explanation } from '../core/errors.ts'
import { firstOf } from '../core/words.ts'
import { causesOf, causeWords } from './causes.ts'
import { type FleetReport, failedRows, rowsWith, shownNames } from './fleet-report.ts'

/** What it all comes to, without a full stop. */
export function fleetTitle(report: FleetReport): string {
  const all = report.rows.length
  const without = rowsWith(report, 'failed', 'no-url', 'cancelled').length
  const anomalous = rowsWith(report, 'anomalous').length
  const unknown = rowsWith(report, 'unknown').length
  const parts = [
    without > 0 && `${without} of ${all} databases ${without === 1 ? 'has' : 'have'} no new backup`,
    anomalous > 0 && `${anomalous} of ${all} stored, but unlike those before`,
    unknown > 0 && `${unknown} of ${all} not known`,
  ].filter(part => part !== false)
  if (parts.length > 0) return parts.join('; ')
  const whole = all === 1 ? 'The only database is backed up' : `All ${all} databases are backed up`
  return report.verdict === 'success' ? whole : `${whole}, and yet a job failed`
}

/** Why not all is well, as far as it is known here; undefined where it is. */
export function fleetProblem(report: FleetReport): Explanation | undefined {
  const failed = failedRows(report)
  if (failed.length > 0)
    return {
      kind: 'environment',
      code: 'fleet-failed',
      message: `${failed.length} of ${report.rows.length} failed: ${causesIn(report)}.`,
      hint: 'Look at the job of one database for each cause: its log says what to do; then run the failed jobs again.',
    }
  if (report.verdict === 'success') return undefined
  return report.verdict === 'failure'
    ? {
        kind: 'environment',
        code: 'fleet-job-failed',
        message: 'The job that backs up did not succeed, and no database is known to be the reason.',
        hint: 'Look at the jobs of this run: a machine may have been lost, or a step around the backup have failed.',
      }
    : {
        kind: 'environment',
        code: 'fleet-results-lost',
        message: `Every job ended well, but not what it left for the summary of ${firstOf(shownNames(report, rowsWith(report, 'unknown')), MOST_NAMED)}.`,
        hint: 'Look at the log of the step that collects the results, and at the destination for what was stored; the next run says again.',
      }
}

/** How many causes one message has. */
const MOST_CAUSES = 5
/** How many names each of several causes has. */
const NAMED_OF_CAUSE = 5

function causesIn(report: FleetReport): string {
  const causes = causesOf(report)
  const most = causes.length === 1 ? MOST_NAMED : NAMED_OF_CAUSE
  const shown = causes.map(cause => {
    const count = causes.length > 1 && cause.names.length > 1 ? `${cause.names.length} by ` : ''
    return `${count}${causeWords(cause)} (${firstOf(cause.names, most)})`
  })
  return firstOf(shown, MOST_CAUSES, { separator: '; ', what: 'causes' })
}

/** How many names one line has. */
export const MOST_NAMED = 20
