import type { ObjectStore, RemovedVersions } from '../storage/store.ts'
import { manifestKey } from './catalog.ts'
import { type ListedBackup, withoutManifest } from './stored-backups.ts'

/**
 * What keeps the objects of a backup in the store, in words: those that are gone first and those that are large, or with
 * `all` versions each of them, since a marker hides what is locked, and nothing removes it.
 */
export async function lockOfBackup(
  listed: ListedBackup,
  { signal, store }: { readonly store: Pick<ObjectStore, 'lockOf'>; readonly signal: AbortSignal },
  versions: RemovedVersions = 'current',
): Promise<string | undefined> {
  const { key, manifestBytes } = listed
  const asked = new Set([
    key,
    ...(manifestBytes === undefined ? [] : [manifestKey(key)]),
    ...(versions === 'all' ? withoutManifest(listed) : []),
  ])
  for (const each of asked) {
    const lock = await store.lockOf(each, signal)
    if (lock) return lock.why
  }
  return undefined
}
