import { setTimeout as wait } from 'node:timers/promises'
import type { Transporter } from 'nodemailer'
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport'
import { BackupError } from '../../core/errors.ts'
import type { Channel } from '../channel.ts'
import { type Correspondents, emailMessage } from './message.ts'
import { asksToWait, smtpFailure, someRefused } from './smtp-failure.ts'
import type { SmtpServer } from './smtp-url.ts'

/** How long the mail server is waited for. Milliseconds. */
export interface SmtpLimits {
  /** For the connection, for each answer. */
  readonly silenceMs: number
  /** For all of it. */
  readonly wholeMs: number
  /** Before another try of what the server refused only for now (4xx: greylisting, too many connections). */
  readonly pausesMs: readonly number[]
}

export const SMTP_LIMITS: SmtpLimits = {
  silenceMs: 10_000,
  wholeMs: 30_000,
  pausesMs: [1_000, 3_000, 6_000, 12_000],
}

/** A mail server, by SMTP. Certificates are checked as Node does, further authorities by NODE_EXTRA_CA_CERTS. */
export function smtpChannel(
  server: SmtpServer,
  { from, to }: Correspondents,
  { pausesMs, silenceMs, wholeMs }: SmtpLimits = SMTP_LIMITS,
): Channel {
  return {
    name: 'email by SMTP',
    receives: 'notices',
    send: async (notice, signal) => {
      const late = AbortSignal.timeout(wholeMs)
      const limited = AbortSignal.any([signal, late])
      const mail = {
        from: from.name === undefined ? from.address : { name: from.name, address: from.address },
        to: [...to],
        ...emailMessage(notice),
        // Nobody's out-of-office reply is wanted (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: limited,
      }
      for (const pauseMs of [...pausesMs, undefined]) {
        const transport = await transportTo(server, silenceMs)
        try {
          const { rejected } = await transport.sendMail(mail)
          if (rejected.length > 0) throw someRefused(rejected.length, to.length)
          return
        } catch (cause) {
          signal.throwIfAborted()
          if (cause instanceof BackupError) throw cause
          if (pauseMs === undefined || late.aborted || !asksToWait(cause))
            throw smtpFailure(cause, late.aborted)
          await wait(pauseMs, undefined, { signal: limited }).catch(() => {
            signal.throwIfAborted()
            throw smtpFailure(cause, false)
          })
        } finally {
          transport.close()
        }
      }
    },
  }
}

async function transportTo(
  { encryption, host, login, port }: SmtpServer,
  silenceMs: number,
): Promise<Transporter<SentMessageInfo>> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
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
}
