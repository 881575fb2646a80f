import { BackupError, defineError } from '../../core/errors.ts'

/** One thing that is wrong with one input: what, and what to write instead. Never holds a secret. */
export interface InputProblem {
  readonly input: string
  readonly message: string
}

const INPUT_INVALID = defineError({
  topic: 'inputs',
  code: 'input-invalid',
  kind: 'input',
  meaning:
    'One or more inputs cannot be used: a line for each, with its name, what is wrong and what to write.',
  fix: "Correct them in the workflow's `with:`; nothing was read from the database.",
})

/** All of them in one error; its message has a line for each. */
export function inputError(problems: readonly InputProblem[]): BackupError {
  return new BackupError({
    ...INPUT_INVALID,
    message: problems
      .map(({ input, message }) => `${input}: ${message.replace(/\s*\n\s*/g, ' ')}`)
      .join('\n'),
    hint: "Correct these inputs in the workflow's `with:`; nothing was read from the database and nothing was stored.",
  })
}
