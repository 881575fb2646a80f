import { existsSync } from 'node:fs'
import { join, normalize } from 'node:path'
import type { RunOptions, Stub } from './options.ts'
import { asText, at, entries, items, literal } from './tokens.ts'
import type { WorkflowFile } from './workflow-file.ts'

/** What an action's step runs: files of ours, or a stand-in of the test's. */
export type FoundAction =
  | {
      readonly kind: 'files'
      readonly repository: string
      readonly action: string
      /** GITHUB_ACTION_REPOSITORY and GITHUB_ACTION_REF; empty for a local action. */
      readonly from: string
      readonly ref: string
    }
  | { readonly kind: 'stub'; readonly stub: Stub }

export interface Places {
  /** Of the workflow file that the step stands in: `$/` begins here. */
  readonly repository: string
  /** The job's checkout: `./` begins here. */
  readonly workspace: string
}

/** Finds what `uses:` names. Throws, as the runner fails the job, where there is nothing of that name. */
export function findAction(uses: string, places: Places, options: RunOptions): FoundAction {
  const stub = stubFor(uses, options)
  if (stub) return { kind: 'stub', stub }
  if (uses.startsWith('$/')) return ofTheWorkflow(uses, places.repository)
  if (uses.startsWith('./')) return ofTheCheckout(uses, places.workspace)
  const { name, path, ref } = splitReference(uses)
  const repository = options.repositories?.[name]
  if (repository === undefined) throw new Error(`No stub and no repository is given for ${uses}.`)
  if (!existsSync(join(repository, path, 'action.yml')))
    throw new Error(`Can't find 'action.yml' for action '${uses}'.`)
  return { kind: 'files', repository, action: path, from: name, ref }
}

/**
 * Throws before anything runs: on the actions of a workflow that are neither ours nor have a stand-in, and on containers and
 * services without one.
 */
export function refuseUnknown({ token, file }: WorkflowFile, options: RunOptions): void {
  const jobs = entries(at(token, 'jobs'))
  for (const [id, job] of jobs) {
    if (at(job, 'container') && !options.containers?.[id])
      throw new Error(`${file}: the job '${id}' needs a container, and nothing is given for it.`)
    for (const [name] of entries(at(job, 'services')))
      if (!options.services?.[name])
        throw new Error(`${file}: the job '${id}' needs the service ${name}, and nothing is given for it.`)
  }
  const used = jobs.flatMap(([, job]) => items(at(job, 'steps')).map(step => at(step, 'uses')))
  const unknown = used
    .map(uses => asText(literal(uses)))
    .filter(uses => uses !== '' && !/^[.$]\//.test(uses))
    .filter(uses => !stubFor(uses, options) && !options.repositories?.[splitReference(uses).name])
  if (unknown.length > 0)
    throw new Error(`${file}: no stub and no repository is given for ${unknown.join(', ')}.`)
}

function stubFor(uses: string, { stubs = {} }: RunOptions): Stub | undefined {
  return stubs[uses] ?? stubs[uses.split('@')[0] ?? '']
}

/** `owner/name/path@ref` in its parts. */
export function splitReference(uses: string): { name: string; path: string; ref: string } {
  const [, name, path = '', ref] = /^([^/@]+\/[^/@]+)(?:\/([^@]*))?@(.+)$/.exec(uses) ?? []
  if (!name || !ref) throw new Error(`Expected format {owner}/{repo}[/path]@{ref}. Actual '${uses}'.`)
  return { name, path: path || '.', ref }
}

function ofTheWorkflow(uses: string, repository: string): FoundAction {
  const action = normalize(uses.slice(2) || '.')
  if (action === '.') throw new Error(`'${uses}' is refused: $/ needs the path of an action.`)
  if (!existsSync(join(repository, action, 'action.yml')))
    throw new Error(`Can't find 'action.yml' for action '${uses}'.`)
  return { kind: 'files', repository, action, from: '', ref: '' }
}

function ofTheCheckout(uses: string, workspace: string): FoundAction {
  const action = normalize(uses)
  if (!existsSync(join(workspace, action, 'action.yml')))
    throw new Error(
      `Can't find 'action.yml' under '${uses}'. Did you forget to run actions/checkout before running your local action?`,
    )
  return { kind: 'files', repository: workspace, action, from: '', ref: '' }
}
