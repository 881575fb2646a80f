import type { EventEmitter } from 'node:events'
import { type AuthMethod, admits, requireAuthOf, requiresBinding } from '../connection/authentication.ts'
import type { Connection, Endpoint } from '../connection/connection.ts'
import type { TlsAttempt } from './tls.ts'

/** What the server asks for, by the events of `pg`; SASL says in its message how. */
const ASKED: Readonly<Record<string, AuthMethod>> = {
  authenticationCleartextPassword: 'password',
  authenticationMD5Password: 'md5',
  authenticationSASL: 'scram-sha-256',
}
/** As libpq says it. */
const WORDS: Partial<Record<AuthMethod, string>> = {
  password: 'server requested a cleartext password',
  md5: 'server requested a hashed password',
  'scram-sha-256': 'server requested SASL authentication',
}
const BOUND = 'SCRAM-SHA-256-PLUS'

/** How one session signs in: the only place that hands the password out, and it asks first to whom. */
export interface SignIn {
  /** `pg`'s, called when the server has asked. Throws in libpq's words where the server is not to be answered. */
  password(): string
  /** To be called once signed in. Throws where the server asked for less than it has to. */
  readonly finish: () => void
  /** Whether it was bound. */
  bound(): boolean
}

/**
 * @param events of `pg`'s connection, before it is connected
 * @param breakOff ends the connection at once: `pg` keeps the password that it was given once, and would send it to a
 * server that asks a second time in another way
 */
export function signIn(
  connection: Connection,
  endpoint: Endpoint,
  tls: TlsAttempt,
  { breakOff, events }: { readonly events: EventEmitter; readonly breakOff: (error: Error) => void },
): SignIn {
  const requireAuth = requireAuthOf({ ...connection, endpoints: [endpoint] })
  const binds = tls !== false && connection.channelBinding !== 'disable'
  let asked: AuthMethod = 'none'
  let offersBinding = false
  for (const [event, method] of Object.entries(ASKED)) {
    events.prependListener(event, (message: unknown) => {
      asked = method
      offersBinding = event === 'authenticationSASL' && mechanismsOf(message).includes(BOUND)
      const problem = problemOf()
      if (problem) breakOff(problem)
    })
  }
  const bound = (): boolean => binds && offersBinding
  const problemOf = (): Error | undefined => {
    if (!admits(requireAuth, asked)) {
      const reason = WORDS[asked] ?? 'server did not complete authentication'
      return new Error(`authentication method requirement "${requireAuth}" failed: ${reason}`)
    }
    return !bound() && requiresBinding(connection, endpoint)
      ? new Error('channel binding required, but server authenticated client without channel binding')
      : undefined
  }
  const admit = (): void => {
    const problem = problemOf()
    if (problem) throw problem
  }
  return {
    password: () => {
      admit()
      return connection.password ?? ''
    },
    finish: admit,
    bound,
  }
}

function mechanismsOf(message: unknown): readonly unknown[] {
  return typeof message === 'object' &&
    message !== null &&
    'mechanisms' in message &&
    Array.isArray(message.mechanisms)
    ? message.mechanisms
    : []
}
