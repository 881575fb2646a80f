import { manifestKey } from '../catalog/catalog.ts'
import type { DrillRecord } from '../catalog/drill-record.ts'
import { isOwnLayout } from '../catalog/layout.ts'
import { OtherDestination } from '../catalog/other-destination.ts'
import { readDrillRecord } from '../catalog/read-drill-record.ts'
import { claimsToBeManifest, readListedManifest } from '../catalog/read-manifest.ts'
import type { ListedBackup } from '../catalog/stored-backups.ts'
import { BackupError } from '../core/errors.ts'
import type { Lock, ObjectStore } from '../storage/store.ts'
import type { FoundBackup } from './data/compact-backup.ts'

/** What became of a backup that was listed. */
export type Read =
  | { readonly kind: 'found'; readonly backup: FoundBackup; readonly warning: string | undefined }
  | { readonly kind: 'unreadable'; readonly key: string; readonly message: string }
  /** A backup of another destination. */
  | { readonly kind: 'elsewhere'; readonly other: OtherDestination }
  /** Somebody else's, who calls files manifests too. */
  | { readonly kind: 'strange' }
  /** Removed since it was listed. */
  | { readonly kind: 'gone'; readonly key: string }

export interface ReadingDeps {
  readonly store: ObjectStore
  readonly locks: boolean
  readonly storageClassOf: (key: string) => string | undefined
  readonly signal: AbortSignal
}

/**
 * Reads a backup's manifest, the record of its last drill, and its lock.
 * @throws BackupError the store's own, where it concerns more than this backup
 */
export async function readForReport(listed: ListedBackup, parts: ReadingDeps): Promise<Read> {
  const { dumpBytes, key, manifestBytes = 0 } = listed
  const { locks, signal, storageClassOf, store } = parts
  try {
    const manifest = await readListedManifest(store, { key: manifestKey(key), bytes: manifestBytes }, signal)
    const { drill, warning } = await lastDrill(listed, parts)
    const lock: Lock | undefined =
      locks && dumpBytes !== undefined ? await store.lockOf(key, signal) : undefined
    const storageClass = storageClassOf(key)
    return { kind: 'found', backup: { manifest, dumpBytes, storageClass, lock, drill }, warning }
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    if (error instanceof OtherDestination) return { kind: 'elsewhere', other: error }
    if (error.code === 'manifest-unreadable')
      return isOwnLayout(key) || (await claimsToBeManifest(listed, parts))
        ? { kind: 'unreadable', key, message: error.message }
        : { kind: 'strange' }
    if (error.code === 'storage-object-missing') return { kind: 'gone', key }
    throw error
  }
}

/** A record that cannot be read says nothing about its backup, good or bad. */
async function lastDrill(
  { drills, key: backup }: ListedBackup,
  { signal, store }: ReadingDeps,
): Promise<{ readonly drill: DrillRecord | undefined; readonly warning: string | undefined }> {
  const key = drills.at(-1)
  if (key === undefined) return { drill: undefined, warning: undefined }
  try {
    const drill = await readDrillRecord(store, key, signal)
    if (drill.key === backup) return { drill, warning: undefined }
    return {
      drill: undefined,
      warning: `The record of a drill ${key} is about another backup: ${drill.key}.`,
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof BackupError)) throw error
    return {
      drill: undefined,
      warning: `What the last drill of ${backup} found is not known: ${error.message}`,
    }
  }
}
