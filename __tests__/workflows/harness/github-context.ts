import { jobEnvironment, runnerFolders } from '../../support/action-runner-environment.ts'
import type { JsonObject } from './tokens.ts'

const PREFIX = 'GITHUB_'

/** The `github` context of a run in octo-org/shop, as the runner's environment has it, with the caller's overrides. */
export function githubContext(
  event: { readonly name: string; readonly payload: JsonObject },
  workflow: { readonly name: string; readonly file: string },
  overrides: Readonly<Record<string, string>>,
): JsonObject {
  const defaults = Object.entries(jobEnvironment('/', runnerFolders('/')))
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name.slice(PREFIX.length).toLowerCase(), value])
  const context: Record<string, string> = { ...Object.fromEntries(defaults), ...overrides }
  const { repository, ref } = context
  return {
    ...context,
    workflow: workflow.name,
    workflow_ref: `${repository}/${workflow.file}@${ref}`,
    event_name: event.name,
    event: event.payload,
  }
}

/** The GITHUB_* variables of a context: all that is text, but not the token. */
export function githubEnvironment(context: JsonObject): Record<string, string> {
  const texts = Object.entries(context).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'token' ? [[PREFIX + name.toUpperCase(), value] as const] : [],
  )
  return Object.fromEntries(texts)
}
