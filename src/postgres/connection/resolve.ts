import { isIP } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { STALL_TIMEOUT_MS } from '../../stream/silence.ts'
import { unknownMethods } from './authentication.ts'
import { chooseClientCertificate, chooseSsl } from './certificates.ts'
import {
  CHANNEL_BINDINGS,
  type ChannelBinding,
  type Connection,
  type Endpoint,
  isSocket,
  SESSION_ATTRIBUTES,
  type SessionAttributes,
} from './connection.ts'
import { type Files, localFiles } from './files.ts'
import { treatmentOf } from './parameters.ts'
import { passwordFromFile } from './pgpass.ts'
import { poolerFinding } from './poolers.ts'
import type { Complain, ConnectionProblem } from './problem.ts'
import { type Given, gatherSettings, type Setting, URL_INPUT } from './settings.ts'

export interface ConnectionInputs {
  /** The input `database-url`: a URL, `host=… dbname=…`, or nothing. */
  readonly databaseUrl?: string | undefined
  /** The input `sslmode`, if it was given: weaker than the URL's, stronger than PGSSLMODE. */
  readonly sslmode?: string | undefined
  /** The input `ssl-root-cert` as a path or `system`; PEM text goes through `rootCertificateFile` first. */
  readonly sslRootCert?: string | undefined
  /** The input `stall-timeout`: how long the server may make no progress. Milliseconds. */
  readonly stallTimeoutMs?: number
  readonly env: NodeJS.ProcessEnv
  readonly files?: Files
}

/** Notices are for the log; neither they nor problems hold a secret. */
export type Resolution =
  | { readonly ok: true; readonly connection: Connection; readonly notices: readonly string[] }
  | {
      readonly ok: false
      readonly problems: readonly ConnectionProblem[]
      readonly notices: readonly string[]
    }

/** Settles how the database is reached, by libpq's rules, and says everything that is wrong at once. */
export function resolveConnection({ env, files = localFiles, ...inputs }: ConnectionInputs): Resolution {
  const problems: ConnectionProblem[] = []
  const notices: string[] = []
  const complain: Complain = (input, message) => problems.push({ input, message })
  const notice = (text: string): void => void notices.push(text)

  const text = inputs.databaseUrl?.trim() ?? ''
  const inputSettings = {
    sslmode: ['sslmode', inputs.sslmode],
    sslrootcert: ['ssl-root-cert', inputs.sslRootCert],
  } as const
  const given = gatherSettings({ text, inputs: inputSettings, env, files, complain, notice })
  // A string that cannot be read has no host either: one complaint is enough.
  const unread = problems.length > 0 && !given.has('host') && !given.has('hostaddr')
  const endpoints = unread ? [] : readEndpoints(given, text !== '', complain)
  for (const endpoint of endpoints) {
    const finding = poolerFinding(endpoint)
    if (finding?.refused) complain(given.get('port')?.origin ?? 'PGPORT', finding.message)
    else if (finding) notice(finding.message)
  }
  const ssl = chooseSsl(given, endpoints, files, complain)
  const client = chooseClientCertificate(given, files, complain, notice)
  const identity = readIdentity(given, endpoints, complain)
  const session = readSession(given, complain)
  const password = findPassword(given, identity, endpoints, env, files, notice)
  if (problems.length > 0) return { ok: false, problems, notices }

  const optional = {
    password: password?.value,
    sslRootCert: ssl.rootCert,
    ...client,
    options: given.get('options')?.value,
    requireAuth: given.get('require_auth')?.value,
  }
  const connection: Connection = {
    endpoints,
    user: identity.user.value,
    database: identity.database.value,
    sslmode: ssl.sslmode,
    ...session,
    stallTimeoutMs: inputs.stallTimeoutMs ?? STALL_TIMEOUT_MS,
    ...whereDefined(optional),
    origin: {
      host: (given.get('host') ?? given.get('hostaddr'))?.origin ?? 'default',
      port: given.get('port')?.origin ?? 'default',
      user: identity.user.origin,
      database: identity.database.origin,
      password: password?.origin ?? 'none',
      sslmode: ssl.origin,
    },
  }
  return { ok: true, connection, notices }
}

function whereDefined<Key extends string>(values: Record<Key, string | undefined>): { [K in Key]?: string } {
  const kept: { [K in Key]?: string } = {}
  for (const key in values) {
    const value = values[key]
    if (value !== undefined) kept[key] = value
  }
  return kept
}

const DEFAULT_PORT: Setting = { value: '5432', origin: 'default' }

const NO_DATABASE =
  'is empty and PGHOST is not set: the secret is not set in this repository or environment, or the run comes from a fork, whose runs are given no secrets'
const NO_HOST = 'names no host; write postgresql://user:password@host:5432/database, or set PGHOST'

/** The servers to try, from parallel lists of hosts, addresses and ports, as libpq pairs them. */
function readEndpoints(given: Given, textGiven: boolean, complain: Complain): Endpoint[] {
  const hosts = listed(given.get('host'))
  const addresses = listed(given.get('hostaddr'))
  const count = Math.max(hosts.length, addresses.length)
  if (count === 0 || (addresses.length === 0 && hosts.includes(''))) {
    complain(URL_INPUT, textGiven ? NO_HOST : NO_DATABASE)
    return []
  }
  if (addresses.some(address => isIP(address) === 0)) {
    complain('PGHOSTADDR', 'is not an IP address; put a name into PGHOST')
  }
  const ports = readPorts(given.get('port') ?? DEFAULT_PORT, count, complain)
  return Array.from({ length: count }, (_, index): Endpoint => {
    const address = addresses[index]
    const host = hosts[index] || (address ?? '')
    const port = ports[ports.length === 1 ? 0 : index] ?? Number(DEFAULT_PORT.value)
    return { host, port, ...(address === undefined ? {} : { address }) }
  })
}

function readPorts(setting: Setting, hosts: number, complain: Complain): number[] {
  const ports = listed(setting).map(port => Number(port === '' ? DEFAULT_PORT.value : port))
  if (!ports.every(port => Number.isInteger(port) && port >= 1 && port <= 65535)) {
    complain(setting.origin, 'the port is not a number from 1 to 65535')
  }
  if (ports.length > 1 && ports.length !== hosts) {
    complain(setting.origin, `there are ${ports.length} ports for ${hosts} hosts; give one, or one for each`)
  }
  return ports
}

function listed(setting: Setting | undefined): string[] {
  return setting === undefined ? [] : setting.value.split(',')
}

const CONNECT_TIMEOUT_S = 15

/** What remains to be settled about a session besides where, who and TLS. */
interface SessionSettings {
  readonly directTls: boolean
  readonly channelBinding: ChannelBinding
  readonly sessionAttributes: SessionAttributes
  readonly connectTimeoutS: number
  readonly applicationName: string
  readonly passed: Readonly<Record<string, string>>
  readonly parameters: Readonly<Record<string, string>>
}

function readSession(given: Given, complain: Complain): SessionSettings {
  const timeout = given.get('connect_timeout')
  if (timeout && !/^-?\d+$/.test(timeout.value)) {
    complain(timeout.origin, 'connect_timeout is not a number of seconds')
  }
  const attributes = given.get('target_session_attrs')
  const sessionAttributes = SESSION_ATTRIBUTES.find(known => known === (attributes?.value ?? 'any'))
  if (!sessionAttributes && attributes) {
    complain(attributes.origin, `target_session_attrs is none of ${SESSION_ATTRIBUTES.join(', ')}`)
  }
  const binding = given.get('channel_binding')
  const channelBinding = CHANNEL_BINDINGS.find(known => known === (binding?.value ?? 'auto'))
  if (binding && (!channelBinding || channelBinding === 'auto')) {
    complain(binding.origin, 'channel_binding is none of disable, prefer, require')
  }
  const methods = given.get('require_auth')
  const unknown = methods && unknownMethods(methods.value)
  if (unknown !== undefined) complain(methods?.origin ?? 'PGREQUIREAUTH', unknown)
  const passed: Record<string, string> = {}
  const parameters: Record<string, string> = {}
  for (const [name, { value }] of given) {
    const treatment = treatmentOf(name)
    if (treatment?.use === 'passed') passed[treatment.env] = value
    if (treatment?.use === 'argument') parameters[name] = value
  }
  const seconds = Number(timeout?.value ?? 0)
  return {
    directTls: given.get('sslnegotiation')?.value === 'direct',
    channelBinding: channelBinding ?? 'auto',
    sessionAttributes: sessionAttributes ?? 'any',
    // libpq's 0 means to wait for ever, which no job wants.
    connectTimeoutS: seconds > 0 ? seconds : CONNECT_TIMEOUT_S,
    applicationName: given.get('application_name')?.value ?? 'pg-backup-action',
    passed,
    parameters,
  }
}

interface Identity {
  readonly user: Setting
  readonly database: Setting
}

/** Who connects, and to which database: libpq's default for the database is the user's name. */
function readIdentity(given: Given, endpoints: readonly Endpoint[], complain: Complain): Identity {
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
function findPassword(
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
