import { timeInName } from '../backup/catalog/time-in-name.ts'
import { CHECKSUM_SUFFIX, MANIFEST_SUFFIX } from '../backup/names.ts'
import type { ObjectStore } from '../storage/store.ts'

const DAY_MS = 86_400_000

/**
 * Removes a series' copies that are older than `keepDays`, the runbooks' local clean-up. Only what a manifest names is
 * touched; the manifest goes first, so that a run cut short leaves no backup that looks whole and is not.
 * @returns the keys of the backups removed
 */
export async function expireLocalCopies(
  store: ObjectStore,
  { series, keepDays, now, signal }: { series: string; keepDays: number; now: Date; signal: AbortSignal },
): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(`${series}/`, signal)) keys.push(key)
  const expired = keys
    .filter(key => key.endsWith(MANIFEST_SUFFIX) && ageMs(key, now) > keepDays * DAY_MS)
    .map(key => key.slice(0, -MANIFEST_SUFFIX.length))
  for (const backup of expired) {
    const companions = keys.filter(key => key !== `${backup}${MANIFEST_SUFFIX}` && belongsTo(key, backup))
    for (const key of [`${backup}${MANIFEST_SUFFIX}`, ...companions]) await store.remove(key, signal)
  }
  return expired
}

/** The dump itself, its checksum, and its roles, which are named after the dump before it was sealed. */
function belongsTo(key: string, backup: string): boolean {
  const dump = backup.replace(/\.(?:age|gpg)$/, '')
  return key === backup || key === `${backup}${CHECKSUM_SUFFIX}` || key.startsWith(`${dump}.globals.sql`)
}

function ageMs(key: string, now: Date): number {
  return now.getTime() - (timeInName(key) ?? now).getTime()
}
