import type { JobContexts, RunContexts } from './contexts.ts'
import { conditionOf, evaluated, holds, type Scope } from './expression.ts'
import { type JobDefinition, statusBefore } from './job-graph.ts'
import { expandMatrix } from './matrix.ts'
import type { RunOptions } from './options.ts'
import { type JobRun, type JobSettings, type LegRun, together } from './results.ts'
import { callWorkflow } from './run-called.ts'
import { runLegs } from './run-legs.ts'
import { runSteps } from './run-steps.ts'
import { asText, at, isObject, type Json, type JsonObject } from './tokens.ts'
import type { WorkflowFile } from './workflow-file.ts'

/** A run of one workflow file: the run's own, or that of a called workflow. */
export interface FileRun {
  readonly options: RunOptions
  readonly workflow: WorkflowFile
  readonly contexts: RunContexts
  /** What the caller's token may do. */
  readonly granted: Json
  /** Every secret of the run. */
  readonly hidden: readonly string[]
  /** How many workflows stand above. */
  readonly depth: number
  readonly signal: AbortSignal
}

const DEFAULT_TIMEOUT_MINUTES = 360

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
  const settings = settingsOf(run, job, scope)
  const condition = at(job.token, 'if')
  if (!holds(condition, scope)) {
    const results = job.needs.map(id => `${id}: ${done.get(id)?.result}`)
    const skippedBecause = [conditionOf(condition), ...results].join(', ')
    return { ...settings, id: job.id, result: 'skipped', skippedBecause, outputs: {}, legs: [] }
  }
  const survives = holds(condition, { ...scope, status: { success: false, failure: false, cancelled: true } })
  const rows = expandMatrix(evaluated(at(job.token, 'strategy', 'matrix'), scope))
  const { parallelLegs = 1 } = run.options.runner ?? {}
  const atOnce = Math.min(parallelLegs, settings.maxParallel ?? parallelLegs)
  const legs = await runLegs({ rows, atOnce, failFast: settings.failFast }, (matrix, index, stop) => {
    const strategy = strategyContext(settings, index, rows.length)
    const signals = survives ? [stop] : [stop, run.signal]
    return runLeg(run, job, { ...contexts, matrix, strategy }, AbortSignal.any(signals))
  })
  const result = together(legs.map(leg => leg.result))
  const continues = evaluated(at(job.token, 'continue-on-error'), scope) === true
  return {
    ...settings,
    id: job.id,
    result: continues && result === 'failure' ? 'success' : result,
    skippedBecause: undefined,
    outputs: Object.assign({}, ...legs.map(leg => leg.outputs)),
    legs,
  }
}

async function runLeg(
  run: FileRun,
  job: JobDefinition,
  contexts: JobContexts,
  signal: AbortSignal,
): Promise<LegRun> {
  const { matrix } = contexts
  const values = Object.values(matrix).map(asText).join(', ')
  const written = asText(evaluated(at(job.token, 'name'), { contexts }))
  const name = written || (values ? `${job.id} (${values})` : job.id)
  const nothing = { steps: [], log: { raw: '', masked: '' }, annotations: [], summary: '', called: undefined }
  if (signal.aborted) return { ...nothing, matrix, name, result: 'cancelled', outputs: {} }
  if (at(job.token, 'uses')) {
    const called = await callWorkflow({ ...run, signal }, job, contexts)
    return { ...nothing, matrix, name, result: called.result, outputs: called.outputs, called }
  }
  const place = placeOf(run, evaluated(at(job.token, 'environment'), { contexts }))
  if (place.rejected) {
    const message = 'This deployment was rejected by a reviewer.'
    const annotations = [{ level: 'error' as const, message, properties: {} }]
    return { ...nothing, matrix, name, result: 'failure', outputs: {}, annotations }
  }
  const { minuteMs = 60_000 } = run.options.runner ?? {}
  const minutes = Number(evaluated(at(job.token, 'timeout-minutes'), { contexts }) ?? DEFAULT_TIMEOUT_MINUTES)
  const timeout = AbortSignal.timeout(minutes * minuteMs)
  const secrets = { ...contexts.secrets, ...place.secrets }
  const vars = { ...contexts.vars, ...place.vars }
  const steps = await runSteps({
    options: run.options,
    workflow: run.workflow,
    id: job.id,
    token: job.token,
    contexts: { ...contexts, secrets, vars },
    hidden: [...run.hidden, ...Object.values(secrets)],
    signal: AbortSignal.any([signal, timeout]),
  })
  const late = `The job has exceeded the maximum execution time of ${minutes} minutes.`
  const annotations = timeout.aborted ? [{ level: 'error' as const, message: late, properties: {} }] : []
  return { ...steps, called: undefined, matrix, name, annotations: [...steps.annotations, ...annotations] }
}

function placeOf({ options }: FileRun, environment: Json | undefined) {
  const name = isObject(environment) ? asText(environment['name']) : asText(environment)
  return options.environments?.[name] ?? {}
}

function settingsOf(run: FileRun, { token }: JobDefinition, scope: Scope): JobSettings {
  const read = (...path: string[]): Json | undefined => evaluated(at(token, ...path), scope)
  const timeout = read('timeout-minutes')
  const atOnce = read('strategy', 'max-parallel')
  return {
    runsOn: read('runs-on'),
    permissions:
      read('permissions') ?? evaluated(at(run.workflow.token, 'permissions'), scope) ?? run.granted,
    environment: read('environment'),
    concurrency: read('concurrency'),
    timeoutMinutes: typeof timeout === 'number' ? timeout : undefined,
    maxParallel: typeof atOnce === 'number' ? atOnce : undefined,
    failFast: read('strategy', 'fail-fast') !== false,
  }
}

function strategyContext(settings: JobSettings, index: number, total: number): JsonObject {
  return {
    'fail-fast': settings.failFast,
    'job-index': index,
    'job-total': total,
    'max-parallel': settings.maxParallel ?? total,
  }
}
