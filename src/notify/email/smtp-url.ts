import { type Parsed, parsed, refused } from '../../core/parsed.ts'

/** Where mail is handed in. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  readonly encryption: 'tls' | 'starttls' | 'none'
  readonly login: { readonly user: string; readonly password: string } | undefined
}

const EXAMPLE = 'write it like smtp://user:password@smtp.example.com:587, user and password percent-encoded'
/** RFC 8314 and RFC 6409. */
const PORTS = { 'smtps:': 465, 'smtp:': 587 }

/**
 * Reads `smtps://…` (TLS from the first byte) and `smtp://…` (STARTTLS, which the server must offer, unless
 * `?starttls=never` is written). No part of it is repeated: it holds a password.
 */
export function parseSmtpUrl(text: string): Parsed<SmtpServer> {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '')
    return refused(`not the address of a mail server; ${EXAMPLE}`)
  const { hash, hostname, password, pathname, port, protocol, searchParams, username } = url
  if (hash !== '' || !['', '/'].includes(pathname))
    return refused(`holds more than a mail server's address; ${EXAMPLE}`)
  const never = searchParams.get('starttls') === 'never'
  if ([...searchParams.keys()].some(key => key !== 'starttls') || (searchParams.size > 0 && !never))
    return refused('knows one parameter only, starttls=never, for a server in a network that is trusted')
  if (never && protocol === 'smtps:')
    return refused('starttls=never is for smtp://; smtps:// has TLS from the first byte')
  if ((username === '') !== (password === ''))
    return refused(`user and password go together and one is empty; ${EXAMPLE}`)
  const login = loginOf(username, password)
  if (login === 'malformed') return refused(`a % in user or password is not percent-encoded; ${EXAMPLE}`)
  return parsed({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? PORTS[protocol] : Number(port),
    encryption: protocol === 'smtps:' ? 'tls' : never ? 'none' : 'starttls',
    login,
  })
}

function loginOf(user: string, password: string): SmtpServer['login'] | 'malformed' {
  if (user === '') return undefined
  try {
    return { user: decodeURIComponent(user), password: decodeURIComponent(password) }
  } catch {
    return 'malformed'
  }
}
