import type { Destination } from '../../../catalog/destination.ts'
import type { InputProblem } from '../problem.ts'
import type { Reading } from '../reading.ts'

interface LastingValues {
  readonly destination: Destination | undefined
  readonly 'allow-folder': boolean
}

/** Whether a destination outlasts the job: GitHub deletes its own runners with everything on them. */
export function checkLasting(
  { value }: Pick<Reading<LastingValues>, 'value'>,
  env: NodeJS.ProcessEnv,
): InputProblem[] {
  if (!isDeleted(value('destination'), env) || value('allow-folder')) return []
  return [
    {
      input: 'destination',
      message:
        'is a folder of a GitHub-hosted runner, which is deleted when the job ends; write s3://bucket/prefix, or allow-folder: true if a later step copies the backup elsewhere',
    },
  ]
}

/** The same for the copy that a restore makes of its target first. */
export function warnOfLostCopy(destination: Destination, env: NodeJS.ProcessEnv): string[] {
  if (!isDeleted(destination, env)) return []
  return [
    'destination is a folder of a GitHub-hosted runner: the copy of the target that is made before the restore is deleted when the job ends, unless a later step saves it',
  ]
}

function isDeleted(destination: Destination | undefined, env: NodeJS.ProcessEnv): boolean {
  return env['RUNNER_ENVIRONMENT'] === 'github-hosted' && destination?.kind === 'folder'
}
