import { appendFile } from 'node:fs/promises'
import * as core from '@actions/core'
import { messageOf } from '../../core/errors.ts'
import { explainFailure } from '../failure.ts'
import { withoutSecrets } from '../mask.ts'
import { type FailureWords, failureSummary } from './failure-summary.ts'

/** Shows on the run's page what was done. Never rejects. */
export async function writeSummary(
  markdown: string,
  secrets: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await append(withoutSecrets(markdown, secrets), env)
}

/** Shows on the run's page why it failed, and what to do. Never rejects. */
export async function writeFailureSummary(
  error: unknown,
  secrets: readonly string[],
  words: FailureWords,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  // First without secrets, then into Markdown: entities would hide a secret from the search.
  const { kind, code, message, hint } = explainFailure(error, env)
  const explanation = {
    kind,
    code,
    message: withoutSecrets(message, secrets),
    hint: withoutSecrets(hint, secrets),
  }
  await append(failureSummary(explanation, words), env)
}

/** A summary that can't be written is no reason to fail what is done. */
async function append(markdown: string, { GITHUB_STEP_SUMMARY: path }: NodeJS.ProcessEnv): Promise<void> {
  if (!path) return
  try {
    await appendFile(path, markdown)
  } catch (error) {
    core.warning(`The job summary could not be written: ${messageOf(error)}`)
  }
}
