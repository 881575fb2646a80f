import { createHash } from 'node:crypto'
import type { BackupClass } from '../../src/catalog/backup-class.ts'
import type { DrillRecord } from '../../src/catalog/drill-record.ts'
import { serializeDrillRecord } from '../../src/catalog/drill-record.ts'
import { drillRecordKey } from '../../src/catalog/drill-record-key.ts'
import { type Manifest, serializeManifest } from '../../src/catalog/manifest.ts'
import { checksumLine, objectKeys } from '../../src/catalog/names.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { manifestOf } from '../unit/backup/report-example.ts'

/** A backup that is in a store, of bytes that nobody will restore. */
export interface Stored {
  readonly startedAt: Date
  readonly series?: string
  readonly backupClass?: BackupClass
  readonly mode?: Manifest['mode']
  readonly roles?: boolean
  /** What was chosen of the database. */
  readonly options?: Partial<Manifest['options']>
  /** Of which database it is, as far as that differs from the example's. */
  readonly source?: Partial<Manifest['source']>
}

export const SIGNAL = new AbortController().signal
const DAY_MS = 86_400_000

export function daysAgo(days: number, now = new Date()): Date {
  return new Date(Math.floor((now.getTime() - days * DAY_MS) / 1000) * 1000)
}

/** A time as names have it: `20261101_030000`. */
export function stampOf(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
}

/** All objects of such a backup, by their keys, the manifest last. */
export function objectsOf({
  backupClass = 'daily',
  mode = 'full',
  options = {},
  roles = false,
  series = 'shop',
  source = {},
  startedAt,
}: Stored): Map<string, Buffer> {
  const keys = objectKeys({
    ...{ series, backupClass, mode, startedAt },
    ...{ format: 'custom', tables: options.tables ?? [], compressionSuffix: '', encryptionSuffix: '' },
  })
  const dump = Buffer.from(`the dump of ${keys.backup}`)
  const globals = Buffer.from('CREATE ROLE app;')
  const sum = (bytes: Buffer) => ({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  const manifest = manifestOf({
    ...{ key: keys.backup, series, mode, class: backupClass },
    startedAt: startedAt.toISOString(),
    finishedAt: new Date(startedAt.getTime() + 60_000).toISOString(),
    dump: sum(dump),
    stored: { ...sum(dump), confirmed: 'sha256' },
    options: { ...manifestOf().options, ...options },
    source: { ...manifestOf().source, ...source },
    ...(roles && { globals: { key: keys.globals, ...sum(globals) } }),
  })
  return new Map([
    [keys.backup, dump],
    [keys.checksum, Buffer.from(checksumLine(manifest.stored.sha256, keys.fileName))],
    ...(roles ? [[keys.globals, globals] as const] : []),
    [keys.manifest, Buffer.from(serializeManifest(manifest))],
  ])
}

/** Puts backups into a store, as backup would. Returns their keys. */
export async function storeBackups(store: ObjectStore, ...backups: readonly Stored[]): Promise<string[]> {
  const keys: string[] = []
  for (const backup of backups) {
    const objects = objectsOf(backup)
    for (const [key, bytes] of objects) await store.put(key, bytes, SIGNAL)
    keys.push([...objects.keys()][0] ?? '')
  }
  return keys
}

/** Puts the record of a drill beside a backup. Returns its key. */
export async function storeDrill(
  store: ObjectStore,
  key: string,
  outcome: DrillRecord['outcome'],
  at: Date,
  more: Partial<DrillRecord> = {},
): Promise<string> {
  const record: DrillRecord = {
    ...{
      schema: 'pg-backup-drill/1',
      key,
      series: 'shop',
      outcome,
      passed: outcome === 'proven',
      reasons: [],
    },
    ...{ manifestSha256: 'a'.repeat(64), dumpSha256: 'b'.repeat(64) },
    ...{ startedAt: at.toISOString(), finishedAt: at.toISOString() },
    ...{ server: { version: '17.10', kind: 'throwaway' }, clientVersion: '17.11', jobs: 1, stages: {} },
    ...{ rto: {}, rpo: { ms: 0 }, differences: [], differenceCount: 0, skipped: [], notVerified: [] },
    ...{ checks: [], extensions: [], broken: [], run: {} },
    ...more,
  }
  const recordKey = drillRecordKey(key, at)
  await store.put(recordKey, Buffer.from(serializeDrillRecord(record)), SIGNAL)
  return recordKey
}
