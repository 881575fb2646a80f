import { defineError, type Explanation } from '../core/errors.ts'
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

const FLEET_FAILED = defineError({
  topic: 'fleet',
  code: 'fleet-failed',
  kind: 'environment',
  meaning:
    'Some databases have no new backup, or one that is unlike those before it. Notifications and the summary report it, with the code of each cause.',
  fix: 'Look at the job of one database for each cause, do what its log says, and run the failed jobs again.',
})

const FLEET_JOB_FAILED = defineError({
  topic: 'fleet',
  code: 'fleet-job-failed',
  kind: 'environment',
  meaning: 'A job of the fleet did not succeed, and none of the results says why.',
  fix: 'Look at the jobs of the run: a machine may have been lost, or a step around the backup have failed.',
})

const FLEET_RESULTS_LOST = defineError({
  topic: 'fleet',
  code: 'fleet-results-lost',
  kind: 'environment',
  meaning:
    'Every database was backed up, as far as the jobs say, but their results could not be collected. A warning: the run stays green.',
  fix: 'Look at the log of the step that collects the results; the report of the destination says what was stored.',
})

/** Why not all is well, as far as it is known here; undefined where it is. */
export function fleetProblem(report: FleetReport): Explanation | undefined {
  const failed = failedRows(report)
  if (failed.length > 0)
    return {
      ...FLEET_FAILED,
      message: `${failed.length} of ${report.rows.length} failed: ${causesIn(report)}.`,
      hint: 'Look at the job of one database for each cause: its log says what to do; then run the failed jobs again.',
    }
  if (report.verdict === 'success') return undefined
  return report.verdict === 'failure'
    ? {
        ...FLEET_JOB_FAILED,
        message: 'The job that backs up did not succeed, and no database is known to be the reason.',
        hint: 'Look at the jobs of this run: a machine may have been lost, or a step around the backup have failed.',
      }
    : {
        ...FLEET_RESULTS_LOST,
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
