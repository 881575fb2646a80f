import { seriesOfKey } from '../catalog/archive-key.ts'
import { isOrphaned } from '../catalog/catalog.ts'
import { isOwnLayout } from '../catalog/layout.ts'
import { type DatedDumps, datedDump, datedDumps } from '../catalog/legacy/dated-dump.ts'
import { isLegacyOf } from '../catalog/legacy/legacy-of-series.ts'
import { type ListDeps, listPlain } from '../catalog/list-plain-keys.ts'
import { roleOf } from '../catalog/object-role.ts'
import { collectBackups, type ListedBackup, withoutManifest } from '../catalog/stored-backups.ts'
import { isLastOutcome } from '../notify/last-outcome.ts'
import type { StoredObject } from '../storage/store.ts'
import type { Found } from './data/compose-report.ts'
import { type Stored, storageCounter } from './data/storage-totals.ts'

export interface ReportListing {
  /** With a manifest. */
  readonly backups: readonly ListedBackup[]
  readonly orphans: Found['orphans']
  readonly stored: readonly Stored[]
  readonly legacy: DatedDumps
  /** Of a dump. */
  storageClassOf(key: string): string | undefined
}

/**
 * Lists everything, or all of one series, page by page. What was stored before this action is looked for everywhere.
 * @throws BackupError the store's own
 */
export async function listForReport(
  series: string | undefined,
  { now, ...parts }: ListDeps & { readonly now: Date },
): Promise<ReportListing> {
  const counter = storageCounter()
  const classes = new Map<string, string>()
  const all = await collectBackups(
    watched(series, parts, object => {
      counter.add(object)
      if (object.storageClass !== undefined) classes.set(object.key, object.storageClass)
    }),
  )
  // What is elsewhere is none of ours.
  const orphaned = all.filter(
    each => each.manifestBytes === undefined && isOwnLayout(each.key) && isOrphaned(each.modifiedMs, now),
  )
  return {
    backups: all.filter(
      each => each.manifestBytes !== undefined && (series === undefined || seriesOfKey(each.key) === series),
    ),
    orphans: {
      keys: orphaned.flatMap(withoutManifest),
      bytes: orphaned.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    stored: counter.stored(),
    legacy: datedDumps(all),
    storageClassOf: key => classes.get(key),
  }
}

async function* watched(
  series: string | undefined,
  parts: ListDeps,
  see: (object: StoredObject) => void,
): AsyncGenerator<StoredObject> {
  for await (const object of listPlain('', parts)) {
    const isPrimary = series === undefined || seriesOfKey(object.key) === series
    if (!isPrimary && !isLegacyDump(object.key, series)) continue
    see(object)
    if (!isLastOutcome(object.key)) yield object
  }
}

/** Whether it is a dump of before this action, of that series by its name, or is beside one. */
function isLegacyDump(key: string, series: string): boolean {
  const name = datedDump({ key: roleOf(key).backup, dumpBytes: 0, manifestBytes: undefined })
  return name !== undefined && isLegacyOf(name, series)
}
