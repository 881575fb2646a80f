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

/** What drivers and other programs call two of libpq's modes. */
const MEANT: ReadonlyMap<string, SslMode> = new Map([
  ...['off', 'no', 'none', 'false', '0', 'disabled', 'no-verify'].map(
    word => [word, word === 'no-verify' ? 'require' : 'disable'] as const,
  ),
  ...['on', 'yes', 'true', '1', 'required', 'enabled', 'force'].map(word => [word, 'require'] as const),
  ...['preferred', 'verify_ca', 'verify_identity', 'verify_full'].map(
    word =>
      [word, word === 'preferred' ? 'prefer' : word === 'verify_ca' ? 'verify-ca' : 'verify-full'] as const,
  ),
])

/** `; did you mean disable?` where a mode is called by the name of another program; empty otherwise. */
export function meantMode(value: string): string {
  const meant = MEANT.get(value.toLowerCase())
  return meant === undefined ? '' : `; did you mean ${meant}?`
}

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
    complain(origin, `the sslmode is none of ${SSL_MODES.join(', ')}${meantMode(value)}`)
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

/** A client's certificate, and the key that belongs to it. */
export interface ClientCertificate {
  readonly sslCert: string | undefined
  readonly sslKey: string | undefined
}

/** Both or none: libpq would fail for the one without the other, and for what it may not read, only when it connects. */
export function chooseClientCertificate(
  given: Given,
  files: Files,
  complain: Complain,
  notice: (text: string) => void,
): ClientCertificate {
  const cert = given.get('sslcert')
  const key = given.get('sslkey')
  const none = { sslCert: undefined, sslKey: undefined }
  for (const [what, setting] of [
    ['certificate', cert],
    ['key', key],
  ] as const) {
    if (setting && files.read(setting.value) === undefined) {
      complain(
        setting.origin,
        `the client's ${what} ${setting.value} is missing, or this user may not read it; give the path of one that it may`,
      )
      return none
    }
  }
  if (cert && !key) {
    const text = `the client certificate ${cert.value} has no key that this user may read (sslkey)`
    if (cert.origin !== cert.value) complain(cert.origin, `${text}; give its path`)
    else notice(`${text}, and is not used`)
    return none
  }
  return cert && key ? { sslCert: cert.value, sslKey: key.value } : none
}

/** libpq knows `system` from 16 on; a path does the same with every client. */
function systemCertificates(files: Files): string {
  return SYSTEM_CERTIFICATES.find(path => files.read(path) !== undefined) ?? 'system'
}
