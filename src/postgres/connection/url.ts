import { PARAMETERS } from './parameters.ts'
import { type Reading, unreadable } from './reading.ts'

export const ENCODE_PASSWORD =
  'the password has an unencoded character in it: percent-encode it, @ as %40, / as %2F, : as %3A, # as %23, ? as %3F, % as %25, a space as %20'

const SCHEME = /^postgres(?:ql)?:\/\//i

export function isUrl(text: string): boolean {
  return SCHEME.test(text)
}

/** The URL cut where libpq cuts it (`conninfo_uri_parse` in fe-connect.c), nothing decoded yet. */
interface Pieces {
  readonly user: string
  readonly password: string | undefined
  readonly hosts: string
  readonly database: string
  readonly query: string
}

/**
 * libpq ends the credentials at the first `@` unless a `/` comes before it: a password with either in it is cut in two,
 * and its rest becomes the host, which libpq's own message then shows.
 */
function cut(url: string): Pieces {
  const rest = url.replace(SCHEME, '')
  const stop = rest.search(/[@/]/)
  const credentials = rest[stop] === '@' ? rest.slice(0, stop) : undefined
  const place = credentials === undefined ? rest : rest.slice(stop + 1)
  const colon = credentials?.indexOf(':') ?? -1
  const [, hosts = '', database = '', query = ''] =
    /^((?:\[[^\]]*\]|[^/?])*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(place) ?? []
  return {
    user: colon === -1 ? (credentials ?? '') : (credentials ?? '').slice(0, colon),
    password: colon === -1 ? undefined : credentials?.slice(colon + 1),
    hosts,
    database,
    query,
  }
}

/** Two colons, and nothing but what an IPv6 address is written with. */
const BARE_IPV6 = /^(?=[^:]*:[^:]*:)[\da-f:.]+(?:%\w+)?$/i

/** Reads a connection URL as libpq does: percent-decoding, IPv6 in brackets, several hosts, parameters. */
export function readUrl(url: string): Reading {
  const pieces = cut(url)
  if (pieces.hosts.split(',').some(place => BARE_IPV6.test(place)))
    return unreadable('an IPv6 address stands in square brackets; write [2001:db8::1]:5432')
  if (cutThroughPassword(pieces)) return unreadable(ENCODE_PASSWORD)
  if (pieces.hosts.split(',').some(place => place.startsWith('[') && !/^\[[^\]]+\](:.*)?$/s.test(place))) {
    return unreadable('the IPv6 address in square brackets is empty or not closed; write [2001:db8::1]:5432')
  }
  const places =
    pieces.hosts === ''
      ? []
      : pieces.hosts.split(',').map(place => /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(place))
  const hosts = places.map(place => (place?.[1] ?? '').replace(/^\[(.*)\]$/s, '$1'))
  const ports = places.map(place => place?.[2] ?? '')
  const pairs: [name: string, encoded: string][] = [
    ['user', pieces.user],
    ['password', pieces.password ?? ''],
    ['host', hosts.join(',')],
    ['port', ports.some(port => port !== '') ? ports.join(',') : ''],
    ['dbname', pieces.database],
  ]
  const problems: string[] = []
  for (const pair of pieces.query === '' ? [] : pieces.query.split('&')) {
    const [name = '', ...value] = pair.split('=')
    if (value.length !== 1) problems.push('a parameter after “?” is not of the form name=value')
    pairs.push([name, value.join('=')])
  }
  const settings = new Map<string, string>()
  for (const [name, encoded] of pairs) {
    const value = decoded(encoded)
    if (value === undefined) problems.push(name === 'password' ? ENCODE_PASSWORD : notDecodable(name))
    else if (value !== '') settings.set(decoded(name) ?? name, value)
  }
  return { settings: jdbcSpelling(settings), problems }
}

function cutThroughPassword({ hosts, database, query, user }: Pieces): boolean {
  const port = hosts.startsWith('[') ? '' : (/:([^\],]*)$/.exec(hosts)?.[1] ?? '')
  const noPort = user === '' && port !== '' && !/^\d+$/.test(decoded(port) ?? port)
  const strayParameter = query.split('&').some(pair => pair.includes('@') && !pair.includes('='))
  return hosts.includes('@') || database.includes('@') || noPort || strayParameter
}

/** libpq reads JDBC's `ssl=true` as `sslmode=require`. */
function jdbcSpelling(settings: Map<string, string>): Map<string, string> {
  if (settings.get('ssl') === 'true') {
    settings.delete('ssl')
    settings.set('sslmode', 'require')
  }
  return settings
}

/** Undefined where libpq refuses it too: a `%` without two hexadecimal digits, or a zero byte. */
function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text)
    return plain.includes('\0') ? undefined : plain
  } catch {
    return undefined
  }
}

/** A name that libpq does not know may be a piece of a password. */
function notDecodable(name: string): string {
  const shown = Object.hasOwn(PARAMETERS, name) ? `the ${name}` : 'a parameter after “?”'
  return `${shown} has a % that is not followed by two hexadecimal digits; write it as %25`
}
