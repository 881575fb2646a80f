import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { parseMail, type ReceivedMail } from './parse-mail.ts'

export interface MailReceiverOptions {
  /** PEM. Without them STARTTLS is not offered. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** TLS from the first byte. */
  readonly secure?: boolean
  readonly login?: { readonly user: string; readonly password: string }
  /** Recipients that it refuses. */
  readonly refuses?: readonly string[]
  /** How many times it refuses a recipient for now (451), as a server that greylists. */
  readonly busy?: number
  /** Takes the connection, and never says a word when the message has come. */
  readonly hangs?: boolean
}

export interface MailReceiver {
  readonly port: number
  readonly received: readonly (ReceivedMail & {
    readonly to: readonly string[]
    readonly encrypted: boolean
    readonly user: string
  })[]
  stop(): Promise<void>
}

/** A mail server on the loopback interface. */
export async function startMailReceiver(options: MailReceiverOptions = {}): Promise<MailReceiver> {
  const { busy = 0, hangs, login, refuses = [], secure = false, tls } = options
  let turnedAway = 0
  const received: (ReceivedMail & { to: string[]; encrypted: boolean; user: string })[] = []
  const server = new SMTPServer({
    ...tls,
    secure,
    authOptional: login === undefined,
    disabledCommands: [...(tls && !secure ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    closeTimeout: 100,
    onAuth: ({ password, username }, _session, done) => {
      const known = username === login?.user && password === login?.password
      if (known) done(null, { user: username ?? '' })
      else done(new Error(`Invalid login of ${username} with ${password}`))
    },
    onRcptTo: ({ address }, _session, done) => {
      if (turnedAway++ < busy)
        done(Object.assign(new Error('Greylisted, try again later'), { responseCode: 451 }))
      else if (refuses.includes(address)) done(new Error(`${address} is unknown here`))
      else done()
    },
    onData: (stream, { envelope, secure: encrypted, user }, done) => {
      buffer(stream)
        .then(raw => {
          const to = envelope.rcptTo.map(({ address }) => address)
          received.push({ ...parseMail(raw), to, encrypted, user: String(user ?? '') })
          if (!hangs) done()
        })
        .catch(done)
    },
  })
  // Clients that do not trust the certificate, or give up, end connections.
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    port: address.port,
    received,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}
