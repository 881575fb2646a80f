import { drilledKey } from '../drill/record-key.ts'
import type { BackupError } from '../errors.ts'
import type { Manifest } from '../manifest.ts'
import { MANIFEST_SUFFIX } from '../names.ts'

/** A manifest that cannot be used: altered, or none at all. */
export interface UnreadableManifest {
  /** Of the backup that it should describe. */
  readonly key: string
  readonly error: BackupError
}

/** What a store holds. */
export interface Catalog {
  readonly manifests: readonly Manifest[]
  readonly unreadable: readonly UnreadableManifest[]
  /** Every object, whether it belongs to a backup or not. */
  readonly objects: readonly { readonly key: string; readonly modified: Date }[]
}

/** How old an object without a manifest must be: a younger one may be of a backup that is being made. Milliseconds. */
const ORPHANED_AFTER_MS = 86_400_000

/**
 * The objects that belong to no backup: what is neither one, nor its checksum, roles or manifest, nor the record of a drill
 * or another one (`.….json`) beside it. What lies beside a manifest that cannot be read is no orphan.
 */
export function orphans({ manifests, unreadable, objects }: Catalog, now: Date): string[] {
  const backups = new Set([...manifests, ...unreadable].map(({ key }) => key))
  const roles = new Set(manifests.flatMap(({ globals }) => (globals ? [globals.key] : [])))
  const unknownRoles = unreadable.map(({ key }) => `${key.replace(/\.(?:age|gpg)$/, '')}.globals.sql`)
  const belongs = (key: string): boolean =>
    backups.has(key) ||
    roles.has(key) ||
    backups.has(drilledKey(key) ?? key.replace(/\.sha256$|\.[a-z-]+\.json$/, '')) ||
    unknownRoles.some(prefix => key.startsWith(prefix))
  return objects
    .filter(({ key, modified }) => now.getTime() - modified.getTime() > ORPHANED_AFTER_MS && !belongs(key))
    .map(({ key }) => key)
}

export function manifestKey(key: string): string {
  return `${key}${MANIFEST_SUFFIX}`
}
