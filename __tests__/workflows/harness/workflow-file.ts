import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { at, entries, names, type Token } from './tokens.ts'

export interface WorkflowFile {
  /** The folder of the repository that it stands in. */
  readonly repository: string
  /** Its path in that repository. */
  readonly file: string
  readonly token: Token
}

/** Reads a workflow. Throws with all that GitHub's own parser finds wrong with it. */
export function readWorkflow(repository: string, file: string): WorkflowFile {
  const path = join(repository, file)
  if (!existsSync(path)) throw new Error(`error parsing called workflow: ${file} was not found`)
  const { value, context } = parseWorkflow(
    { name: file, content: readFileSync(path, 'utf8') },
    new NoOperationTraceWriter(),
  )
  const problems = context.errors.getErrors().map(({ message }) => message)
  if (!value || problems.length > 0) throw new Error(`Invalid workflow file: ${problems.join('\n')}`)
  return { repository, file, token: value }
}

/** Whether an event is among those that start it. */
export function startsOn({ token }: WorkflowFile, event: string): boolean {
  const on = at(token, 'on')
  return names(on).includes(event) || entries(on).some(([key]) => key === event)
}
