import { verifies } from '../probe/tls.ts'
import { type Connection, type Endpoint, isThisMachine } from './connection.ts'

/** How a server may have somebody sign in, by libpq's names (require_auth). `none`: it asks for nothing. */
export const AUTH_METHODS = ['password', 'md5', 'gss', 'sspi', 'scram-sha-256', 'oauth', 'none'] as const
export type AuthMethod = (typeof AUTH_METHODS)[number]

/**
 * The password itself, and a hash from which it can be computed: neither is for a server that may be anybody. All other
 * ways give nothing away to anyone who stands between.
 */
const PROTECTED = '!password,!md5'

/** What is wrong with a require_auth, and what to write instead; undefined where libpq takes it. */
export function unknownMethods(requireAuth: string): string | undefined {
  const words = requireAuth.split(',').map(word => word.trim())
  const negated = words.filter(word => word.startsWith('!'))
  const names = words.map(word => word.replace(/^!/, ''))
  const known: readonly string[] = AUTH_METHODS
  if (!names.every(name => known.includes(name)))
    return `require_auth has a method that is none of ${AUTH_METHODS.join(', ')}`
  return negated.length === 0 || negated.length === words.length
    ? undefined
    : 'require_auth either names what is allowed or, each with a !, what is not; not both'
}

/**
 * What the server at every endpoint of a connection may ask for, as libpq's require_auth has it; undefined for anything.
 * What the user says wins. Without that, a password is only shown to a server whose certificate was verified, or that is
 * on this machine.
 */
export function requireAuthOf(connection: Connection): string | undefined {
  const { endpoints, requireAuth } = connection
  if (requireAuth !== undefined) return requireAuth
  return verifies(connection) || endpoints.every(isThisMachine) ? undefined : PROTECTED
}

/** Whether a server that asks for this may be answered. */
export function admits(requireAuth: string | undefined, method: AuthMethod): boolean {
  if (requireAuth === undefined) return true
  const words = requireAuth.split(',').map(word => word.trim())
  return words.some(word => word.startsWith('!')) ? !words.includes(`!${method}`) : words.includes(method)
}

/** Whether a server without channel binding is refused: where that is asked for, or where it had one before. */
export function requiresBinding({ channelBinding }: Connection, { bindsChannel }: Endpoint): boolean {
  return channelBinding === 'require' || (channelBinding === 'auto' && bindsChannel === true)
}
