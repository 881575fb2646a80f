import { EventEmitter } from 'node:events'
import { Socket, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net'
import { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import pg from 'pg'
import type { Connection, Endpoint } from '../connection/connection.ts'
import { limitMessages } from './message-limit.ts'
import { signIn } from './sign-in.ts'
import { type TlsAttempt, tlsAttempts } from './tls.ts'

/** A connected session as the library has it. */
export interface Wire {
  /** Where it is, and whether it was signed in to with channel binding. */
  readonly endpoint: Endpoint
  readonly tls: string | undefined
  /** The server's process. */
  readonly pid: number | undefined
  ask<Row extends pg.QueryResultRow>(text: string): Promise<pg.QueryResult<Row>>
  askAsWritten(text: string): Promise<pg.QueryResult<(string | null)[]>>
  /** What the server has warned of so far; of many only the first. */
  readonly warnings: readonly string[]
  /** Breaks the connection: no matter what runs on it fails with the error. */
  breakOff(error: Error): void
  close(): Promise<void>
}

/**
 * Node gives each address of a name 250 ms before it goes on to the next, and forgets the first: too little for another
 * continent's server with an IPv6 address that the runner cannot reach. Milliseconds.
 */
const ADDRESS_TIMEOUT_MS = 5_000
/** A runner's network drops connections that are silent for four minutes. Milliseconds. */
const KEEP_ALIVE_MS = 60_000
/** Of warnings, which a server can send without end. */
const MOST_WARNINGS = 100
const LONGEST_WARNING = 2_000

/**
 * Connects to one endpoint, with the encryption attempts of the connection's sslmode. The only place that opens a session
 * of ours. Throws what pg or Node throw.
 */
export async function connectTo(
  connection: Connection,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Wire> {
  setDefaultAutoSelectFamilyAttemptTimeout(ADDRESS_TIMEOUT_MS)
  const errors: unknown[] = []
  for (const tls of tlsAttempts(connection, endpoint)) {
    try {
      return await attempt(connection, endpoint, tls, signal)
    } catch (error) {
      signal.throwIfAborted()
      errors.push(error)
      // Encryption makes no difference to a server that cannot be reached.
      if (isNetworkError(error)) break
    }
  }
  // What the server itself said is worth more than how the other attempt failed.
  throw errors.find(error => error instanceof pg.DatabaseError) ?? errors[0]
}

async function attempt(
  connection: Connection,
  endpoint: Endpoint,
  ssl: TlsAttempt,
  signal: AbortSignal,
): Promise<Wire> {
  signal.throwIfAborted()
  const { host, port, address } = endpoint
  const socket = new Socket()
  const tried: string[] = []
  socket.on('connectionAttempt', ip => tried.push(ip))
  const client: pg.Client = new pg.Client({
    stream: () => socket,
    host: address ?? host,
    port,
    user: connection.user,
    database: connection.database,
    // A function, since pg would look for an absent password in PGPASSWORD and in a password file of its own finding.
    password: () => signing.password(),
    ssl,
    ...(connection.directTls && ssl ? { sslnegotiation: 'direct' } : {}),
    enableChannelBinding: ssl !== false && connection.channelBinding !== 'disable',
    ...(connection.options === undefined ? {} : { options: connection.options }),
    application_name: connection.applicationName,
    connectionTimeoutMillis: connection.connectTimeoutS * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  })
  const inner = innerConnection(client)
  // What a session ends with between two queries is the reason why the next one fails.
  let ended: Error | undefined
  const breakOff = (error: Error): void => {
    ended ??= error
    inner.stream().destroy()
    socket.destroy()
  }
  const signing = signIn(connection, endpoint, ssl, { events: inner.events, breakOff })
  client.on('error', error => {
    ended ??= error
  })
  const limit = (): void => limitMessages(inner.stream(), breakOff)
  if (ssl === false) limit()
  else inner.events.once('sslconnect', limit)
  const warnings: string[] = []
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined && warnings.length < MOST_WARNINGS)
      warnings.push(message.slice(0, LONGEST_WARNING))
  })
  const abort = (): void => void socket.destroy()
  signal.addEventListener('abort', abort, { once: true })
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', abort)
    if (ended === undefined) await client.end().catch(() => {})
    socket.destroy()
  }
  try {
    await client.connect()
    signing.finish()
  } catch (error) {
    ended ??= error instanceof Error ? error : new Error(String(error))
    await close()
    throw ended.message === 'timeout expired' ? new AddressTimeout(tried) : ended
  }
  const asking = async <T>(query: Promise<T>): Promise<T> => {
    try {
      return await query
    } catch (error) {
      throw ended ?? error
    }
  }
  const pid: unknown = 'processID' in client ? client.processID : undefined
  return {
    endpoint: {
      host,
      port,
      ...(address === undefined ? {} : { address }),
      ...(signing.bound() ? { bindsChannel: true } : {}),
    },
    tls: tlsVersion(inner.stream()),
    pid: typeof pid === 'number' ? pid : undefined,
    ask: text => asking(client.query(text)),
    askAsWritten: text => asking(client.query({ text, rowMode: 'array', types: AS_WRITTEN })),
    warnings,
    breakOff,
    close,
  }
}

const AS_WRITTEN = { getTypeParser: () => (value: string) => value }

/** pg's timeout with what Node's own would say, so that a name with only IPv6 addresses is seen for what it is. */
class AddressTimeout extends Error {
  readonly code = 'ETIMEDOUT'
  readonly address: string

  constructor(tried: readonly string[]) {
    super('timeout expired')
    this.address = tried.find(ip => !ip.includes(':')) ?? tried[0] ?? ''
  }
}

/** pg's connection below its client, which its types do not show: it puts the encrypted stream in the place of the first. */
function innerConnection(client: pg.Client): { readonly events: EventEmitter; stream(): Duplex } {
  const inner: unknown = 'connection' in client ? client.connection : undefined
  if (!(inner instanceof EventEmitter)) throw new Error('pg has no connection')
  const stream = (): Duplex => {
    if (!('stream' in inner && inner.stream instanceof Duplex)) throw new Error('pg has no stream')
    return inner.stream
  }
  return { events: inner, stream }
}

function tlsVersion(stream: Duplex): string | undefined {
  return stream instanceof TLSSocket ? (stream.getProtocol() ?? undefined) : undefined
}

const NETWORK_ERRORS = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]

function isNetworkError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NETWORK_ERRORS.includes(String(error.code))
}
