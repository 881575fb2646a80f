import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { type ConnectionOptions, checkServerIdentity, rootCertificates } from 'node:tls'
import { type Connection, type Endpoint, isSocket } from '../connection/connection.ts'

/** How one attempt is encrypted: `false` for not at all. */
export type TlsAttempt = false | ConnectionOptions

/**
 * The attempts that libpq makes for an sslmode, in its order (“SSL Mode Descriptions” in the PostgreSQL manual).
 * The `pg` library reads the same words differently, so it is never given them.
 */
export function tlsAttempts(connection: Connection, endpoint: Endpoint): readonly TlsAttempt[] {
  if (isSocket(endpoint)) return [false]
  const { sslmode } = connection
  if (sslmode === 'disable') return [false]
  const encrypted = tlsOptions(connection, endpoint)
  if (sslmode === 'allow') return [false, encrypted]
  if (sslmode === 'prefer') return [encrypted, false]
  return [encrypted]
}

/**
 * Whether the server's certificate is compared with one that is trusted: libpq's require does it too, as verify-ca does,
 * where a root certificate is at hand.
 */
export function verifies({ sslmode, sslRootCert }: Pick<Connection, 'sslmode' | 'sslRootCert'>): boolean {
  if (sslmode === 'verify-ca' || sslmode === 'verify-full') return true
  return sslmode === 'require' && sslRootCert !== undefined && certificatesOf(sslRootCert) !== undefined
}

function tlsOptions(connection: Connection, { host }: Endpoint): ConnectionOptions {
  const { sslmode, sslRootCert, sslCert, sslKey } = connection
  const ca = sslRootCert === undefined ? undefined : certificatesOf(sslRootCert)
  const verifying = verifies(connection)
  return {
    rejectUnauthorized: verifying,
    ...(isIP(host) ? {} : { servername: host }),
    ...(verifying && ca !== undefined ? { ca } : {}),
    ...(sslCert !== undefined && sslKey !== undefined
      ? { cert: readFileSync(sslCert), key: readFileSync(sslKey) }
      : {}),
    checkServerIdentity: (_connected, certificate) =>
      sslmode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
  }
}

/** Undefined for a missing file: libpq then verifies nothing below verify-ca. */
export function certificatesOf(rootCert: string): string | string[] | undefined {
  if (rootCert === 'system') return [...rootCertificates]
  try {
    return readFileSync(rootCert, 'utf8')
  } catch {
    return undefined
  }
}
