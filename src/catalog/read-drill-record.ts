import { BackupError } from '../core/errors.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { DrillRecord } from './drill-record.ts'
import { drillRecordUnreadable, parseDrillRecord } from './parse-drill-record.ts'
import { readSmall } from './read-small.ts'

/** Anyone who may restore may write these. Bytes. */
const LARGEST_RECORD = 8 * 1024 * 1024

/**
 * Reads the record of a drill.
 * @throws BackupError `drill-record-unreadable`, or the store's own
 */
export async function readDrillRecord(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  signal: AbortSignal,
): Promise<DrillRecord> {
  try {
    return parseDrillRecord((await readSmall(store, key, LARGEST_RECORD, signal)).toString(), key)
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'storage-object-too-large') throw error
    throw drillRecordUnreadable(key, `it has more than ${LARGEST_RECORD} bytes`)
  }
}
