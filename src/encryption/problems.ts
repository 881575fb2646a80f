import { BackupError, type Explanation } from '../core/errors.ts'

/** One thing that is wrong with a key. `message` without its full stop, so that several make one sentence. */
export type KeyProblem = Explanation

/** Throws all problems as one error; the first one's code stands for them. Does nothing when there are none. */
export function refuseProblems(problems: readonly KeyProblem[]): void {
  const [first] = problems
  if (!first) return
  throw new BackupError({
    ...first,
    message: `${problems.map(problem => problem.message).join('; ')}.`,
    hint: [...new Set(problems.map(problem => problem.hint))].join(' '),
  })
}
