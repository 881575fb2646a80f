import * as core from '@actions/core'
import type { Reporter } from '../core/reporter.ts'
import { bugTrace, explainFailure, failureLines } from './failure.ts'
import { withoutSecrets } from './mask.ts'
import { withoutControls, workflowLine } from './workflow-line.ts'

/** What of the toolkit the log is written with. */
export type LogCommands = Pick<
  typeof core,
  'info' | 'notice' | 'warning' | 'setFailed' | 'debug' | 'startGroup' | 'endGroup'
>

export interface ActionReporter extends Reporter {
  /** Shows why the run failed, on one line, and makes the step fail. */
  fail(error: unknown): void
  /** The same with a line of the caller's own. */
  failLine(line: string): void
}

/**
 * The log of a step. The runner masks secrets in it too, but only as it was told them: they are taken out here first.
 * @param secrets what `maskSecrets` returned
 */
export function actionReporter(
  secrets: readonly string[],
  env: NodeJS.ProcessEnv,
  log: LogCommands = core,
): ActionReporter {
  const clean = (text: string): string => withoutControls(withoutSecrets(text, secrets))
  const line = (text: string): string => workflowLine(clean(text))
  return {
    debug: text => log.debug(clean(text)),
    info: text => log.info(line(text)),
    // Annotations travel inside a command, whose text the toolkit escapes.
    notice: text => log.notice(clean(text)),
    warning: text => log.warning(clean(text)),
    async group(title, body) {
      log.startGroup(clean(title))
      try {
        return await body()
      } finally {
        log.endGroup()
      }
    },
    failLine: text => log.setFailed(clean(text)),
    fail(error) {
      const trace = bugTrace(error)
      if (trace !== undefined) log.info(line(trace))
      else if (error instanceof Error) log.debug(clean(String(error.cause ?? error.stack)))
      for (const problem of failureLines(explainFailure(error, env))) log.setFailed(clean(problem))
    },
  }
}
