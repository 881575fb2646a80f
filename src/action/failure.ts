import { BackupError, defineError, type Explanation } from '../core/errors.ts'
import { redact } from '../postgres/connection/secrets.ts'

/** Where somebody reports a bug of ours: the repository that the running action comes from. */
export function issuesUrl(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_SERVER_URL: server = 'https://github.com' } = env
  return repository ? `${server}/${repository}/issues` : undefined
}

const BUG = defineError({
  topic: 'bug',
  code: 'bug',
  kind: 'bug',
  meaning: 'Anything that nobody foresaw: a mistake of this action, not of your workflow.',
  fix: "Report it in the action's repository with the stack trace of the log, which holds no secrets.",
})

/** What a failure is shown as: anything that was not thrown on purpose is a bug, and named as one (design §7). */
export function explainFailure(error: unknown, env: NodeJS.ProcessEnv): Explanation {
  if (error instanceof BackupError) return error
  const where = issuesUrl(env)
  return {
    ...BUG,
    message: redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
    hint: `This is a bug of pg-backup-action, not of your workflow; please report it ${where ? `at ${where}` : "in the action's repository"} with the stack trace.`,
  }
}

/** One line for a failure, `message — hint [code]`; for inputs one line for each problem. */
export function failureLines({ code, kind, message, hint }: Explanation): string[] {
  const problems = kind === 'input' ? message.split('\n') : [oneLine(message)]
  // Each problem with an input says itself what to write instead.
  if (code === 'input-invalid') return problems.map(problem => `${problem} [${code}]`)
  return problems.map(problem => `${problem} — ${oneLine(hint)} [${code}]`)
}

/** The stack of a bug and of what caused it, for the log; undefined for what was thrown on purpose. */
export function bugTrace(error: unknown): string | undefined {
  if (error instanceof BackupError || !(error instanceof Error)) return undefined
  return redact(stackOf(error))
}

/** How deep causes are followed: enough for any real chain, and an end for one that bites its tail. */
const DEEPEST = 8

function stackOf(error: Error, depth = 0): string {
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause instanceof Error && depth < DEEPEST
    ? `${own}\ncaused by ${stackOf(error.cause, depth + 1)}`
    : own
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ')
}
