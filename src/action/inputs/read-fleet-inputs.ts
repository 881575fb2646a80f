import type { FleetDefaults, FleetEntry } from '../../backup/fleet/entry.ts'
import type { Ending } from '../../backup/fleet/outcome.ts'
import { parseDatabases } from '../../backup/fleet/parse-databases.ts'
import { type FleetResult, LONGEST_MESSAGE } from '../../backup/fleet/result.ts'
import { readChecked, withoutNotification } from './checked-reading.ts'
import { FLEET_INPUTS, type FleetInputValues } from './fleet-table.ts'
import { inputError } from './problem.ts'
import type { Reading } from './reading.ts'
import { accessRules } from './rules/access-rules.ts'
import { fleetRules } from './rules/fleet-rules.ts'
import type { Rule } from './rules/rule.ts'
import { inputText } from './runner-input.ts'

/** A step of a fleet, as the workflow wants it: read once, checked whole. */
export interface FleetInputs {
  readonly entries: readonly FleetEntry[]
  /** The one that the step is about; undefined where it is about all. */
  readonly entry: FleetEntry | undefined
  /** As it is stored; empty where it is not set. */
  readonly databaseUrls: string
  /** Where the results lie; undefined where none are asked for. */
  readonly results: string | undefined
  readonly key: string
  /** Why the backup failed; undefined where it did not, or did not say. */
  readonly failure: FleetResult['failure']
  /** How long it is since the list was read; undefined where that was by an earlier attempt of the run. Milliseconds. */
  readonly tookMs: number | undefined
  /** How a step or a job ended; empty where it never began. */
  ending(name: EndingInput): Ending
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

type EndingInput =
  | 'url-outcome'
  | 'backup-outcome'
  | 'job-status'
  | 'list-result'
  | 'backup-result'
  | 'collect-outcome'

/** All that must hold between the inputs of a fleet. */
export const FLEET_RULES: readonly Rule<FleetInputValues>[] = [...fleetRules, ...accessRules]

/**
 * Reads and checks all inputs of a fleet's step, and every entry of the list.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readFleetInputs(env: NodeJS.ProcessEnv): FleetInputs {
  const { notifications, problems: found, reading } = readChecked(FLEET_INPUTS, FLEET_RULES, env)
  const { value } = reading
  const { entries, problems: inList } = listOf(reading, env)
  const problems = [...found, ...inList.map(message => ({ input: 'databases', message }))]
  if (problems.length > 0) throw inputError(problems)
  const index = value('index')
  const entry = index === undefined ? undefined : entries[index]
  if (index !== undefined && !entry)
    throw inputError([{ input: 'index', message: `${index} is no place in a list of ${entries.length}` }])
  return {
    entries,
    entry,
    databaseUrls: value('database-urls') ?? '',
    results: value('results')?.path,
    key: value('key') ?? '',
    failure: failureOf(reading),
    tookMs: tookSince(value('started'), env),
    ending: name => value(name) ?? '',
    warnings: withoutNotification(notifications),
  }
}

function failureOf({ value }: Reading<FleetInputValues>): FleetResult['failure'] {
  const code = value('failure-code')
  const message = value('failure-message')
  return code && message ? { code, message: message.slice(0, LONGEST_MESSAGE) } : undefined
}

/** When the list began to be read, and by which attempt of the run: what the summary measures from. */
export function startedNow({ GITHUB_RUN_ATTEMPT: attempt = '1' }: NodeJS.ProcessEnv): string {
  return `${attempt} ${new Date().toISOString()}`
}

function tookSince(
  started: string | undefined,
  { GITHUB_RUN_ATTEMPT: attempt = '1' }: NodeJS.ProcessEnv,
): number | undefined {
  const [ofAttempt, at = ''] = (started ?? '').split(' ')
  return ofAttempt === attempt ? Math.max(0, Date.now() - Date.parse(at)) : undefined
}

function listOf(reading: Reading<FleetInputValues>, env: NodeJS.ProcessEnv) {
  const text = reading.value('databases')
  return text === undefined ? { entries: [], problems: [] } : parseDatabases(text, defaultsOf(reading, env))
}

/** A destination that can't be read is told once, and not again for each entry that has none of its own. */
function defaultsOf({ failed, value }: Reading<FleetInputValues>, env: NodeJS.ProcessEnv): FleetDefaults {
  const destination = failed('destination') ? 'another' : inputText(env, 'destination')
  return { destination: destination === '' ? undefined : destination, backupClass: value('class') }
}
