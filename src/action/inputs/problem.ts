import { BackupError } from '../../core/errors.ts'

/** One thing that is wrong with one input: what, and what to write instead. Never holds a secret. */
export interface InputProblem {
  readonly input: string
  readonly message: string
}

/** All of them in one error; its message has a line for each. */
export function inputError(problems: readonly InputProblem[]): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'input-invalid',
    message: problems
      .map(({ input, message }) => `${input}: ${message.replace(/\s*\n\s*/g, ' ')}`)
      .join('\n'),
    hint: "Correct these inputs in the workflow's `with:`; nothing was read from the database and nothing was stored.",
  })
}
