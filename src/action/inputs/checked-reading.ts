import type { Destination } from '../../catalog/destination.ts'
import { didYouMean } from '../../core/closest.ts'
import type { InputSource, Settled } from './connection.ts'
import { type InputProblem, inputError } from './problem.ts'
import { type Reading, readTable } from './reading.ts'
import { type InputTable, namesOf } from './row.ts'
import { type NotifyValues, notifyRules } from './rules/notify-rules.ts'
import { checkRules, type Rule } from './rules/rule.ts'
import { unknownInputs } from './runner-input.ts'
import { notifyInputs } from './table/notify.ts'
import { ignoredInputs } from './warnings.ts'

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
  const reading = readTable(table, env)
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

/** What the log says before a run begins. */
export interface InputNotes {
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
  /** What is noteworthy about the connection. */
  readonly notices: readonly string[]
  /** Found while reading, such as the password of a password file: to be masked. */
  readonly secrets: readonly string[]
}

/** How a sub-action reads its inputs. */
export interface InputDefinition<Values, Connected> {
  readonly table: InputTable<Values>
  /** All that must hold between them. */
  readonly rules: readonly Rule<Values>[]
  /** What else can be wrong, which depends on where the run takes place. */
  readonly check?: (checked: CheckedReading<Values>, env: NodeJS.ProcessEnv) => readonly InputProblem[]
  /** Settles how the database is reached. */
  readonly connect: (reading: Reading<Values>, source: InputSource) => Settled<Connected>
}

/** Inputs that a run can begin with. */
export interface AcceptedInputs<Values, Connected> {
  readonly reading: Reading<Values>
  readonly destination: Destination
  readonly connection: Connected
  readonly notes: InputNotes
}

/**
 * Reads and checks all inputs. The connection is not blamed for an input that has a problem already.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readInputs<
  Values extends NotifyValues & { readonly destination: Destination | undefined },
  Connected,
>(
  { check = () => [], connect, rules, table }: InputDefinition<Values, Connected>,
  source: InputSource,
): AcceptedInputs<Values, Connected> {
  const checked = readChecked(table, rules, source.env)
  const { notifications, reading } = checked
  const connected = connect(reading, source)
  const found = [...checked.problems, ...check(checked, source.env)]
  const blamed = new Set(found.map(({ input }) => input))
  const ofConnection = connected.ok ? [] : connected.problems.filter(({ input }) => !blamed.has(input))
  const destination: Destination | undefined = reading.value('destination')
  if (found.length > 0 || !connected.ok || !destination) throw inputError([...found, ...ofConnection])
  const { connection, notices, secrets } = connected
  return {
    reading,
    destination,
    connection,
    notes: {
      warnings: [
        ...withoutNotification(notifications),
        ...ignoredInputs(reading, namesOf<keyof Values & string>(table)),
      ],
      notices,
      secrets,
    },
  }
}

/** The problems of notifications as warnings: the run goes on without what they are about. */
export function withoutNotification(problems: readonly InputProblem[]): string[] {
  return problems.map(({ input, message }) => `${input}: ${message}. The run goes on without it`)
}
