import type { Manifest } from '../catalog/manifest.ts'
import { BackupError } from '../core/errors.ts'
import type { Privileged, TocEntry } from '../postgres/toc/toc-entry.ts'
import { named } from '../restore/plan/named.ts'
import { sanitized } from '../restore/plan/sanitized.ts'

/** Who loads which part of an archive. */
export interface Shares {
  /** Schemas that extensions are created in, which the owner of the database makes before. */
  readonly schemas: readonly string[]
  /** Statements of the superuser, in the empty database. */
  readonly before: readonly string[]
  /** Entries that the owner of the database loads. */
  readonly owners: readonly TocEntry[]
  /** Statements of the superuser, once those are loaded. */
  readonly after: readonly string[]
  /** What a dump by a role that is no superuser does not show, or not whole. */
  readonly unseen: readonly TocEntry[]
}

/**
 * Shares the entries out between the role that loads and the superuser.
 * @throws BackupError `drill-superuser-needed`
 */
export function shareOut(load: readonly TocEntry[], manifest: Pick<Manifest, 'key'>): Shares {
  const never = load.flatMap(entry =>
    entry.privileged?.when === 'never' ? [{ entry, ...entry.privileged }] : [],
  )
  if (never.length > 0)
    throw superuserNeeded(
      manifest,
      never.map(({ entry, why }) => `${entry.kind.toLowerCase()} ${entry.name} (${why})`),
    )
  const before = load.flatMap(({ privileged }) => (privileged?.when === 'before' ? [privileged] : []))
  const after = load.flatMap(({ privileged }) => (privileged?.when === 'after' ? [privileged] : []))
  const defined = new Set(load.filter(isSchema).map(({ name }) => name))
  const schemas = [...new Set(before.flatMap(({ schema }) => schema ?? []))].filter(schema =>
    defined.has(sanitized(schema)),
  )
  const made = new Set(schemas.map(sanitized))
  return {
    schemas,
    before: before.map(statementOf),
    after: after.map(statementOf),
    owners: load.filter(
      entry => entry.privileged === undefined && !(isSchema(entry) && made.has(entry.name)),
    ),
    unseen: load.filter(({ kind, privileged }) => isUnseen(kind, privileged)),
  }
}

function statementOf({ statement }: Exclude<Privileged, { when: 'never' }>): string {
  return statement
}

function isSchema({ kind }: TocEntry): boolean {
  return kind === 'SCHEMA'
}

/** Of another role's mapping pg_user_mappings hides the options, and with them half of the definition. */
function isUnseen(kind: string, privileged: Privileged | undefined): boolean {
  return kind === 'USER MAPPING' || (privileged?.when === 'after' && !privileged.dumped)
}

/** @param needed what needs a superuser, in words */
export function superuserNeeded({ key }: Pick<Manifest, 'key'>, needed: readonly string[]): BackupError {
  return new BackupError({
    kind: 'refusal',
    code: 'drill-superuser-needed',
    message: `${key} holds what only a superuser may make: ${named(needed, 10)}. A drill loads as a role without those rights, so that no code of a backup runs with them.`,
    hint: 'Write trusted: true only if you trust everybody who may create objects in that database, or write to the store, with the runner of the drill: the backup is then loaded as a superuser.',
  })
}
