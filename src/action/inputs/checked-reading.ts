import { didYouMean } from '../../core/closest.ts'
import type { InputProblem } from './problem.ts'
import { type Reading, readTable } from './reading.ts'
import { type InputTable, namesOf } from './row.ts'
import { type NotifyValues, notifyRules } from './rules/notify-rules.ts'
import { checkRules, type Rule } from './rules/rule.ts'
import { unknownInputs } from './runner-input.ts'
import { notifyInputs } from './table/notify.ts'

/** The inputs of a step, with everything that is wrong with them. */
export interface CheckedReading<Values> {
  readonly reading: Reading<Values>
  /** Each of these stops the run. */
  readonly problems: readonly InputProblem[]
  /** What is wrong with the notifications, which is no reason to go without a backup. */
  readonly notifications: readonly InputProblem[]
}

/**
 * Reads the inputs of a sub-action and checks them against its rules. An input that the action does not have is a problem:
 * the runner only warns about one, and with `dry_run` for `dry-run` a prune would remove backups. Never throws.
 */
export function readChecked<Values extends NotifyValues>(
  table: InputTable<Values>,
  rules: readonly Rule<Values>[],
  env: NodeJS.ProcessEnv,
): CheckedReading<Values> {
  const names = namesOf<keyof Values & string>(table)
  const reading = readTable(table, names, env)
  const notifies = ({ input }: InputProblem): boolean => input in notifyInputs
  const unknown = unknownInputs(env, names).map(input => ({
    input,
    message: `is not an input of this action${didYouMean(input, names) || '; remove it'}`,
  }))
  return {
    reading,
    problems: [
      ...unknown,
      ...reading.problems.filter(problem => !notifies(problem)),
      ...checkRules(rules, reading),
    ],
    notifications: [...reading.problems.filter(notifies), ...checkRules(notifyRules, reading)],
  }
}

/** The problems of notifications as warnings: the run goes on without what they are about. */
export function withoutNotification(problems: readonly InputProblem[]): string[] {
  return problems.map(({ input, message }) => `${input}: ${message}. The run goes on without it`)
}
