import type { FleetEntry } from './entry.ts'
import type { Ending, FleetOutcome } from './outcome.ts'
import type { FleetResult } from './result.ts'

/** What became of one database. */
export interface FleetRow {
  readonly entry: FleetEntry
  readonly outcome: FleetOutcome
  /** Where the backup is; empty where there is none, or none that is known. */
  readonly key: string
  /** Why not, where its job said so. */
  readonly failure: FleetResult['failure']
}

/** What became of all. */
export interface FleetReport {
  readonly rows: readonly FleetRow[]
  /** `warning`: nothing failed, but of some it is not known how they ended. */
  readonly verdict: 'success' | 'warning' | 'failure'
}

/** What is known of the jobs when they are over. */
export interface FleetEnding {
  /** Of the job that backs up, all of its legs together. */
  readonly backup: Ending
  /** Of the job that reads the list. */
  readonly list: Ending
  /** Of the step that collects the results. */
  readonly collected: Ending
}

/** Joins the results with the list, by their places in it. */
export function fleetReport(
  entries: readonly FleetEntry[],
  results: readonly FleetResult[],
  ending: FleetEnding,
): FleetReport {
  const byIndex = new Map(results.map(result => [result.index, result]))
  const rows = entries.map(entry => rowOf(entry, byIndex.get(entry.index), ending))
  const well = rows.every(({ outcome }) => outcome === 'backed-up')
  return { rows, verdict: ending.backup !== 'success' ? 'failure' : well ? 'success' : 'warning' }
}

function rowOf(entry: FleetEntry, result: FleetResult | undefined, ending: FleetEnding): FleetRow {
  if (!result || result.name !== entry.name || result.destination !== entry.destination)
    return { entry, outcome: withoutResult(ending), key: '', failure: undefined }
  const { failure, key, outcome } = result
  // Left by an earlier attempt of this run: now every leg went well.
  if (ending.backup === 'success' && outcome !== 'backed-up')
    return { entry, outcome: 'unknown', key: '', failure: undefined }
  return { entry, outcome, key, failure }
}

/** Nothing is called a failure of which nothing is known. */
function withoutResult({ backup, collected, list }: FleetEnding): FleetOutcome {
  if (backup === 'skipped') return list === 'cancelled' ? 'cancelled' : 'failed'
  // Each leg that has begun leaves a result, even where it is cancelled: the others were still waiting.
  return backup === 'cancelled' && collected === 'success' ? 'cancelled' : 'unknown'
}

/** Those whose jobs are known to have failed, or never were. */
export function failedRows({ rows }: FleetReport): FleetRow[] {
  return rows.filter(({ outcome }) => outcome !== 'backed-up' && outcome !== 'unknown')
}

/** Those with one outcome. */
export function rowsWith({ rows }: FleetReport, ...outcomes: readonly FleetOutcome[]): FleetRow[] {
  return rows.filter(({ outcome }) => outcomes.includes(outcome))
}

/** How each is called, in the order of the rows: with its destination where another has the same name. */
export function shownNames(report: FleetReport, rows: readonly FleetRow[]): string[] {
  return rows.map(({ entry: { destination, name } }) => {
    const namesakes = report.rows.filter(({ entry }) => entry.name === name)
    return namesakes.length > 1 ? `${name} (${destination})` : name
  })
}
