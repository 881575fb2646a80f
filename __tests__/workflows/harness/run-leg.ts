import type { Annotation } from '../../support/action-runner-log.ts'
import type { JobContexts } from './contexts.ts'
import { evaluated } from './expression.ts'
import type { FileRun } from './file-run.ts'
import type { JobDefinition } from './job-graph.ts'
import { settingsOf } from './job-settings.ts'
import type { Environment, RunOptions } from './options.ts'
import { givesIdToken } from './permissions.ts'
import type { JobSettings, LegRun } from './results.ts'
import { callWorkflow } from './run-called.ts'
import { runSteps } from './run-steps.ts'
import { asText, at, isObject, type JsonObject } from './tokens.ts'

/** GitHub's own, where a job does not say. */
const DEFAULT_TIMEOUT_MINUTES = 360

/** Runs one combination of a job's matrix: its steps, or the workflow that it calls. */
export async function runLeg(
  run: FileRun,
  job: JobDefinition,
  contexts: JobContexts,
  signal: AbortSignal,
): Promise<LegRun> {
  const settings = settingsOf(job.token, run.workflow.token, run.granted, { contexts })
  const leg = emptyLeg(nameOf(job, contexts), settings, contexts.matrix)
  if (signal.aborted) return { ...leg, result: 'cancelled' }
  if (at(job.token, 'uses')) {
    const called = await callWorkflow({ ...run, signal }, job, contexts)
    return { ...leg, result: called.result, outputs: called.outputs, called }
  }
  const place = placeOf(run, settings)
  if (place.rejected)
    return { ...leg, result: 'failure', annotations: [error('This deployment was rejected by a reviewer.')] }
  const { minuteMs = 60_000 } = run.options.runner ?? {}
  const minutes = settings.timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES
  const timeout = AbortSignal.timeout(minutes * minuteMs)
  const secrets = { ...contexts.secrets, ...place.secrets }
  const steps = await runSteps({
    options: withIdToken(run.options, settings),
    workflow: run.workflow,
    id: job.id,
    token: job.token,
    contexts: { ...contexts, secrets, vars: { ...contexts.vars, ...place.vars } },
    hidden: [...run.hidden, ...Object.values(secrets)],
    signal: AbortSignal.any([signal, timeout]),
  })
  const late = error(`The job has exceeded the maximum execution time of ${minutes} minutes.`)
  return { ...leg, ...steps, annotations: [...steps.annotations, ...(timeout.aborted ? [late] : [])] }
}

/** A leg that could not even begin. */
export function failedLeg(id: string, settings: JobSettings, message: string): LegRun {
  return { ...emptyLeg(id, settings, {}), result: 'failure', annotations: [error(message)] }
}

function emptyLeg(name: string, settings: JobSettings, matrix: JsonObject): Omit<LegRun, 'result'> {
  const nothing = { steps: [], log: { raw: '', masked: '' }, annotations: [], summary: '', outputs: {} }
  return { ...settings, ...nothing, name, matrix, called: undefined }
}

function nameOf({ id, token }: JobDefinition, contexts: JobContexts): string {
  const written = asText(evaluated(at(token, 'name'), { contexts }))
  const values = Object.values(contexts.matrix).map(asText).join(', ')
  return written || (values ? `${id} (${values})` : id)
}

/** The runner offers tokens only to the steps of a job that may have them. */
function withIdToken(options: RunOptions, { permissions }: JobSettings): RunOptions {
  const { oidc, env, ...runner } = options.runner ?? {}
  if (!oidc || !givesIdToken(permissions)) return options
  const ids = {
    ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.requestToken,
  }
  return { ...options, runner: { ...runner, env: { ...env, ...ids } } }
}

function placeOf({ options }: FileRun, { environment }: JobSettings): Environment {
  const name = isObject(environment) ? asText(environment['name']) : asText(environment)
  return options.environments?.[name] ?? {}
}

function error(message: string): Annotation {
  return { level: 'error', message, properties: {} }
}
