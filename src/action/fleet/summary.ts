import {
  type FleetEnding,
  failedRows,
  fleetReport,
  rowsWith,
  shownNames,
} from '../../backup/fleet/fleet-report.ts'
import { fleetProblem } from '../../backup/fleet/fleet-words.ts'
import { BackupError } from '../../core/errors.ts'
import { failureLines } from '../failure.ts'
import { FLEET_OUTPUTS } from '../fleet-outputs.ts'
import { FLEET_INPUTS } from '../inputs/fleet-table.ts'
import { type FleetInputs, readFleetInputs } from '../inputs/read-fleet-inputs.ts'
import { inputText } from '../inputs/runner-input.ts'
import { type FleetTold, fleetNotice } from '../notices/fleet.ts'
import { setOutputs } from '../outputs.ts'
import type { StepPlan } from '../step.ts'
import { FLEET_SUMMARY_WORDS } from '../summary/failure-summary.ts'
import { fleetSummary } from '../summary/fleet-summary.ts'
import { writeSummary } from '../summary/summary.ts'
import type { Wiring } from '../wiring.ts'
import { readResults } from './read-results.ts'
import { theResults } from './the-entry.ts'

/** Tells what became of all. It never fails for a database: the job that backs up has failed then already. */
export const SUMMARY: StepPlan<FleetTold> = {
  verb: 'fleet',
  inputs: FLEET_INPUTS,
  failure: FLEET_SUMMARY_WORDS,
  done: 'The work of this step is done',
  cleanedUp: 'what was backed up stays',
  run,
  async tell(told, secrets, reporter) {
    if (told.kind === 'refused') return
    const { report } = told
    setOutputs(FLEET_OUTPUTS, {
      failed: shownNames(report, failedRows(report)).join('\n'),
      unknown: shownNames(report, rowsWith(report, 'unknown')).join('\n'),
    })
    await writeSummary(fleetSummary(report), secrets)
    const problem = report.verdict === 'warning' ? fleetProblem(report) : undefined
    if (problem) for (const line of failureLines(problem)) reporter.warning(line)
  },
  notice: fleetNotice,
}

async function run({ reporter, runner: { env } }: Wiring): Promise<FleetTold> {
  const refused = refusedByList(env)
  if (refused) return { kind: 'refused', refused, env }
  const inputs = readFleetInputs(env)
  const results = await readResults(theResults(inputs), reporter)
  const report = fleetReport(inputs.entries, results, endingOf(inputs))
  return { kind: 'ended', report, tookMs: inputs.tookMs }
}

function endingOf({ ending }: FleetInputs): FleetEnding {
  return {
    list: ending('list-result'),
    backup: ending('backup-result'),
    collected: ending('collect-outcome'),
  }
}

/** What the first job has told and failed for: to be told to others, but not once more in the log and the summary. */
function refusedByList(env: NodeJS.ProcessEnv): BackupError | undefined {
  if (inputText(env, 'list-result') !== 'failure') return undefined
  try {
    readFleetInputs(env)
    return undefined
  } catch (error) {
    if (error instanceof BackupError) return error
    throw error
  }
}
