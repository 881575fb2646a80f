import type { Explanation } from '../core/errors.ts'
import { shorten } from '../notify/text/shorten.ts'
import { withoutSecrets } from './mask.ts'

/** Why a run failed, for later steps; both empty where it did not. */
export interface FailureOutputs {
  readonly 'failure-code': string
  readonly 'failure-message': string
}

/** On one line, short, and without secrets. */
export function failureOutputs(
  { code, message }: Pick<Explanation, 'code' | 'message'>,
  secrets: readonly string[],
): FailureOutputs {
  const line = withoutSecrets(message, secrets).replaceAll(/\s*[\r\n]+\s*/g, '; ')
  return { 'failure-code': code, 'failure-message': shorten(line, LONGEST_MESSAGE) }
}

/** Of a failure's message, for the summary of many. Characters. */
export const LONGEST_MESSAGE = 500
