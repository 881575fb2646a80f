import { createHash } from 'node:crypto'
import type { NoticeVerb } from '../../backup/notice.ts'
import { inputText } from '../inputs/runner-input.ts'

/**
 * What runs have in common of which one opens an alert and another closes it: verb, destination and series. Only from what is
 * known before anything is read, so that a run that fails at once has the topic of one that succeeds. The backup of the structure
 * closes no alert of the full one, nor the other way round. Without a series the
 * workflow, job and step stand in; jobs of one matrix then need a series each, and fleets of one workflow an artifact each. A
 * dry run closes no alert of a real one.
 */
export function topicOf(verb: NoticeVerb, env: NodeJS.ProcessEnv): string {
  const { GITHUB_ACTION, GITHUB_JOB, GITHUB_REPOSITORY, GITHUB_WORKFLOW } = env
  const series = inputText(env, 'series')
  const mode = inputText(env, 'mode')
  const artifact = inputText(env, 'artifact')
  const which = series === '' ? [GITHUB_WORKFLOW, GITHUB_JOB, GITHUB_ACTION] : [series]
  const parts = [
    GITHUB_REPOSITORY,
    verb,
    inputText(env, 'destination'),
    ...which,
    ...(mode === '' || mode === 'full' ? [] : [mode]),
    ...(artifact === '' ? [] : [artifact]),
    ...(isDryRun(env) ? ['dry run'] : []),
  ]
  return createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? '')))
    .digest('hex')
}

/** Whether the run is to change nothing, nor to leave a mark of what was told. */
export function isDryRun(env: NodeJS.ProcessEnv): boolean {
  return inputText(env, 'dry-run').toLowerCase() === 'true'
}
