import type { Explanation } from '../errors.ts'
import { type FleetReport, failedRows, rowsWith, shownNames } from './fleet-report.ts'
import type { FleetOutcome } from './outcome.ts'

/** What each outcome is called. */
export const FLEET_WORDS: Readonly<Record<FleetOutcome, string>> = {
  'backed-up': 'backed up',
  unlike: 'stored, but unlike those before it',
  failed: 'no new backup',
  'no-url': 'no URL',
  cancelled: 'cancelled',
  unknown: 'not known',
}

/** What it all comes to, without a full stop. */
export function fleetTitle(report: FleetReport): string {
  const all = report.rows.length
  const without = rowsWith(report, 'failed', 'no-url', 'cancelled').length
  const unlike = rowsWith(report, 'unlike').length
  const unknown = rowsWith(report, 'unknown').length
  const parts = [
    without > 0 && `${without} of ${all} databases ${without === 1 ? 'has' : 'have'} no new backup`,
    unlike > 0 && `${unlike} of ${all} stored, but unlike those before`,
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
      message: `Not backed up as wanted: ${several(shownNames(report, failed))}.`,
      hint: 'Look at the job of each in this run: its log says why, and what to do; then run the failed jobs again.',
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
        message: `Every job ended well, but not what it left for the summary of ${several(shownNames(report, rowsWith(report, 'unknown')))}.`,
        hint: 'Look at the log of the step that collects the results, and at the destination for what was stored; the next run tells anew.',
      }
}

/** How many names one line has. */
const MOST_NAMED = 20

/** The first of the names, and how many more there are. */
export function several(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
