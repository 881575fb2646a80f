import type { ErrorKind } from '../../core/errors.ts'
import type { Found, Sign } from './signs.ts'

/** What was being reached, for messages: never the URL. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly role: string
  /** What the connection sets at its start (PGOPTIONS): the user's and ours. */
  readonly options?: string | undefined
}

/** What a row's words are made of. `found` holds the named groups of the sign that matched, secrets taken out. */
export interface Scene extends Target {
  readonly program: string
  /** Names of the backup's extensions. */
  readonly extensions?: readonly string[]
  readonly found: Found
}

/** One known failure: how it is recognised, and what is said about it. docs/errors.md lists these rows. */
export interface Failure {
  readonly code: string
  readonly kind: ErrorKind
  /** Any of them is enough. */
  readonly signs: readonly Sign[]
  /** What it means, in general: for the documentation. */
  readonly meaning: string
  readonly message: (scene: Scene) => string
  /** What to do, in general: the hint, unless `hint` knows better. */
  readonly fix: string
  readonly hint?: (scene: Scene) => string | undefined
}

export function place({ host, port }: Target): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
