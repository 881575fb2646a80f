import { once } from 'node:events'
import { connect, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls'
import { type Connection, type Endpoint, isSocket } from '../../postgres/connection/connection.ts'
import { certificatesOf } from '../../postgres/probe/tls.ts'

/** What a server shows of itself before anybody signs in. */
export interface ServerCertificate {
  readonly issuer: string
  readonly until: Date
  /** Whether it descends from the root certificate that was given or, without one, from a public authority. */
  readonly trusted: boolean
  /** Whether that was asked of a root certificate of the user's. */
  readonly byOwnRoot: boolean
  /** Whether it is for the host's name. */
  readonly ofHost: boolean
}

/** “SSLRequest” of PostgreSQL's protocol: its length, and the number that stands for TLS. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const ACCEPTED = 'S'.charCodeAt(0)

/**
 * Looks at the server's certificate, on a connection of its own without signing in. Undefined where the server has no TLS.
 * Throws what Node's sockets throw, or the signal's reason.
 */
export async function examineCertificate(
  connection: Connection,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<ServerCertificate | undefined> {
  if (isSocket(endpoint)) return undefined
  const socket = connect({ host: endpoint.address ?? endpoint.host, port: endpoint.port, signal })
  // A connection that breaks is reported by what waits on it; without a listener it would be fatal as well.
  socket.on('error', () => {})
  try {
    await once(socket, 'connect', { signal })
    if (!connection.directTls && !(await acceptsTls(socket, signal))) return undefined
    return await shake(socket, connection, endpoint, signal)
  } finally {
    socket.destroy()
  }
}

async function acceptsTls(socket: Socket, signal: AbortSignal): Promise<boolean> {
  socket.write(SSL_REQUEST)
  const [answer]: unknown[] = await once(socket, 'data', { signal })
  socket.pause()
  return Buffer.isBuffer(answer) && answer[0] === ACCEPTED
}

async function shake(
  socket: Socket,
  { directTls, sslRootCert }: Connection,
  { host }: Endpoint,
  signal: AbortSignal,
): Promise<ServerCertificate | undefined> {
  const given = sslRootCert === undefined ? undefined : certificatesOf(sslRootCert)
  const tls: TLSSocket = connectTls({
    socket,
    ...(isIP(host) ? {} : { servername: host }),
    ...(directTls ? { ALPNProtocols: ['postgresql'] } : {}),
    ca: given ?? [...rootCertificates],
    // It is judged, and nothing is sent to it.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  })
  tls.on('error', () => {})
  try {
    await once(tls, 'secureConnect', { signal })
    const certificate = tls.getPeerCertificate()
    if (certificate.valid_to === undefined) return undefined
    const { CN, O } = certificate.issuer
    return {
      issuer: [CN ?? O].flat().join(', ') || 'an authority without a name',
      until: new Date(certificate.valid_to),
      trusted: tls.authorized,
      byOwnRoot: given !== undefined && sslRootCert !== 'system',
      ofHost: checkServerIdentity(host, certificate) === undefined,
    }
  } finally {
    tls.destroy()
  }
}
