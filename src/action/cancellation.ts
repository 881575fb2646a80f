import { BackupError } from '../core/errors.ts'

/** The runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Turns the runner's signals into one abort; further signals change nothing, the clean-up is under way.
 * @param cleanedUp what a user is told of that, without the full stop
 */
export function abortOnSignals(controller: AbortController, cleanedUp: string): void {
  for (const name of SIGNALS) {
    process.on(name, () => controller.abort(cancelled(name, cleanedUp)))
  }
}

function cancelled(signal: string, cleanedUp: string): BackupError {
  return new BackupError({
    kind: 'cancelled',
    code: 'cancelled',
    message: `The run was cancelled (${signal}).`,
    hint: `Run it again when it may run to its end: ${cleanedUp}.`,
  })
}
