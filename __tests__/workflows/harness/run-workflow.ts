import { callInputs, callSecrets, dispatchInputs } from './call-inputs.ts'
import { githubContext } from './github-context.ts'
import type { RunOptions } from './options.ts'
import { RESTRICTED } from './permissions.ts'
import type { WorkflowRun } from './results.ts'
import { runFile } from './run-file.ts'
import { asText, at, type JsonObject, literal } from './tokens.ts'
import { readWorkflow, startsOn, type WorkflowFile } from './workflow-file.ts'

export type { Environment, Runner, RunOptions, Stub, StubResult, StubStep } from './options.ts'
export type { JobRun, LegRun, Result, StepRun, WorkflowRun } from './results.ts'

/** What GITHUB_TOKEN is where the test gives none. */
const TOKEN = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * Runs a workflow file as GitHub runs it: jobs on this machine, `run:` by its shell, our own actions from their committed
 * files, all others by the stand-ins of `stubs`. A failing job is a result; what GitHub would not start at all (a file
 * that does not parse, a call with a wrong input, more permissions than the caller has) and an action without a stand-in throw.
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowRun> {
  const workflow = readWorkflow(options.repository, options.file)
  if (!startsOn(workflow, options.event))
    throw new Error(`${options.file} does not start on ${options.event}.`)
  const given = options.inputs ?? {}
  const payload: JsonObject = { ref: 'refs/heads/main', inputs: given, ...options.payload }
  const name = asText(literal(at(workflow.token, 'name'))) || options.file
  const event = { name: options.event, payload }
  const vars = options.vars ?? {}
  const mine = { GITHUB_TOKEN: TOKEN, ...options.secrets }
  const github = {
    ...githubContext(event, { name, file: options.file }, options.github ?? {}),
    token: mine.GITHUB_TOKEN,
  }
  const call = at(workflow.token, 'on', 'workflow_call')
  const secrets =
    options.event === 'workflow_call' ? callSecrets(at(call, 'secrets'), options.secrets ?? {}, mine) : mine
  return runFile({
    options,
    workflow,
    contexts: { github, inputs: inputsOf(workflow, options.event, given, { github, vars }), vars, secrets },
    granted: RESTRICTED,
    hidden: Object.values(mine),
    depth: 0,
    signal: options.cancel ?? new AbortController().signal,
  })
}

function inputsOf(
  { token }: WorkflowFile,
  event: string,
  given: JsonObject,
  contexts: JsonObject,
): JsonObject {
  const declared = at(token, 'on', event, 'inputs')
  return event === 'workflow_call'
    ? callInputs(declared, given, { contexts })
    : dispatchInputs(declared, given)
}
