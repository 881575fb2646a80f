import * as core from '@actions/core'
import { proxySecrets } from '../http/proxy-variables.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import { inputText } from './inputs/runner-input.ts'

/** What libpq and the AWS SDK read by themselves, and is as secret as an input. */
const SECRET_VARIABLES = ['PGPASSWORD', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']

/** Inputs that hold a whole connection string: their passwords are secrets in each of their forms. */
const CONNECTION_STRINGS = ['database-url', 'target-url', 'server-url', 'smtp-url']

/** Inputs that hold many, as a JSON object. */
const CONNECTION_LISTS = ['database-urls']

/** What a table of inputs says of secrets. */
export type SecretTable = Readonly<Record<string, { readonly secret?: true }>>

/**
 * Has the runner blot out every secret of this run; the first thing that an entry does, before anything can be logged.
 * Works on what can't be read as well: a mistyped URL holds a password too.
 * @returns the secrets, the longest first, for `withoutSecrets`
 */
export function maskSecrets(
  env: NodeJS.ProcessEnv,
  inputs: SecretTable,
  mask: (secret: string) => void = core.setSecret,
): readonly string[] {
  return maskAlso(secretsIn(env, inputs), mask)
}

/** The same for secrets that turn up later, such as a password file's. Returns them. */
export function maskAlso(
  secrets: readonly string[],
  mask: (secret: string) => void = core.setSecret,
): readonly string[] {
  for (const secret of secrets) mask(secret)
  return secrets
}

/** Below this a secret is part of so many words that blotting it out would leave nothing to read. Characters. */
const SHORTEST_REDACTED = 4

/** A text without the secrets: for what the runner's masks don't reach, such as the job summary. */
export function withoutSecrets(text: string, secrets: readonly string[], instead = '***'): string {
  return secrets
    .filter(secret => secret.length >= SHORTEST_REDACTED)
    .reduce((rest, secret) => rest.replaceAll(secret, () => instead), text)
}

function secretsIn(env: NodeJS.ProcessEnv, table: SecretTable): string[] {
  const names = Object.keys(table).filter(name => table[name]?.secret)
  const inputs = names.flatMap(name => {
    const verbatim = inputText(env, name, true)
    if (CONNECTION_LISTS.includes(name)) return secretsInJson(verbatim)
    return CONNECTION_STRINGS.includes(name)
      ? secretsOf(verbatim)
      : [verbatim, verbatim.trim(), ...lines(verbatim)]
  })
  const variables = [...SECRET_VARIABLES.flatMap(name => lines(env[name] ?? '')), ...proxySecrets(env)]
  // A secret key where a public one belongs is refused, and must not be shown by anything on the way there.
  const keys = inputText(env, 'encrypt-to').match(/AGE-SECRET-KEY-[A-Z0-9-]+/gi) ?? []
  const all = [...inputs, ...variables, ...keys].filter(secret => secret.trim() !== '')
  return [...new Set(all)].sort((one, other) => other.length - one.length)
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).map(line => line.trim())
}

/**
 * Every text to mask for a JSON object of connection strings: each of them in all its forms, and as JSON writes it. A text
 * that is no JSON is masked line by line. What only makes it JSON is not masked: a brace is no secret, and as one it would
 * be blotted out of everything.
 */
function secretsInJson(text: string): string[] {
  const found: string[] = []
  try {
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === 'string') found.push(value)
      return value
    })
  } catch {
    return secretsOf(text)
  }
  return found.flatMap(value => [...secretsOf(value), ...secretsOf(JSON.stringify(value).slice(1, -1))])
}
