import { createHash } from 'node:crypto'
import type { NoticeVerb } from '../../notify/notice.ts'
import { inputText } from '../inputs/runner-input.ts'

/**
 * What runs have in common of which one opens an alert and another closes it: verb, destination and series. Only from what is
 * known before anything is read, so that a run that fails at once has the topic of one that succeeds. A backup of the structure or
 * of some tables closes no alert of the full one, nor the other way round. Without a series the
 * workflow, job and step stand in; jobs of one matrix then need a series each, and fleets of one workflow an artifact each. A
 * dry run closes no alert of a real one.
 */
export function topicOf(verb: NoticeVerb, env: NodeJS.ProcessEnv): string {
  const { GITHUB_ACTION, GITHUB_JOB, GITHUB_REPOSITORY, GITHUB_WORKFLOW } = env
  const series = inputText(env, 'series')
  const artifact = inputText(env, 'artifact')
  const which = series === '' ? [GITHUB_WORKFLOW, GITHUB_JOB, GITHUB_ACTION] : [series]
  const parts = [
    GITHUB_REPOSITORY,
    verb,
    inputText(env, 'destination'),
    ...which,
    ...(verb === 'backup' ? partOf(env) : []),
    ...(artifact === '' ? [] : [artifact]),
    ...(isDryRun(env) ? ['dry run'] : []),
  ]
  return createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? '')))
    .digest('hex')
}

/** Which part of a database is backed up; nothing for all of it. */
function partOf(env: NodeJS.ProcessEnv): string[] {
  const [mode = '', ...chosen] = ['mode', 'tables', 'schemas'].map(name => inputText(env, name))
  const choice = chosen.map(text =>
    text
      .split(/[\s,]+/)
      .toSorted()
      .join(' '),
  )
  return mode.replace('full', '') + choice.join('') === '' ? [] : [mode, ...choice]
}

/** Whether the run is to change nothing, nor to leave a mark of what was reported. */
export function isDryRun(env: NodeJS.ProcessEnv): boolean {
  return inputText(env, 'dry-run').toLowerCase() === 'true'
}
