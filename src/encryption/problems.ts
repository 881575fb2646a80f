import { BackupError, type Explanation } from '../core/errors.ts'

/** One thing that is wrong with a key. `message` without its full stop, so that several make one sentence. */
export interface KeyProblem {
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** Throws all problems as one error; the first one's code stands for them. Does nothing when there are none. */
export function refuseProblems(problems: readonly KeyProblem[]): void {
  const [first] = problems
  if (!first) return
  const explanation: Explanation = {
    kind: 'input',
    code: first.code,
    message: `${problems.map(problem => problem.message).join('; ')}.`,
    hint: [...new Set(problems.map(problem => problem.hint))].join(' '),
  }
  throw new BackupError(explanation)
}
