import { tmpdir } from 'node:os'
import type { RunIdentity } from '../catalog/run-identity.ts'

/** What the runner passes to a step about itself and its run, read once. */
export interface Runner {
  readonly env: NodeJS.ProcessEnv
  /** For temporary files: emptied by the runner before and after each job. */
  readonly temp: string
  readonly run: RunIdentity
}

export function readRunner(env: NodeJS.ProcessEnv): Runner {
  const {
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: run,
    GITHUB_SERVER_URL: server,
    GITHUB_SHA: commit,
  } = env
  const url = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined
  return { env, temp: env['RUNNER_TEMP'] ?? tmpdir(), run: { repository, commit, url } }
}
