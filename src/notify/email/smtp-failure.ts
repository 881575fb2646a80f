import { BackupError, defineError, type Explanation } from '../../core/errors.ts'

const NOTIFY_EMAIL_LOGIN = defineError({
  topic: 'notifications',
  code: 'notify-email-login',
  kind: 'environment',
  meaning: 'The mail server refused user and password, or takes none.',
  fix: 'Check both in smtp-url, where they are percent-encoded.',
})

const NOTIFY_EMAIL_TLS = defineError({
  topic: 'notifications',
  code: 'notify-email-tls',
  kind: 'environment',
  meaning: 'The mail server offers no encryption, or a certificate that is not trusted; nothing was sent.',
  fix: 'Check host and port in smtp-url; give NODE_EXTRA_CA_CERTS for a certificate authority of your own, or write smtps:// for a server with TLS from the first byte.',
})

const NOTIFY_EMAIL_REFUSED = defineError({
  topic: 'notifications',
  code: 'notify-email-refused',
  kind: 'environment',
  meaning: 'The mail server refused the sender, all recipients, or the message.',
  fix: 'Check email-from and email-to, and whether the server lets this user send from there.',
})

const NOTIFY_EMAIL_TIMEOUT = defineError({
  topic: 'notifications',
  code: 'notify-email-timeout',
  kind: 'environment',
  meaning: 'The mail server did not answer in time.',
  fix: 'Check host and port in smtp-url: GitHub-hosted runners cannot use port 25.',
})

/** By nodemailer's own codes; what servers say is not repeated, since they repeat addresses and more. */
const FAILURES: readonly (Explanation & { readonly when: readonly string[] })[] = [
  {
    when: ['EAUTH', 'ENOAUTH'],
    ...NOTIFY_EMAIL_LOGIN,
    message: 'The mail server refused user and password.',
    hint: 'Check the user and the password in smtp-url; both must be percent-encoded.',
  },
  {
    when: ['ETLS'],
    ...NOTIFY_EMAIL_TLS,
    message: 'The mail server offers no encryption, or a certificate that is not trusted.',
  },
  {
    when: ['EENVELOPE', 'EMESSAGE'],
    ...NOTIFY_EMAIL_REFUSED,
    message: 'The mail server refused the sender, the recipients, or the message.',
  },
  {
    when: ['ETIMEDOUT'],
    ...NOTIFY_EMAIL_TIMEOUT,
    message: 'The mail server did not answer in time.',
  },
]

const NOTIFY_EMAIL_UNREACHABLE = defineError({
  topic: 'notifications',
  code: 'notify-email-unreachable',
  kind: 'environment',
  meaning: 'No connection to the mail server, or one that broke off.',
  fix: 'Check host and port in smtp-url, and the network and DNS of the runner.',
})

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
      ...NOTIFY_EMAIL_UNREACHABLE,
      message: 'The mail server could not be reached, or the connection broke off.',
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

const NOTIFY_EMAIL_BUSY = defineError({
  topic: 'notifications',
  code: 'notify-email-busy',
  kind: 'environment',
  meaning:
    'The mail server refused the message for now (4xx, as greylisting does), each time that it was sent.',
  fix: 'Let the server accept this sender at once, or check its limits for this user.',
})

function forNow(cause: unknown): BackupError {
  return new BackupError(
    {
      ...NOTIFY_EMAIL_BUSY,
      message: 'The mail server refused the message for now, each time that it was sent.',
      hint: 'If it greylists, let it accept this sender at once; else check its limits for this user.',
    },
    cause,
  )
}

const NOTIFY_EMAIL_RECIPIENTS = defineError({
  topic: 'notifications',
  code: 'notify-email-recipients',
  kind: 'environment',
  meaning: 'The mail server refused some of the recipients; the others were notified.',
  fix: 'Check the addresses in email-to.',
})

/** Some of the recipients got it, others were refused. */
export function someRefused(refused: number, all: number): BackupError {
  return new BackupError({
    ...NOTIFY_EMAIL_RECIPIENTS,
    message: `The mail server refused ${refused} of ${all} recipients; the others were notified.`,
  })
}
