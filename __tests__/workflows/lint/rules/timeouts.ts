import { at } from '../../harness/tokens.ts'
import { jobsOf, type Rule } from '../subject.ts'

/** A job that hangs is not left to hang for six hours. A job that calls a workflow has none of its own. */
export const timeouts: Rule = subject =>
  jobsOf(subject).flatMap(({ id, key, token }) =>
    at(token, 'uses') || at(token, 'timeout-minutes')
      ? []
      : [{ at: key, message: `the job ${id} has no timeout-minutes` }],
  )
