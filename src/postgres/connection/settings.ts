import { join } from 'node:path'
import { closest } from '../../core/closest.ts'
import type { Files } from './files.ts'
import { isKeywords, readKeywords } from './keywords.ts'
import { PARAMETERS, treatmentOf } from './parameters.ts'
import type { Complain } from './problem.ts'
import { type Reading, unreadable } from './reading.ts'
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

/** Reads a service from the first connection service file that has it: libpq's order, the user's then the system's. */
function readService(name: string, file: string | undefined, env: NodeJS.ProcessEnv, files: Files): Reading {
  const { PGSERVICEFILE, HOME = '', PGSYSCONFDIR } = env
  const own = file ?? PGSERVICEFILE ?? join(HOME, '.pg_service.conf')
  const places = [own, ...(PGSYSCONFDIR === undefined ? [] : [join(PGSYSCONFDIR, 'pg_service.conf')])]
  for (const place of places) {
    const settings = section(files.read(place) ?? '', name)
    if (settings) return { settings, problems: [] }
  }
  return unreadable(
    `the service is not defined in ${places.join(' or ')}; set PGSERVICEFILE, or use database-url`,
  )
}

function section(text: string, name: string): Map<string, string> | undefined {
  const lines = text.split(/\r?\n/).map(line => line.trim())
  const start = lines.indexOf(`[${name}]`)
  if (start === -1) return undefined
  const settings = new Map<string, string>()
  for (const line of lines.slice(start + 1)) {
    if (line.startsWith('[')) break
    const equals = line.indexOf('=')
    if (line.startsWith('#') || equals < 1) continue
    settings.set(line.slice(0, equals), line.slice(equals + 1))
  }
  return settings
}

/** A connection string that was pasted wrongly: what it looks like, and what to write. */
interface Mistake {
  readonly looks: RegExp
  readonly problem: string
}

const FORM = 'postgresql://user:password@host:5432/database'

/** Looked for before the string is parsed, the most significant first. No message repeats any of the string. */
const MISTAKES: readonly Mistake[] = [
  {
    looks: /^(["'`]).*\1$|^[“‘].*[”’]$/s,
    problem: 'is wrapped in quotation marks; store the secret without them',
  },
  {
    looks: /^\$\{?\w+\}?$|\$\{\{/,
    problem: `is the name of a variable, not its value: shell variables are not expanded here; write \${{ secrets.NAME }}`,
  },
  {
    looks: /^(export\s+)?[A-Za-z_][A-Za-z_0-9]*=["']?postgres(ql)?:\/\//,
    problem: `starts with a variable's name and “=”; store only what follows, ${FORM}`,
  },
  {
    looks: /^(psql|pg_dump|pg_restore|docker)\s/,
    problem: `is a command line; store only the connection string in it, ${FORM}`,
  },
  { looks: /[\r\n]/, problem: 'has a line break in it; store one connection string, on one line' },
  {
    looks: /^jdbc:/i,
    problem: `is a JDBC URL, which holds no user or password before the host; write ${FORM}`,
  },
  {
    looks: /^postgres(ql)?\+\w+:/i,
    problem: 'names a Python driver after “+”; write postgresql:// instead',
  },
  {
    looks: /^prisma(\+postgres)?:\/\//i,
    problem: `is a Prisma proxy's URL, which pg_dump cannot use; write the database's own, ${FORM}`,
  },
  {
    looks: /^https?:\/\//i,
    problem: `is a web address, not a database's; write ${FORM} (Supabase: Connect → Session pooler)`,
  },
  {
    looks: /^(?!postgres(ql)?:)[a-z][a-z0-9+.-]*:\/\//i,
    problem: `is not a PostgreSQL URL; write ${FORM}`,
  },
  {
    looks:
      /^postgres(?:ql)?:\/\/(?:user|username):[^@]*@(?:host|hostname)(?=[:/?]|$)|\{[a-z][a-z_ -]*\}|<[a-z][a-z_ -]*>|\[?YOUR[-_ ]?(DATABASE[-_ ]?)?PASSWORD\]?|password_here/i,
    problem:
      'still has a placeholder in it, such as user:password@host, {project-ref} or [YOUR-PASSWORD]; put the real value in its place, percent-encoded',
  },
]

/** The first classic mistake in the string, or undefined. */
function mistakeIn(text: string): string | undefined {
  return MISTAKES.find(({ looks }) => looks.test(text))?.problem
}
