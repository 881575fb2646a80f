import { type Finding, fine, warned } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

/** How a connection is encrypted, and what its server shows of itself. */
export interface TlsFacts {
  readonly sslmode: string
  /** Whether the certificate is compared with one that is trusted. */
  readonly verified: boolean
  /** Of the session, e.g. `TLSv1.3`; undefined for none. */
  readonly version: string | undefined
  /** Whether nobody stands between: a Unix socket, or the machine itself. */
  readonly local: boolean
  readonly certificate: CertificateFacts | undefined
  /** How to verify a server at this place, as its provider has it; undefined where nobody knows. */
  readonly howToVerify: string | undefined
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

/** Sign-in has failed already where TLS is what it fails by: here the finding is what could be better. */
export function evaluateTls(facts: TlsFacts, now: Date): Finding[] {
  const { certificate, version } = facts
  if (version === undefined) return [facts.local ? localOnly() : unencrypted(facts.sslmode)]
  const encrypted = fine(SUBJECTS.encrypted, `${version}, sslmode ${facts.sslmode}.`)
  return certificate ? [encrypted, evaluateCertificate(certificate, facts, now)] : [encrypted]
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

function evaluateCertificate(
  certificate: CertificateFacts,
  { howToVerify, local, sslmode, verified }: TlsFacts,
  now: Date,
): Finding {
  const { issuer, until } = certificate
  const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS)
  const dated = `issued by ${issuer}, ${days < 0 ? 'expired on' : 'valid until'} ${until.toISOString().slice(0, 10)}`
  if (days < SOON_DAYS) {
    return warned(
      SUBJECTS.certificate,
      `The server's certificate, ${dated}, ${days < 0 ? 'is of no use to verify-full' : `ends in ${days} days`}.`,
      'Renew it at the server.',
    )
  }
  if (verified) {
    const better =
      sslmode !== 'verify-full' && certificate.ofHost
        ? '; sslmode: verify-full would work with this ssl-root-cert, and compares the name too'
        : ''
    return fine(SUBJECTS.certificate, `Verified by sslmode ${sslmode}: ${dated}${better}.`)
  }
  if (local) return fine(SUBJECTS.certificate, `Not verified, on this machine: ${dated}.`)
  return warned(
    SUBJECTS.certificate,
    `It is not verified (sslmode ${sslmode}), so who stands between can answer in the server's place: ${dated}.`,
    howToVerify ?? ownWay(certificate),
  )
}

function ownWay({ ofHost, trusted }: CertificateFacts): string {
  if (!ofHost)
    return "Connect by a name that the certificate is for, with sslmode: verify-full; verify-ca with its authority's certificate as ssl-root-cert does without the name."
  if (!trusted)
    return "Set sslmode: verify-full, and ssl-root-cert: the certificate of the server's authority."
  return 'Set sslmode: verify-full, and ssl-root-cert: system: a public authority issued it.'
}
