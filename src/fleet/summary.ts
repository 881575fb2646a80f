import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionContext } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import type { InputNotes } from '../action/inputs/checked-reading.ts'
import type { InputSource } from '../action/inputs/connection.ts'
import { inputText } from '../action/inputs/runner-input.ts'
import { subjectOf } from '../action/notify/failure-notice.ts'
import { mapOutputs } from '../action/outputs.ts'
import type { ActionReporter } from '../action/reporter.ts'
import type { StepPlan } from '../action/step.ts'
import { BackupError } from '../core/errors.ts'
import { quoted } from '../core/parsed.ts'
import { theResults } from './entry-args.ts'
import { FLEET_SUMMARY_WORDS } from './failure-words.ts'
import { type FleetEnding, failedRows, fleetReport, rowsWith, shownNames } from './fleet-report.ts'
import { fleetProblem } from './fleet-words.ts'
import { FLEET_INPUTS } from './input-table.ts'
import { type FleetInputs, readFleetInputs } from './inputs.ts'
import { fleetSummary } from './job-summary.ts'
import { type FleetSummary, fleetNotice } from './notice.ts'
import { FLEET_OUTPUTS, type FleetValues } from './outputs.ts'
import { type FleetResult, readResult } from './result.ts'

/** Reports what became of all. It never fails for a database: the job that backs up has failed then already. */
export const SUMMARY: StepPlan<SummaryInputs, FleetSummary> = {
  verb: 'fleet',
  inputs: FLEET_INPUTS,
  failure: FLEET_SUMMARY_WORDS,
  done: 'The work of this step is done',
  cleanedUp: 'what was backed up stays',
  read: readSummaryInputs,
  run,
  outputs: mapOutputs(FLEET_OUTPUTS, valuesOf),
  summary: ended => (ended.kind === 'refused' ? undefined : fleetSummary(ended.report)),
  conclude(ended, reporter) {
    if (ended.kind === 'refused') return
    const { report } = ended
    const problem = report.verdict === 'warning' ? fleetProblem(report) : undefined
    if (problem) for (const line of failureLines(problem)) reporter.warning(line)
  },
  notice: fleetNotice,
}

function valuesOf(ended: FleetSummary): FleetValues {
  if (ended.kind === 'refused') return {}
  const { report } = ended
  return {
    failed: shownNames(report, failedRows(report)).join('\n'),
    unknown: shownNames(report, rowsWith(report, 'unknown')).join('\n'),
  }
}

/** What the inputs say, or why the list was refused. */
interface SummaryInputs extends InputNotes {
  readonly list: FleetInputs | BackupError
}

/** What is odd in them was said when the list was read. */
function readSummaryInputs({ env }: InputSource): SummaryInputs {
  return { list: refusedByList(env) ?? readFleetInputs({ env }), warnings: [], notices: [], secrets: [] }
}

async function run(
  { list: inputs }: SummaryInputs,
  { reporter, runner: { env } }: ActionContext,
): Promise<FleetSummary> {
  if (inputs instanceof BackupError) return { kind: 'refused', refused: inputs, subject: subjectOf(env) }
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

/** What the first job has reported and failed for: others are notified of it, but the log and the summary have it already. */
function refusedByList(env: NodeJS.ProcessEnv): BackupError | undefined {
  if (inputText(env, 'list-result') !== 'failure') return undefined
  try {
    readFleetInputs({ env })
    return undefined
  } catch (error) {
    if (error instanceof BackupError) return error
    throw error
  }
}

/** Ours are below 4 KiB. Bytes. */
const LARGEST_RESULT = 64 * 1024

/** The results that were collected. One warning says how many files are none: their databases are then not known. */
async function readResults(
  folder: string,
  reporter: Pick<ActionReporter, 'warning'>,
): Promise<FleetResult[]> {
  const names = await listed(folder)
  const results: FleetResult[] = []
  const foreignObjects: string[] = []
  for (const name of names) {
    const result = await resultIn(join(folder, name))
    if (result) results.push(result)
    else foreignObjects.push(name)
  }
  if (foreignObjects.length > 0)
    reporter.warning(
      `${foreignObjects.length} of ${names.length} collected files cannot be read, or are no result of a database, and are left out, such as ${quoted(foreignObjects[0] ?? '')}`,
    )
  return results
}

async function resultIn(path: string): Promise<FleetResult | undefined> {
  try {
    const { size } = await stat(path)
    return size > LARGEST_RESULT ? undefined : readResult(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

async function listed(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(name => name.endsWith('.json'))
  } catch {
    // Not even the folder: nothing was collected, which the report says.
    return []
  }
}
