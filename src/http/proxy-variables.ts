import { isIP, isIPv4 } from 'node:net'
import { BackupError, defineError } from '../core/errors.ts'

type Variable = 'http_proxy' | 'https_proxy' | 'no_proxy'

/** What is always reached straight. */
const THIS_MACHINE = ['localhost', '.localhost', '127.0.0.0-127.255.255.255', '::1']

const PROXY_UNUSABLE = defineError({
  topic: 'storage',
  code: 'proxy-unusable',
  kind: 'environment',
  meaning: 'HTTP_PROXY or HTTPS_PROXY is not the address of an HTTP proxy.',
  fix: 'Write it as http://host:port, or http://user:password@host:port with what is special in them encoded.',
})

/**
 * The proxy that a variable names, in lower or upper case; '' for none.
 * @throws BackupError `proxy-unusable`
 */
export function proxyOf(env: NodeJS.ProcessEnv, name: Exclude<Variable, 'no_proxy'>): string {
  const value = textOf(env, name)
  if (value === '') return ''
  // Programs take an address without a scheme too.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`)
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return url.href
  throw new BackupError({
    ...PROXY_UNUSABLE,
    message: `${name.toUpperCase()} is not the address of an HTTP proxy.`,
    hint: `Write ${name.toUpperCase()} as http://host:port, or http://user:password@host:port with what is special in them encoded (%40 for @); proxies of other kinds (SOCKS) are not supported.`,
  })
}

/**
 * What NO_PROXY says, as Node's agents read it: they want a dot for the names below a domain, and a range for a network.
 * `*` is everything; `host:port` is that host at that port alone.
 */
export function withoutProxy(env: NodeJS.ProcessEnv): string {
  const entries = textOf(env, 'no_proxy')
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
  return [...THIS_MACHINE, ...entries.flatMap(forNode)].join(',')
}

function forNode(entry: string): readonly string[] {
  const address = entry.replace(/^\[([^\]]*)\]$/, '$1')
  if (isIP(address)) return [address]
  const [network = '', bits] = address.split('/')
  if (bits !== undefined) return isIPv4(network) ? rangeOf(network, Number(bits)) : []
  if (/^[.*]/.test(entry) || entry.includes(':')) return [entry]
  return [entry, `.${entry}`]
}

/** An IPv4 network as its first and last address. */
function rangeOf(network: string, bits: number): readonly string[] {
  if (!Number.isInteger(bits) || bits < 0 || bits > 32) return []
  const size = 2 ** (32 - bits)
  const number = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const first = Math.floor(number / size) * size
  return [`${dotted(first)}-${dotted(first + size - 1)}`]
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map(shift => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** The passwords of proxies, in each form that might be shown. */
export function proxySecrets(env: NodeJS.ProcessEnv): string[] {
  return (['http_proxy', 'https_proxy'] as const).flatMap(name => {
    const value = textOf(env, name)
    const { username = '', password = '' } =
      URL.parse(value.includes('://') ? value : `http://${value}`) ?? {}
    if (password === '') return []
    const decoded = decode(password)
    return [password, decoded, Buffer.from(`${decode(username)}:${decoded}`).toString('base64')]
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Lower case first, as most programs have it; then upper, then any other. */
function textOf(env: NodeJS.ProcessEnv, name: Variable): string {
  const others = Object.keys(env).filter(key => key.toLowerCase() === name)
  const found = [name, name.toUpperCase(), ...others].find(key => env[key]?.trim())
  return (found && env[found]?.trim()) ?? ''
}
