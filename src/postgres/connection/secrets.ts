import type { Connection } from './connection.ts'
import { isKeywords, readKeywords } from './keywords.ts'

/** What is shorter keeps nothing secret, and masking it would only tear other words apart. Characters. */
const SHORTEST = 3

/**
 * Every text to mask for a connection or a connection string, the longest first: the string, the password as it was
 * written, decoded, encoded, and each of its lines (the runner masks by line). Works on strings that cannot be read, so
 * that they can be masked before anybody tries.
 */
export function secretsOf(source: Connection | string): string[] {
  const passwords =
    typeof source === 'string'
      ? [source, ...source.split(/\r?\n/)].flatMap(passwordsIn)
      : [source.password ?? '']
  const forms = passwords.flatMap(password => [
    password,
    decoded(password),
    encodeURIComponent(password),
    encodeURIComponent(decoded(password)),
    ...password.split(/\r?\n/),
  ])
  if (typeof source === 'string') forms.push(source, source.trim(), ...source.split(/\r?\n/))
  return [...new Set(forms)].filter(form => form.length >= SHORTEST).sort((a, b) => b.length - a.length)
}

/** Every place where a password may stand in a string that may be broken: up to the last `@`, and in parameters. */
function passwordsIn(text: string): string[] {
  const greedy = /:\/\/[^:]*:(.*)@/s.exec(text)?.[1]
  const shortest = /:\/\/[^:]*:([^@]*)@/.exec(text)?.[1]
  const parameters = [...text.matchAll(/[?&](?:password|sslpassword)=([^&\s]*)/g)].map(
    ([, value = '']) => value,
  )
  const keywords = isKeywords(text) ? readKeywords(text).settings.get('password') : undefined
  return [greedy, shortest, ...parameters, keywords].filter(found => found !== undefined)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Takes secrets and connection strings out of a text that a program wrote. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
  return clean
    .replace(/(\bpostgres(?:ql)?:\/\/)[^\s"']+/gi, '$1***')
    .replace(/(\bpassword\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)/gi, '$1***')
    .replace(/"[^"\s]*@[^"\s]*"/g, '"***"')
}
