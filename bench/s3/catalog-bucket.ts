import { manifestOf } from '../../__tests__/unit/backup/report-example.ts'
import { serializeManifest } from '../../src/catalog/manifest.ts'
import { checksumLine, objectKeys } from '../../src/catalog/names.ts'

const DAY_MS = 86_400_000
const DUMP_BYTES = 100_000_000
/** What a manifest's own SHA-256 makes of it: all are of about one size. */
const MANIFEST_BYTES = 2_500
const OBJECTS_EACH = 3

export interface CatalogObject {
  readonly bytes: number
  readonly modified: string
  /** Undefined for what nobody downloads. */
  readonly body: (() => string) | undefined
}

/** Where backups are: by month, where the class is in the manifest only, or where their folder says it. */
export type Shelf = 'by month' | 'pre-deploy'

/** So many objects of daily backups of 20 series, the newest a day old, by their keys below the prefix. */
export function catalogOf(objects: number, shelf: Shelf, now: Date): Map<string, CatalogObject> {
  const all = new Map<string, CatalogObject>()
  const series = Array.from({ length: 20 }, (_, index) => `shop-${index + 1}`)
  const days = Math.ceil(objects / OBJECTS_EACH / series.length)
  for (let day = 1; day <= days; day++) {
    for (const name of series) {
      if (all.size >= objects) return all
      for (const [key, object] of backupOf(name, shelf, new Date(now.getTime() - day * DAY_MS - 3_600_000)))
        all.set(key, object)
    }
  }
  return all
}

function backupOf(series: string, shelf: Shelf, startedAt: Date): [string, CatalogObject][] {
  const backupClass = shelf === 'by month' ? 'daily' : 'pre-deploy'
  const keys = objectKeys({
    ...{ series, backupClass, startedAt, mode: 'full', format: 'custom', tables: [] },
    ...{ compressionSuffix: '', encryptionSuffix: '' },
  })
  const modified = startedAt.toISOString()
  const manifest = (): string => {
    const sum = { bytes: DUMP_BYTES, sha256: 'a'.repeat(64) }
    const times = { startedAt: modified, finishedAt: modified }
    const stored = { ...sum, confirmed: 'sha256' } as const
    return serializeManifest(
      manifestOf({ key: keys.backup, series, class: backupClass, dump: sum, stored, ...times }),
    )
  }
  return [
    [keys.backup, { bytes: DUMP_BYTES, modified, body: undefined }],
    [keys.checksum, { bytes: checksumLine('a'.repeat(64), keys.fileName).length, modified, body: undefined }],
    [keys.manifest, { bytes: MANIFEST_BYTES, modified, body: manifest }],
  ]
}
