import { type Finding, fine, warned } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

/** How a connection is encrypted, and what its server shows of itself. */
export interface TlsFacts {
  readonly sslmode: string
  /** Of the session, e.g. `TLSv1.3`; undefined for none. */
  readonly version: string | undefined
  /** Whether nobody stands between: a Unix socket, or the machine itself. */
  readonly local: boolean
  readonly certificate: CertificateFacts | undefined
}

export interface CertificateFacts {
  readonly issuer: string
  readonly until: Date
  readonly trusted: boolean
  readonly byOwnRoot: boolean
  readonly ofHost: boolean
}

const SOON_DAYS = 21
const DAY_MS = 86_400_000

/** Sign-in has failed already where TLS is what it fails by: here it is told what could be better. */
export function judgeTls(facts: TlsFacts, now: Date): Finding[] {
  const { certificate, local, sslmode, version } = facts
  if (version === undefined) return [local ? localOnly() : unencrypted(sslmode)]
  const encrypted = fine(SUBJECTS.encrypted, `${version}, sslmode ${sslmode}.`)
  return certificate ? [encrypted, judgeCertificate(certificate, sslmode, now)] : [encrypted]
}

function localOnly(): Finding {
  return fine(SUBJECTS.encrypted, 'Not encrypted, on this machine only.')
}

function unencrypted(sslmode: string): Finding {
  return warned(
    SUBJECTS.encrypted,
    `The connection is not encrypted (sslmode ${sslmode}): the password may, and all data does, travel in the clear.`,
    'Set ssl = on at the server, and sslmode: require or, better, verify-full here.',
  )
}

function judgeCertificate(certificate: CertificateFacts, sslmode: string, now: Date): Finding {
  const { byOwnRoot, issuer, ofHost, trusted, until } = certificate
  const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS)
  const dated = `issued by ${issuer}, ${days < 0 ? 'expired on' : 'valid until'} ${until.toISOString().slice(0, 10)}`
  if (days < SOON_DAYS) {
    return warned(
      SUBJECTS.certificate,
      `The server's certificate, ${dated}, ${days < 0 ? 'is of no use to verify-full' : `ends in ${days} days`}.`,
      'Renew it at the server.',
    )
  }
  if (sslmode === 'verify-full') return fine(SUBJECTS.certificate, `Verified: ${dated}.`)
  if (!ofHost) {
    return fine(
      SUBJECTS.certificate,
      `It is ${dated}; verify-full is not possible, since it is not for this host's name.`,
    )
  }
  const root = byOwnRoot ? 'with this ssl-root-cert' : 'with ssl-root-cert: system (clients from 16 on)'
  return fine(
    SUBJECTS.certificate,
    trusted
      ? `It is ${dated}; sslmode: verify-full would work ${root}.`
      : `It is ${dated}; verify-full needs its authority's certificate as ssl-root-cert.`,
  )
}
