import { callInputs, callSecrets } from './call-inputs.ts'
import type { JobContexts } from './contexts.ts'
import { evaluated } from './expression.ts'
import type { FileRun } from './file-run.ts'
import { splitReference } from './find-action.ts'
import type { JobDefinition } from './job-graph.ts'
import { refuseMorePermissions } from './permissions.ts'
import type { WorkflowRun } from './results.ts'
import { runFile } from './run-file.ts'
import { asText, asTexts, at, entries, isObject, literal } from './tokens.ts'
import { readWorkflow, startsOn, type WorkflowFile } from './workflow-file.ts'

/** GitHub's own limit: the caller and nine below it. */
const DEEPEST = 9

/** Runs the workflow that a job calls. Throws where GitHub does not start such a run. */
export async function callWorkflow(
  run: FileRun,
  { id, token }: JobDefinition,
  contexts: JobContexts,
): Promise<WorkflowRun> {
  if (run.depth >= DEEPEST)
    throw new Error(`Job '${id}': workflows call each other more than ${DEEPEST} deep.`)
  const uses = asText(literal(at(token, 'uses')))
  const workflow = calledWorkflow(run, uses)
  const call = at(workflow.token, 'on', 'workflow_call')
  const scope = { contexts }
  const given = evaluated(at(token, 'with'), scope) ?? {}
  const handed = at(token, 'secrets')
  const secrets = callSecrets(
    at(call, 'secrets'),
    literal(handed) === 'inherit' ? 'inherit' : asTexts(evaluated(handed, scope)),
    contexts.secrets,
  )
  const outer = { github: contexts.github, vars: contexts.vars }
  const inputs = callInputs(at(call, 'inputs'), isObject(given) ? given : {}, { contexts: outer })
  const granted =
    evaluated(at(token, 'permissions') ?? at(run.workflow.token, 'permissions'), scope) ?? run.granted
  refuseMorePermissions(
    evaluated(at(workflow.token, 'permissions'), scope),
    granted,
    `The workflow '${uses}'`,
  )
  for (const [name, inner] of entries(at(workflow.token, 'jobs')))
    refuseMorePermissions(
      evaluated(at(inner, 'permissions'), scope),
      granted,
      `The nested job '${name}' of '${uses}'`,
    )
  const hidden = [...run.hidden, ...Object.values(secrets)]
  return runFile({
    ...run,
    workflow,
    contexts: { ...outer, inputs, secrets },
    granted,
    hidden,
    depth: run.depth + 1,
  })
}

function calledWorkflow({ workflow, options }: FileRun, uses: string): WorkflowFile {
  const called = /^(\.|\$)\//.test(uses)
    ? readWorkflow(workflow.repository, uses.slice(2))
    : fromRepository(uses, options.repositories ?? {})
  if (!startsOn(called, 'workflow_call'))
    throw new Error(`The workflow '${uses}' is not reusable as it is missing a \`on.workflow_call\` trigger`)
  return called
}

function fromRepository(uses: string, repositories: Readonly<Record<string, string>>): WorkflowFile {
  const { name, path } = splitReference(uses)
  const folder = repositories[name]
  if (folder === undefined) throw new Error(`No repository is given for ${uses}.`)
  return readWorkflow(folder, path)
}
