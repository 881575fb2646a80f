import { LONGEST_MESSAGE } from '../action/failure-outputs.ts'
import { type InputNotes, readChecked, withoutNotification } from '../action/inputs/checked-reading.ts'
import type { InputSource } from '../action/inputs/connection.ts'
import { inputError } from '../action/inputs/problem.ts'
import type { Reading } from '../action/inputs/reading.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import { type Rule, rule } from '../action/inputs/rules/rule.ts'
import { inputText } from '../action/inputs/runner-input.ts'
import { doubledKeys } from '../core/doubled-keys.ts'
import { messageOf } from '../core/errors.ts'
import { type FleetDefaults, type FleetEntry, MOST_ENTRIES } from './entry.ts'
import { FLEET_INPUTS, type FleetInputValues, type FleetPart } from './input-table.ts'
import type { Ending } from './outcome.ts'
import { entryName, readEntry, sameBackup } from './read-entry.ts'
import type { FleetResult } from './result.ts'

/** What belongs together in a fleet. */
const fleetRules: readonly Rule<FleetInputValues>[] = [
  {
    about: ['part'],
    broken: ({ isSet, value }) => {
      const part = value('part')
      const missing = part === undefined ? [] : NEEDED[part].filter(name => !isSet(name))
      return missing.length === 0 ? undefined : `${part} needs ${missing.join(' and ')}; give it too`
    },
  },
  rule(
    ['notify-on', 'destination'],
    ({ value }) => value('notify-on') === 'change' && value('destination') === undefined,
    'change keeps the last reported outcome in destination, which is empty; give destination too, or write notify-on: failure or always',
  ),
]

/** A step of a fleet, as the workflow wants it: read once, checked whole. */
export interface FleetInputs extends InputNotes {
  readonly entries: readonly FleetEntry[]
  /** The one that the step is about; undefined where it is about all. */
  readonly entry: FleetEntry | undefined
  /** As it is stored; empty where it is not set. */
  readonly databaseUrls: string
  /** Where the results are; undefined where none are asked for. */
  readonly results: string | undefined
  readonly key: string
  /** Why the backup failed; undefined where it did not, or did not say. */
  readonly failure: FleetResult['failure']
  /** How long it is since the list was read; undefined where that was by an earlier attempt of the run. Milliseconds. */
  readonly tookMs: number | undefined
  /** How a step or a job ended; empty where it never began. */
  ending(name: EndingInput): Ending
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
export function readFleetInputs({ env }: Pick<InputSource, 'env'>): FleetInputs {
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
    notices: [],
    secrets: [],
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

/** A destination that can't be read is reported once, and not again for each entry that has none of its own. */
function defaultsOf({ failed, value }: Reading<FleetInputValues>, env: NodeJS.ProcessEnv): FleetDefaults {
  const destination = failed('destination') ? 'another' : inputText(env, 'destination')
  return { destination: destination === '' ? undefined : destination, backupClass: value('class') }
}

/** What each part cannot do without. */
const NEEDED: Readonly<Record<FleetPart, readonly (keyof FleetInputValues)[]>> = {
  list: [],
  url: ['index'],
  result: ['index', 'results'],
  summary: ['results', 'backup-result'],
}

/** The databases, or all that is wrong with the list: a line for each, which completes “databases: …”. */
interface ParsedDatabases {
  /** Those that can be read; all of them where there is no problem. */
  readonly entries: readonly FleetEntry[]
  readonly problems: readonly string[]
}

const EXAMPLE = '[{ "name": "shop", "secret": "SHOP" }]'

/** Reads the JSON list of databases. */
export function parseDatabases(text: string, defaults: FleetDefaults): ParsedDatabases {
  const list = listIn(text)
  if (!Array.isArray(list)) return { entries: [], problems: [list] }
  const read = list.map((value: unknown, index) => {
    const { entry, problems } = readEntry(value, index, defaults)
    return { entry, problems: problems.map(problem => `entry ${entryName(value, index)}: ${problem}`) }
  })
  const entries = read.flatMap(({ entry }) => entry ?? [])
  return {
    entries,
    problems: [...doubled(text), ...read.flatMap(({ problems }) => problems), ...twice(entries)],
  }
}

/** Which of the two is meant, nobody can know. */
function doubled(text: string): string[] {
  return doubledKeys(text).map(
    ({ column, line }) =>
      `has a key for the second time in one entry (line ${line} column ${column}); leave one of them`,
  )
}

/** The list, or what is wrong with it as a whole. */
function listIn(text: string): unknown[] | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    // The rest of that message repeats a piece of the text, which may be a URL in the wrong place.
    const [where = ''] = /\(line \d+ column \d+\)/.exec(messageOf(error)) ?? []
    return `is not JSON${where && ` ${where}`}; write a list such as ${EXAMPLE}`
  }
  if (!Array.isArray(value)) return `is JSON, but no list; write one such as ${EXAMPLE}`
  if (value.length === 0) return `names no database; write at least one, as in ${EXAMPLE}`
  if (value.length > MOST_ENTRIES)
    return `has ${value.length} entries, and GitHub makes ${MOST_ENTRIES} jobs of a list; call the workflow once for each ${MOST_ENTRIES}`
  return value
}

/** Two backups of one name in one place would be one series, of two databases. */
function twice(entries: readonly FleetEntry[]): string[] {
  return entries.flatMap((entry, position) => {
    const first = entries.slice(0, position).find(other => sameBackup(other, entry))
    return first
      ? [
          `entry ${entry.index + 1} (${entry.name}): has the name and the destination of entry ${first.index + 1}; write another name, or another destination`,
        ]
      : []
  })
}
