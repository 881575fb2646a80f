import { listPlain } from '../catalog/list-plain-keys.ts'
import { collectBackups, type ListedBackup } from '../catalog/stored-backups.ts'
import { timeInName } from '../catalog/time-in-name.ts'
import type { ObjectStore, StoredObject } from '../storage/store.ts'

/**
 * The complete backups of a series that were begun at a moment or later, by their names, the newest first.
 * @param since compared to the second, as names have it
 * @throws BackupError the store's own
 */
export async function youngBackups(
  store: Pick<ObjectStore, 'list'>,
  series: string,
  since: Date,
  signal: AbortSignal,
): Promise<readonly ListedBackup[]> {
  const listed = await collectBackups(young(listPlain(`${series}/`, { store, signal }), since))
  return listed.filter(({ manifestBytes }) => manifestBytes !== undefined).toSorted(newestFirst)
}

async function* young(objects: AsyncIterable<StoredObject>, since: Date): AsyncIterable<StoredObject> {
  const from = Math.floor(since.getTime() / 1000) * 1000
  for await (const object of objects) if (timeOf(object.key) >= from) yield object
}

function newestFirst(one: ListedBackup, other: ListedBackup): number {
  return timeOf(other.key) - timeOf(one.key)
}

/** Milliseconds since 1970; 0 where the name tells none. */
function timeOf(key: string): number {
  return timeInName(key)?.getTime() ?? 0
}
