import { BackupError, type Explanation } from '../../core/errors.ts'

/** By nodemailer's own codes; what servers say is not repeated, since they repeat addresses and more. */
const FAILURES: readonly (Explanation & { readonly when: readonly string[] })[] = [
  {
    when: ['EAUTH', 'ENOAUTH'],
    kind: 'environment',
    code: 'notify-email-login',
    message: 'The mail server refused user and password.',
    hint: 'Check the user and the password in smtp-url; both must be percent-encoded.',
  },
  {
    when: ['ETLS'],
    kind: 'environment',
    code: 'notify-email-tls',
    message: 'The mail server offers no encryption, or a certificate that is not trusted.',
    hint: 'Check host and port in smtp-url; give NODE_EXTRA_CA_CERTS for a certificate authority of your own, or write smtps:// for a server with TLS from the first byte.',
  },
  {
    when: ['EENVELOPE', 'EMESSAGE'],
    kind: 'environment',
    code: 'notify-email-refused',
    message: 'The mail server refused the sender, the recipients, or the message.',
    hint: 'Check email-from and email-to, and whether the server lets this user send from there.',
  },
  {
    when: ['ETIMEDOUT'],
    kind: 'environment',
    code: 'notify-email-timeout',
    message: 'The mail server did not answer in time.',
    hint: 'Check host and port in smtp-url: GitHub-hosted runners cannot use port 25.',
  },
]

/** What went wrong with a mail server, without a word of the server's; `late`: it was given up. */
export function smtpFailure(cause: unknown, late: boolean): BackupError {
  if (!late && asksToWait(cause)) return forNow(cause)
  const sign = late ? 'ETIMEDOUT' : signOf(cause)
  const known = FAILURES.find(({ when }) => when.includes(sign))
  if (known) {
    const { hint, kind, message } = known
    return new BackupError({ kind, code: known.code, message, hint }, cause)
  }
  return new BackupError(
    {
      kind: 'environment',
      code: 'notify-email-unreachable',
      message: 'The mail server could not be reached, or the connection broke off.',
      hint: 'Check host and port in smtp-url, and the network and DNS of the runner.',
    },
    cause,
  )
}

function signOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  // With TLS from the first byte, a certificate that is not trusted is a failure of the socket to nodemailer.
  if (/certificate|self.signed/i.test(cause.message)) return 'ETLS'
  return 'code' in cause ? String(cause.code) : ''
}

/** Whether a mail server refused for now only: a reply of 4xx (RFC 5321, 4.2.1), as greylisting gives. */
export function asksToWait(cause: unknown): boolean {
  const reply = cause instanceof Error && 'responseCode' in cause ? Number(cause.responseCode) : 0
  return reply >= 400 && reply < 500
}

function forNow(cause: unknown): BackupError {
  return new BackupError(
    {
      kind: 'environment',
      code: 'notify-email-busy',
      message: 'The mail server refused the message for now, each time that it was sent.',
      hint: 'If it greylists, let it accept this sender at once; else check its limits for this user.',
    },
    cause,
  )
}

/** Some of the recipients got it, others were refused. */
export function someRefused(refused: number, all: number): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'notify-email-recipients',
    message: `The mail server refused ${refused} of ${all} recipients; the others were notified.`,
    hint: 'Check the addresses in email-to.',
  })
}
