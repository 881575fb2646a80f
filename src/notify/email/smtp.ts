import { createTransport } from 'nodemailer'
import type { Channel } from '../channel.ts'
import { type Correspondents, emailMessage } from './message.ts'
import { smtpFailure, someRefused } from './smtp-failure.ts'
import type { SmtpServer } from './smtp-url.ts'

/** How long the mail server is waited for. Milliseconds. */
export interface SmtpLimits {
  /** For the connection, for each answer. */
  readonly silenceMs: number
  /** For all of it. */
  readonly wholeMs: number
}

export const SMTP_LIMITS: SmtpLimits = { silenceMs: 10_000, wholeMs: 30_000 }

/** A mail server, by SMTP. Certificates are checked as Node does, further authorities by NODE_EXTRA_CA_CERTS. */
export function smtpChannel(
  server: SmtpServer,
  { from, to }: Correspondents,
  { silenceMs, wholeMs }: SmtpLimits = SMTP_LIMITS,
): Channel {
  const { encryption, host, login, port } = server
  return {
    name: 'email by SMTP',
    hears: 'notices',
    send: async (notice, signal) => {
      const late = AbortSignal.timeout(wholeMs)
      const transport = createTransport({
        host,
        port,
        secure: encryption === 'tls',
        requireTLS: encryption === 'starttls',
        ignoreTLS: encryption === 'none',
        ...(login && { auth: { user: login.user, pass: login.password } }),
        // A server that offers no login must not be trusted with the message of one who has a password.
        forceAuth: login !== undefined,
        connectionTimeout: silenceMs,
        greetingTimeout: silenceMs,
        socketTimeout: silenceMs,
        dnsTimeout: silenceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      const sending = transport
        .sendMail({
          from,
          to: [...to],
          ...emailMessage(notice),
          // Nobody's out-of-office reply is wanted (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.any([signal, late]),
        })
        .finally(() => transport.close())
      const { rejected } = await sending.catch(cause => {
        signal.throwIfAborted()
        throw smtpFailure(cause, late.aborted)
      })
      if (rejected.length > 0) throw someRefused(rejected.length, to.length)
    },
  }
}
