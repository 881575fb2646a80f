import { doubledKeys } from '../core/doubled-keys.ts'
import { BackupError, defineError } from '../core/errors.ts'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'
import { entryArgs } from './entry-args.ts'
import { FLEET_WORDS } from './failure-words.ts'
import { fleetStep } from './fleet-step.ts'
import type { FleetInputs } from './inputs.ts'
import type { FleetValues } from './outputs.ts'

/** Takes the URL of one database out of the secret. Every URL in it was masked before this is called. */
export const TAKE_URL = fleetStep({
  failure: FLEET_WORDS,
  cleanedUp: 'nothing was begun',
  run,
})

async function run(inputs: FleetInputs): Promise<FleetValues> {
  const { backupClass, destination, name, secret } = entryArgs(inputs)
  return { url: urlOf(inputs.databaseUrls, secret), name, destination, class: backupClass }
}

const FLEET_NO_URL = defineError({
  topic: 'fleet',
  code: 'fleet-no-url',
  kind: 'input',
  meaning:
    'The secret database-urls has no URL for this database: it is empty or no JSON object, the name is not in it, or what it has there is empty, no text, or has several lines.',
  fix: 'Store a JSON object as that secret, with the URL as a text of one line under the name that the entry gives as its secret.',
})

/**
 * The URL that the JSON object of the secret `database-urls` has under a name.
 * @throws BackupError `fleet-no-url`, which never repeats anything of the secret
 */
export function urlOf(secret: string, name: string): string {
  const url = lookUp(secret, name)
  if (url.ok) return url.value
  throw new BackupError({
    ...FLEET_NO_URL,
    message: `No URL for ${quoted(name)}: ${url.problem}.`,
    hint: `Store a JSON object as the secret database-urls, with the URL as a text of one line under this name.`,
  })
}

export function lookUp(secret: string, name: string): Parsed<string> {
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

export function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    // What is wrong with it is not known without repeating a piece of it.
    return undefined
  }
}
