import { requireAuthOf, requiresBinding } from './authentication.ts'
import { type Connection, isSocket } from './connection.ts'

/**
 * What children keep of our environment. Everything else stays here: the inputs (INPUT_*), cloud credentials (AWS_*,
 * ACTIONS_*), and the caller's PG* variables, which would change what pg_dump does.
 */
const KEPT = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'SystemRoot',
  'KRB5CCNAME',
  'KRB5_CONFIG',
  'KRB5_KTNAME',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
] as const

/**
 * The environment of pg_dump, pg_restore and psql: the whole connection, so that argv, which every user of the machine
 * can read, holds none of it. `sessionOptions` are joined to the connection's own PGOPTIONS.
 */
export function libpqEnvironment(
  connection: Connection,
  baseEnv: NodeJS.ProcessEnv,
  sessionOptions: readonly string[] = [],
): NodeJS.ProcessEnv {
  const { endpoints } = connection
  const addresses = endpoints.map(({ address = '' }) => address)
  const options = [connection.options ?? '', ...sessionOptions].filter(option => option !== '').join(' ')
  const ours = {
    PGHOST: endpoints.map(({ host }) => host).join(','),
    PGHOSTADDR: addresses.some(address => address !== '') ? addresses.join(',') : undefined,
    PGPORT: endpoints.map(({ port }) => port).join(','),
    PGUSER: connection.user,
    PGDATABASE: connection.database,
    PGPASSWORD: connection.password,
    PGSSLMODE: connection.sslmode,
    ...certificatesOf(connection),
    PGSSLKEY: connection.sslKey,
    PGSSLNEGOTIATION: connection.directTls ? 'direct' : undefined,
    PGCHANNELBINDING: channelBindingOf(connection),
    PGREQUIREAUTH: requireAuthOf(connection),
    PGTARGETSESSIONATTRS: connection.sessionAttributes === 'any' ? undefined : connection.sessionAttributes,
    PGOPTIONS: options === '' ? undefined : options,
    PGCONNECT_TIMEOUT: String(connection.connectTimeoutS),
    PGAPPNAME: connection.applicationName,
    // timestamptz is written in the session's zone: one zone makes a backup's text, and its hash, the same everywhere.
    PGTZ: 'UTC',
    // The diagnosis reads English.
    LC_ALL: 'C',
  }
  const kept = KEPT.map(name => [name, baseEnv[name]] as const)
  const all = [...kept, ...Object.entries(connection.passed), ...Object.entries(ours)]
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}

/** Where nothing is: libpq takes a file that is missing for none. */
const NO_FILE = '/nonexistent/pg-backup-action'

/** Without these libpq looks into the home of the account, which may be another's, and fails for what it may not read. */
function certificatesOf({ endpoints, sslCert, sslRootCert }: Connection): NodeJS.ProcessEnv {
  if (endpoints.every(isSocket)) return {}
  return { PGSSLROOTCERT: sslRootCert ?? NO_FILE, PGSSLCERT: sslCert ?? NO_FILE }
}

function channelBindingOf(connection: Connection): string | undefined {
  const { channelBinding, endpoints } = connection
  // With several servers libpq chooses one by itself.
  const [endpoint, ...others] = endpoints
  if (endpoint && others.length === 0 && requiresBinding(connection, endpoint)) return 'require'
  return channelBinding === 'auto' ? undefined : channelBinding
}

/** A runner's network drops connections that are silent for four minutes; libpq's own default is two hours. */
const KEEPALIVES = { keepalives_idle: '60', keepalives_interval: '15', keepalives_count: '8' }

/**
 * What libpq has no environment variable for: pg_dump, pg_restore and psql take it as `--dbname`, which leaves the rest
 * to the environment. pg_restore must then be given it only where it is to connect.
 */
export function libpqArguments({ parameters }: Pick<Connection, 'parameters'>): string[] {
  const pairs = Object.entries({ ...KEEPALIVES, ...parameters })
  return [
    `--dbname=${pairs.map(([name, value]) => `${name}='${value.replace(/['\\]/g, '\\$&')}'`).join(' ')}`,
  ]
}
