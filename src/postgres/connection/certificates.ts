import { type Endpoint, isSocket, SSL_MODES, type SslMode } from './connection.ts'
import type { Files } from './files.ts'
import type { Complain } from './problem.ts'
import type { Given } from './settings.ts'

/** Where systems keep the certificates of public CAs: Debian and Ubuntu, Red Hat, Alpine and macOS. */
const SYSTEM_CERTIFICATES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
]

export interface SslChoice {
  readonly sslmode: SslMode
  readonly origin: string
  readonly rootCert: string | undefined
}

/** The sslmode and the root certificate that go together; `require` unless something else was said. */
export function chooseSsl(
  given: Given,
  endpoints: readonly Endpoint[],
  files: Files,
  complain: Complain,
): SslChoice {
  const root = given.get('sslrootcert')
  const system = root?.value === 'system'
  const fallback = system ? 'verify-full' : 'require'
  const { value, origin } = given.get('sslmode') ?? { value: fallback, origin: 'default' }
  const sslmode = SSL_MODES.find(known => known === value)
  if (!sslmode) {
    complain(origin, `the sslmode is none of ${SSL_MODES.join(', ')}`)
    return { sslmode: fallback, origin, rootCert: undefined }
  }
  if (endpoints.every(isSocket)) return { sslmode, origin, rootCert: undefined }
  const verifies = sslmode === 'verify-ca' || sslmode === 'verify-full'
  if (system && sslmode !== 'verify-full') {
    complain(
      origin,
      `sslmode ${sslmode} does not go with the root certificate “system”: anybody can have a certificate of a public CA, only verify-full compares the name`,
    )
  }
  if (verifies && !root) {
    complain(
      origin,
      `sslmode ${sslmode} needs the CA's certificate; give ssl-root-cert: a file, the PEM text, or “system” for a public CA`,
    )
  }
  const rootCert = system ? systemCertificates(files) : root?.value
  const readable = rootCert === undefined || rootCert === 'system' || files.read(rootCert) !== undefined
  if (verifies && root && !readable) {
    complain(
      root.origin,
      `the root certificate ${rootCert} is missing or cannot be read; give its path, or its PEM text`,
    )
  }
  return { sslmode, origin, rootCert }
}

/** libpq knows `system` from 16 on; a path does the same with every client. */
function systemCertificates(files: Files): string {
  return SYSTEM_CERTIFICATES.find(path => files.read(path) !== undefined) ?? 'system'
}
