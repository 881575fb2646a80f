import * as core from '@actions/core'
import type { Explanation } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import { bugTrace, explainFailure, failureLines } from './failure.ts'
import { withoutSecrets } from './mask.ts'

/** Which part of the toolkit the log is written with. */
export type LogCommands = Pick<
  typeof core,
  'info' | 'notice' | 'warning' | 'setFailed' | 'debug' | 'startGroup' | 'endGroup'
>

export interface ActionReporter extends Reporter {
  /** Shows why the run failed, on one line, and makes the step fail. */
  fail(error: unknown): void
  /** The same for reasons that a report gives. */
  failFor(reasons: readonly Explanation[]): void
  /** The same with a line of the caller's own. */
  failLine(line: string): void
}

/**
 * The log of a step. The runner masks secrets in it too, but only as it was given them: they are taken out here first.
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
    failFor(reasons) {
      for (const reason of reasons) for (const problem of failureLines(reason)) log.setFailed(clean(problem))
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

/**
 * A text as it can be logged: the runner takes lines that begin with `::`, or hold `##[`, for commands, and names of
 * tables or a server's messages are not ours to trust.
 */
export function workflowLine(text: string): string {
  return text
    .replaceAll('##[', '##\u200b[')
    .split(/\r\n|[\r\n]/)
    .map(line => line.replace(/^(\s*):(?=:)/, '$1:\u200b'))
    .join('\n')
}

/** Controls of terminals, and of the direction of text: all but line breaks and tabs. */
const CONTROLS = /(?![\t\r\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** A text that changes nothing on the terminal of anyone who reads a downloaded log: names of objects and tables can hold anything. */
function withoutControls(text: string): string {
  return text.replaceAll(CONTROLS, '\ufffd')
}
