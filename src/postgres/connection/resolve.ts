import { chooseClientCertificate, chooseSsl } from './certificates.ts'
import { type Connection, STALL_TIMEOUT_MS } from './connection.ts'
import { readEndpoints } from './endpoints.ts'
import { type Files, localFiles } from './files.ts'
import { findPassword, readIdentity } from './identity.ts'
import { poolerFinding } from './poolers.ts'
import type { Complain, ConnectionProblem } from './problem.ts'
import { readSession } from './session.ts'
import { gatherSettings } from './settings.ts'

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

/** Settles how the database is reached, by libpq's rules, and tells everything that is wrong at once. */
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
