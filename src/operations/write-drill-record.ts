import { type DrillRecord, serializeDrillRecord } from '../catalog/drill-record.ts'
import { drillRecordKey } from '../catalog/drill-record-key.ts'
import { BackupError } from '../core/errors.ts'
import type { ObjectStore } from '../storage/store.ts'

/** How many drills of one backup may end in the same second. */
const MOST_TRIES = 20

/**
 * Puts the record beside the backup's manifest; an earlier one is never overwritten. Returns its key.
 * @throws BackupError the store's own
 */
export async function writeDrillRecord(
  record: DrillRecord,
  { store, signal }: { readonly store: ObjectStore; readonly signal: AbortSignal },
): Promise<string> {
  const body = Buffer.from(serializeDrillRecord(record))
  const finished = Date.parse(record.finishedAt)
  for (let second = 0; ; second++) {
    // Where another drill of this second was first, the next second is the name; the record has the time itself.
    const key = drillRecordKey(record.key, new Date(finished + second * 1000))
    try {
      await store.put(key, body, signal)
      return key
    } catch (error) {
      const taken = error instanceof BackupError && error.code === 'storage-key-exists'
      if (!taken || second === MOST_TRIES) throw error
    }
  }
}
