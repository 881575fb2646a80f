import type { JobContexts } from './contexts.ts'
import { conditionOf, evaluated, holds, type Scope } from './expression.ts'
import type { FileRun } from './file-run.ts'
import { type JobDefinition, statusBefore } from './job-graph.ts'
import { settingsOf, strategyContext } from './job-settings.ts'
import { expandMatrix } from './matrix.ts'
import { type JobRun, runAll } from './results.ts'
import { failedLeg, runLeg } from './run-leg.ts'
import { runLegs } from './run-legs.ts'
import { at } from './tokens.ts'

/** Runs a job, or skips it. */
export async function runJob(
  run: FileRun,
  job: JobDefinition,
  done: ReadonlyMap<string, JobRun>,
): Promise<JobRun> {
  const needed = job.needs.map(id => {
    const { result = 'skipped', outputs = {} } = done.get(id) ?? {}
    return [id, { result, outputs }]
  })
  const contexts: JobContexts = {
    ...run.contexts,
    needs: Object.fromEntries(needed),
    matrix: {},
    strategy: {},
  }
  const scope: Scope = { contexts, status: statusBefore(job, done, run.signal.aborted) }
  const settings = settingsOf(job.token, run.workflow.token, run.granted, scope)
  const condition = at(job.token, 'if')
  if (!holds(condition, scope)) {
    const results = job.needs.map(id => `${id}: ${done.get(id)?.result}`)
    const skippedBecause = [conditionOf(condition), ...results].join(', ')
    return { ...settings, id: job.id, result: 'skipped', skippedBecause, outputs: {}, legs: [] }
  }
  const survives = holds(condition, { ...scope, status: { success: false, failure: false, cancelled: true } })
  const matrix = matrixOf(job, scope)
  if (matrix.refused !== undefined) {
    const legs = [failedLeg(job.id, settings, matrix.refused)]
    return { ...settings, id: job.id, result: 'failure', skippedBecause: undefined, outputs: {}, legs }
  }
  const { rows } = matrix
  const { parallelLegs = 1 } = run.options.runner ?? {}
  const atOnce = Math.min(parallelLegs, settings.maxParallel ?? parallelLegs)
  const legs = await runLegs({ rows, atOnce, failFast: settings.failFast }, (matrix, index, stop) => {
    const strategy = strategyContext(settings, index, rows.length)
    const signals = survives ? [stop] : [stop, run.signal]
    return runLeg(run, job, { ...contexts, matrix, strategy }, AbortSignal.any(signals))
  })
  const results = legs.map(leg => (leg.continueOnError && leg.result === 'failure' ? 'success' : leg.result))
  return {
    ...settings,
    id: job.id,
    result: runAll(results),
    skippedBecause: undefined,
    outputs: Object.fromEntries(legs.flatMap(({ outputs }) => Object.entries(outputs)).sort(emptyFirst)),
    legs,
  }
}

/** Of several legs the last that gives an output anything but nothing has it. */
function emptyFirst([, one]: [string, string], [, other]: [string, string]): number {
  return Number(one !== '') - Number(other !== '')
}

function matrixOf({ id, token }: JobDefinition, scope: Scope) {
  try {
    return { rows: expandMatrix(evaluated(at(token, 'strategy', 'matrix'), scope)), refused: undefined }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { rows: [], refused: `Error when evaluating 'strategy' for job '${id}'. ${why}` }
  }
}
