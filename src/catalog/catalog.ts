import type { BackupError } from '../core/errors.ts'
import { isLastOutcome } from '../notify/last-outcome.ts'
import { isOwnLayout } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { MANIFEST_SUFFIX } from './names.ts'
import { roleOf } from './object-role.ts'
import type { OtherDestination } from './other-destination.ts'
import type { ListedObject } from './stored-backups.ts'

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
  /** Of backups that belong to other destinations, which have folders in common with this one. */
  readonly elsewhere: readonly OtherDestination[]
  /** Every object, whether it belongs to a backup or not. */
  readonly objects: readonly ListedObject[]
}

/** How old an object without a manifest must be: a younger one may be of a backup that is being made. Milliseconds. */
export const ORPHANED_AFTER_MS = 86_400_000

/**
 * The objects that are where only we put things, and belong to no backup. What is beside a manifest that cannot be read is
 * no orphan, and what somebody else stored is none of our business.
 */
export function orphans({ manifests, unreadable, objects }: Omit<Catalog, 'elsewhere'>, now: Date): string[] {
  const backups = new Set([...manifests, ...unreadable].map(({ key }) => key))
  return objects
    .filter(
      ({ key, modified }) =>
        isOrphaned(modified.getTime(), now) &&
        !isLastOutcome(key) &&
        !backups.has(roleOf(key).backup) &&
        isOwnLayout(roleOf(key).backup),
    )
    .map(({ key }) => key)
}

/** @param modifiedMs since 1970 */
export function isOrphaned(modifiedMs: number, now: Date): boolean {
  return now.getTime() - modifiedMs > ORPHANED_AFTER_MS
}

export function manifestKey(key: string): string {
  return `${key}${MANIFEST_SUFFIX}`
}
