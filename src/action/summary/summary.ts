import { appendFile } from 'node:fs/promises'
import * as core from '@actions/core'
import { messageOf } from '../../core/errors.ts'
import { explainFailure } from '../failure.ts'
import { withoutSecrets } from '../mask.ts'
import { type FailureWords, failureSummary } from './failure-summary.ts'
import { plain } from './markdown.ts'

/** Shows on the run's page what was done. Never rejects. */
export async function writeSummary(
  markdown: string,
  secrets: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await append(withoutSecrets(markdown, secrets.flatMap(inMarkdown), HIDDEN), env)
}

/** Stars that Markdown takes for stars. */
const HIDDEN = plain('***')

/** A secret as it is, and as `plain` writes it, which depends on the letters beside it. */
function inMarkdown(secret: string): string[] {
  return [
    secret,
    plain(secret),
    plain(`x${secret}x`).slice(1, -1),
    plain(`x${secret}`).slice(1),
    plain(`${secret}x`).slice(0, -1),
  ]
}

/** Shows on the run's page why it failed, and what to do. Never rejects. */
export async function writeFailureSummary(
  error: unknown,
  secrets: readonly string[],
  words: FailureWords,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await writeSummary(failureSummary(explainFailure(error, env), words), secrets, env)
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
