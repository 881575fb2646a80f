import { isIPv6 } from 'node:net'

/** libpq's, from the weakest to the strongest. */
export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
export type SslMode = (typeof SSL_MODES)[number]

export const SESSION_ATTRIBUTES = [
  'any',
  'read-write',
  'read-only',
  'primary',
  'standby',
  'prefer-standby',
] as const
export type SessionAttributes = (typeof SESSION_ATTRIBUTES)[number]

/** One server to try: a host name, an IP address, or the directory of a Unix socket. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  /** The address to use for `host`, without asking the name service. */
  readonly address?: string
  /** It was signed in to with channel binding, so anyone who answers there later and offers none is not the same. */
  readonly bindsChannel?: true
}

/** libpq's; `auto`: nothing was said, so what a server once offered is required of it from then on. */
export const CHANNEL_BINDINGS = ['auto', 'disable', 'prefer', 'require'] as const
export type ChannelBinding = (typeof CHANNEL_BINDINGS)[number]

/** Where a value comes from, for messages: `database-url`, `PGHOST`, `/home/me/.pgpass`, `default`. */
export type Origin = string

/** How a database is reached, all defaults settled. Holds the password: never log it, use `describe`. */
export interface Connection {
  /** Tried in order; never empty. */
  readonly endpoints: readonly Endpoint[]
  readonly user: string
  readonly database: string
  readonly password?: string
  readonly sslmode: SslMode
  /** Path of a file of CA certificates, or `system`. */
  readonly sslRootCert?: string
  readonly sslCert?: string
  readonly sslKey?: string
  /** TLS from the first byte on (PostgreSQL 17), without asking first. */
  readonly directTls: boolean
  readonly channelBinding: ChannelBinding
  /** libpq's require_auth, as the user gave it: which ways of signing in a server may ask for. */
  readonly requireAuth?: string
  readonly sessionAttributes: SessionAttributes
  /** As PGOPTIONS takes it, e.g. `-c search_path=app`. */
  readonly options?: string
  readonly connectTimeoutS: number
  /** How long the server may make no progress. Milliseconds. */
  readonly stallTimeoutMs: number
  readonly applicationName: string
  /** libpq's environment variables that are only handed on. */
  readonly passed: Readonly<Record<string, string>>
  /** Parameters without an environment variable: keepalives. No secrets. */
  readonly parameters: Readonly<Record<string, string>>
  readonly origin: Readonly<Record<'host' | 'port' | 'user' | 'database' | 'password' | 'sslmode', Origin>>
}

/** Unix sockets have no TLS and no name to look up. */
export function isSocket({ host }: Pick<Endpoint, 'host'>): boolean {
  return host.startsWith('/')
}

/** Whether nothing leaves the machine on the way to it: a Unix socket, or the loopback interface. */
export function isThisMachine(endpoint: Endpoint): boolean {
  const place = endpoint.address ?? endpoint.host
  return isSocket(endpoint) || place === 'localhost' || place === '::1' || /^127\.\d+\.\d+\.\d+$/.test(place)
}

/** The endpoint that is tried first. */
export function firstEndpoint({ endpoints }: Connection): Endpoint {
  const [first] = endpoints
  if (!first) throw new Error('a connection without an endpoint')
  return first
}

/** The same connection to one of its endpoints only: what was probed is what is dumped. */
export function atEndpoint(connection: Connection, endpoint: Endpoint): Connection {
  return { ...connection, endpoints: [endpoint] }
}

/** `host:port`, as it is written in URLs. */
export function describeEndpoint({ host, port }: Endpoint): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`
}

/** `user@host:port/database`: everything that a message may record a connection. */
export function describe(connection: Connection): string {
  const places = connection.endpoints.map(describeEndpoint).join(',')
  return `${connection.user}@${places}/${connection.database}`
}
