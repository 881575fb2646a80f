import { userInfo } from 'node:os'
import { join } from 'node:path'
import { type Endpoint, isSocket } from './connection.ts'
import type { Files } from './files.ts'
import { passwordFromFile } from './pgpass.ts'
import type { Complain } from './problem.ts'
import { type Given, type Setting, URL_INPUT } from './settings.ts'

export interface Identity {
  readonly user: Setting
  readonly database: Setting
}

/** Who connects, and to which database: libpq's default for the database is the user's name. */
export function readIdentity(given: Given, endpoints: readonly Endpoint[], complain: Complain): Identity {
  const user = given.get('user') ?? defaultUser(endpoints, complain)
  return { user, database: given.get('dbname') ?? { value: user.value, origin: 'the name of the user' } }
}

/** Over a Unix socket the system's user is a fair guess (peer authentication); on a runner's TCP it is a mistake. */
function defaultUser(endpoints: readonly Endpoint[], complain: Complain): Setting {
  const overTcp = endpoints.some(endpoint => !isSocket(endpoint))
  if (overTcp)
    complain(URL_INPUT, 'names no user; write postgresql://user:password@host/database, or set PGUSER')
  return { value: userInfo().username, origin: "the system's user" }
}

/** The password that was given, or the password file's for the first endpoint that it knows. */
export function findPassword(
  given: Given,
  { user, database }: Identity,
  endpoints: readonly Endpoint[],
  { HOME }: NodeJS.ProcessEnv,
  files: Files,
  notice: (text: string) => void,
): Setting | undefined {
  const direct = given.get('password')
  if (direct) {
    if (/^\[.*\]$/s.test(direct.value)) notice(`${direct.origin}: ${BRACKETS}`)
    return direct
  }
  const path = given.get('passfile')?.value ?? (HOME ? join(HOME, '.pgpass') : undefined)
  if (path === undefined) return undefined
  for (const { host, port } of endpoints) {
    const answer = passwordFromFile(path, { host, port, database: database.value, user: user.value }, files)
    if (answer.found !== undefined) return { value: answer.found, origin: path }
    if (answer.notice === undefined) continue
    notice(answer.notice)
    break
  }
  return undefined
}

/** Supabase shows its URL with the password's place in square brackets, and they are often left standing. */
const BRACKETS =
  'the password is wrapped in square brackets; if it is refused, remove them: they only marked the place in the template'
