import { join } from 'node:path'
import { closest } from '../../backup/closest.ts'
import type { Files } from './files.ts'
import { isKeywords, readKeywords } from './keywords.ts'
import { mistakeIn } from './mistakes.ts'
import { PARAMETERS, treatmentOf } from './parameters.ts'
import type { Complain } from './problem.ts'
import { type Reading, unreadable } from './reading.ts'
import { readService } from './service-file.ts'
import { isUrl, readUrl } from './url.ts'

export const URL_INPUT = 'database-url'

/** A value and where it comes from. */
export interface Setting {
  readonly value: string
  readonly origin: string
}

/** What was given for each parameter, by libpq's names; of several sources the strongest. */
export type Given = ReadonlyMap<string, Setting>

export interface Sources {
  /** The connection string, trimmed; may be empty. */
  readonly text: string
  /** Parameters that have an input of their own: the input's name and value. */
  readonly inputs: Readonly<Record<string, readonly [name: string, value: string | undefined]>>
  readonly env: NodeJS.ProcessEnv
  readonly files: Files
  readonly complain: Complain
  readonly notice: (text: string) => void
}

/** Joins the sources: connection string, then inputs, then (libpq's order) service, environment, files of the home. */
export function gatherSettings({ text, inputs, env, files, complain, notice }: Sources): Given {
  const given = new Map<string, Setting>()
  const add = (name: string, value: string | undefined, origin: string): void => {
    if (value && !given.has(name)) given.set(name, { value, origin })
  }
  const take = ({ settings, problems }: Reading, origin: string): void => {
    for (const problem of problems) complain(origin, problem)
    for (const [name, value] of settings) {
      const treatment = treatmentOf(name)
      if (!treatment) complain(origin, unknown(name))
      else if (treatment.use === 'refused') complain(origin, `${name}: ${treatment.why}`)
      else if (treatment.use === 'ignored') notice(`${origin}: ${name} is ignored: ${treatment.why}`)
      else add(name, value, origin)
    }
  }
  if (text !== '') take(readText(text), URL_INPUT)
  const hostGiven = given.has('host')
  for (const [name, [input, value]] of Object.entries(inputs)) add(name, value, input)
  const { PGSERVICE } = env
  const service = given.get('service')?.value ?? PGSERVICE
  if (service) take(readService(service, given.get('servicefile')?.value, env, files), `service ${service}`)
  for (const [name, treatment] of Object.entries(PARAMETERS)) {
    if (treatment.use !== 'own' && treatment.use !== 'passed') continue
    // PGHOSTADDR belongs to PGHOST: it must not lead another host's name to a wrong place.
    if (name === 'hostaddr' && hostGiven) continue
    add(name, env[treatment.env], treatment.env)
  }
  for (const [name, path] of homeFiles(env)) {
    if (given.has(name)) continue
    if (files.read(path) !== undefined) add(name, path, path)
    // The home is often another user's, such as root's in a container.
    else if (files.mode(path) !== undefined) notice(`${path} is there, cannot be read, and is not used`)
  }
  return given
}

function readText(text: string): Reading {
  const mistake = mistakeIn(text)
  if (mistake !== undefined) return unreadable(mistake)
  if (isUrl(text)) return readUrl(text)
  if (isKeywords(text)) return readKeywords(text)
  return unreadable(
    'is neither a URL nor host=… dbname=…; write postgresql://user:password@host:5432/database',
  )
}

/** Never repeated: it may be what an unencoded `?` or `&` cut off the password. */
function unknown(name: string): string {
  const meant = closest(name, Object.keys(PARAMETERS))
  return meant === undefined
    ? 'has a parameter after “?” that libpq does not know; remove it, or percent-encode the password'
    : `has a parameter that libpq does not know; if ${meant} was meant, correct its name`
}

/** libpq's default files: naming them makes the probe do what pg_dump does. */
function homeFiles({ HOME }: NodeJS.ProcessEnv): [name: string, path: string][] {
  if (!HOME) return []
  const inHome = (name: string): string => join(HOME, '.postgresql', name)
  return [
    ['sslrootcert', inHome('root.crt')],
    ['sslcert', inHome('postgresql.crt')],
    ['sslkey', inHome('postgresql.key')],
  ]
}
