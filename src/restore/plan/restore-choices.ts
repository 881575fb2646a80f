import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { Preset } from '../../presets/preset-name.ts'

/** Which part of a backup is restored. */
export type RestoreSelection =
  | { readonly kind: 'all'; readonly mode: 'full' | 'schema' | 'data' }
  /** Only these tables: their rows, and with `definitions` also what defines them. */
  | { readonly kind: 'tables'; readonly tables: readonly TableName[]; readonly definitions: boolean }
  /** The entries of an edited list, as `pg_restore --list` wrote it, by their numbers. */
  | { readonly kind: 'list'; readonly ids: readonly number[] }

/** What is refused unless it is allowed by name. */
export const ALLOWANCES = ['source', 'not-empty', 'older-server'] as const
export type Allowance = (typeof ALLOWANCES)[number]

/** What a restore was asked to do with what it finds. */
export interface RestoreChoices {
  readonly selection: RestoreSelection
  readonly preset: Preset | undefined
  readonly noOwner: boolean
  readonly noAcl: boolean
  readonly allow: ReadonlySet<Allowance>
  /** The target database's name, written once more by anyone who wants it overwritten. */
  readonly confirm: string | undefined
  /** Extensions that may be missing: their entries are skipped. */
  readonly skipExtensions: readonly string[]
  /** Whether roles that the backup needs and the target lacks are created from the backup's own roles. */
  readonly createRoles: boolean
  /** Whether nothing that reaches out of the database is brought in: cron jobs, webhooks, subscriptions. */
  readonly disableOutbound: boolean
}
