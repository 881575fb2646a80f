import { Socket, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net'
import { TLSSocket } from 'node:tls'
import pg from 'pg'
import type { Connection, Endpoint } from '../connection/connection.ts'
import { type TlsAttempt, tlsAttempts } from './tls.ts'

/** A connected session. Rows are as the query shapes them: the type parameter says how. */
export interface Session extends AsyncDisposable {
  readonly endpoint: Endpoint
  readonly tls: string | undefined
  rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>
  /** The same for what the role may not be allowed to ask: the session goes on, the answer is empty. */
  rowsIfAllowed<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>
  /** An answer of any shape, its values as PostgreSQL writes them. */
  table(text: string): Promise<Answer>
  /** What the server has warned of so far. */
  warnings(): readonly string[]
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly isBoolean: boolean }[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/** No catalog query may take longer; the size of a database on slow storage is then unknown. Milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000

/** Local to one transaction: a pooler hands what a plain SET changes on to other people's sessions. */
const ASKING = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`

/**
 * Node gives each address of a name 250 ms before it goes on to the next, and forgets the first: too little for another
 * continent's server with an IPv6 address that the runner cannot reach. Milliseconds.
 */
const ADDRESS_TIMEOUT_MS = 5_000

/**
 * Connects to one endpoint, with the encryption attempts of the connection's sslmode, and begins with `beginning`: a
 * read-only transaction with a time limit, unless said otherwise. Throws what pg or Node throw.
 */
export async function openSession(
  connection: Connection,
  endpoint: Endpoint,
  signal: AbortSignal,
  beginning = ASKING,
): Promise<Session> {
  setDefaultAutoSelectFamilyAttemptTimeout(ADDRESS_TIMEOUT_MS)
  const errors: unknown[] = []
  for (const tls of tlsAttempts(connection, endpoint)) {
    try {
      return await attempt(connection, endpoint, tls, signal, beginning)
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
  { host, port, address }: Endpoint,
  ssl: TlsAttempt,
  signal: AbortSignal,
  beginning: string,
): Promise<Session> {
  signal.throwIfAborted()
  const socket = new Socket()
  const tried: string[] = []
  socket.on('connectionAttempt', ip => tried.push(ip))
  const client = new pg.Client({
    stream: () => socket,
    host: address ?? host,
    port,
    user: connection.user,
    database: connection.database,
    // A function, since pg would look for an absent password in PGPASSWORD and in a password file of its own finding.
    password: () => connection.password ?? '',
    ssl,
    ...(connection.directTls && ssl ? { sslnegotiation: 'direct' } : {}),
    ...(connection.requireChannelBinding ? { enableChannelBinding: true } : {}),
    ...(connection.options === undefined ? {} : { options: connection.options }),
    application_name: connection.applicationName,
    connectionTimeoutMillis: connection.connectTimeoutS * 1000,
  })
  // A connection that breaks is told by the query that runs on it; without a listener it would be fatal as well.
  client.on('error', () => {})
  const warnings: string[] = []
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) warnings.push(message)
  })
  const abort = (): void => void socket.destroy()
  signal.addEventListener('abort', abort, { once: true })
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', abort)
    await client.end().catch(() => {})
    socket.destroy()
  }
  try {
    await client.connect()
    await client.query(beginning)
  } catch (error) {
    socket.destroy()
    await close()
    throw error instanceof Error && error.message === 'timeout expired' ? new AddressTimeout(tried) : error
  }
  const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
    (await client.query<Row>(text)).rows
  const rowsIfAllowed = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
    await client.query('SAVEPOINT asked')
    try {
      return await rows<Row>(text)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      await client.query('ROLLBACK TO asked')
      return []
    }
  }
  return {
    endpoint: { host, port, ...(address === undefined ? {} : { address }) },
    tls: tlsVersion(client),
    rows,
    rowsIfAllowed,
    table: text => answer(client, text),
    warnings: () => warnings,
    [Symbol.asyncDispose]: close,
  }
}

const AS_WRITTEN = { getTypeParser: () => (value: string) => value }

async function answer(client: pg.Client, text: string): Promise<Answer> {
  const { fields, rows } = await client.query<(string | null)[]>({
    text,
    rowMode: 'array',
    types: AS_WRITTEN,
  })
  const isBoolean = (type: number): boolean => type === pg.types.builtins.BOOL
  return { columns: fields.map(({ name, dataTypeID }) => ({ name, isBoolean: isBoolean(dataTypeID) })), rows }
}

/** pg's timeout with what Node's own would tell, so that a name with only IPv6 addresses is seen for what it is. */
class AddressTimeout extends Error {
  readonly code = 'ETIMEDOUT'
  readonly address: string

  constructor(tried: readonly string[]) {
    super('timeout expired')
    this.address = tried.find(ip => !ip.includes(':')) ?? tried[0] ?? ''
  }
}

/** pg puts the encrypted stream in the place of the one that it was given. */
function tlsVersion(client: pg.Client): string | undefined {
  const connection: unknown = 'connection' in client ? client.connection : undefined
  const stream: unknown =
    typeof connection === 'object' && connection !== null && 'stream' in connection
      ? connection.stream
      : undefined
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
