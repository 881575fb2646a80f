import { inputText } from '../action/inputs/runner-input.ts'
import { runStep } from '../action/step.ts'
import type { Wiring } from '../action/wiring.ts'
import { doubledKeys } from '../core/doubled-keys.ts'
import { BackupError } from '../core/errors.ts'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import { FLEET_WORDS } from './failure-words.ts'
import { fleetStep } from './fleet-step.ts'
import { FLEET_PARTS, type FleetPart } from './input-table.ts'
import { readFleetInputs, startedNow } from './inputs.ts'
import type { FleetValues } from './outputs.ts'
import { TAKE_URL } from './select-url.ts'
import { SUMMARY } from './summary.ts'
import { RESULT } from './write-result.ts'

type Main = (env: NodeJS.ProcessEnv) => Promise<void>

const PARTS: Readonly<Record<FleetPart, Main>> = {
  list: env => runStep(LIST, env),
  url: env => runStep(TAKE_URL, env),
  result: env => runStep(RESULT, env),
  summary: env => runStep(SUMMARY, env),
}

/** The main step of the fleet action. A part that there is not is refused by the reading of the list's inputs. */
export async function fleetMain(env: NodeJS.ProcessEnv): Promise<void> {
  const wanted = inputText(env, 'part')
  await PARTS[FLEET_PARTS.find(part => part === wanted) ?? 'list'](env)
}

/** Reads the list before anything is backed up. Whom to tell of a wrong one is left to the summary, which runs all the same. */
const LIST = fleetStep({
  failure: FLEET_WORDS,
  cleanedUp: 'nothing was begun',
  run,
})

async function run({ reporter, runner }: Wiring): Promise<FleetValues> {
  const { entries, warnings } = readFleetInputs(runner.env)
  for (const warning of warnings) reporter.warning(warning)
  for (const { backupClass, destination, index, name } of entries)
    reporter.info(`${index + 1}. ${name}: ${backupClass}, to ${destination}`)
  return { matrix: JSON.stringify(entries.map(({ index }) => index)), started: startedNow(runner.env) }
}

/**
 * The URL that the JSON object of the secret `database-urls` has under a name.
 * @throws BackupError `fleet-no-url`, which never repeats anything of the secret
 */
export function urlOf(secret: string, name: string): string {
  const url = lookUp(secret, name)
  if (url.ok) return url.value
  throw new BackupError({
    kind: 'input',
    code: 'fleet-no-url',
    message: `No URL for ${quoted(name)}: ${url.problem}.`,
    hint: `Store a JSON object as the secret database-urls, with the URL as a text of one line under this name.`,
  })
}

function lookUp(secret: string, name: string): Parsed<string> {
  if (secret.trim() === '') return refused('the secret database-urls is empty, or not set')
  const urls = objectIn(secret)
  if (!urls) return refused('the secret database-urls is no JSON object')
  if (doubledKeys(secret).length > 0)
    return refused('the secret database-urls has a name twice, and nobody knows which URL is meant')
  // Only its own: every object has a constructor.
  const found = Object.entries(urls).find(([key]) => key === name)
  if (!found) return refused('the secret database-urls has nothing under this name')
  const [, value] = found
  if (typeof value !== 'string')
    return refused('what the secret database-urls has under this name is no text')
  if (value.trim() === '') return refused('what the secret database-urls has under this name is empty')
  return /[\r\n]/.test(value)
    ? refused('what the secret database-urls has under this name has several lines')
    : parsed(value)
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    // What is wrong with it can't be told without repeating a piece of it.
    return undefined
  }
}
