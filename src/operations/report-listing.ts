import { archivePrefix } from '../backup/catalog/archive-key.ts'
import { isOrphaned } from '../backup/catalog/catalog.ts'
import { isOwnLayout } from '../backup/catalog/layout.ts'
import { collectBackups, type ListedBackup, withoutManifest } from '../backup/catalog/stored-backups.ts'
import type { Found } from '../backup/reporting/compose-report.ts'
import { type Stored, storageCounter } from '../backup/reporting/cost.ts'
import { isToldOutcome } from '../backup/told-outcome.ts'
import type { StoredObject } from '../storage/store.ts'
import { type ListParts, listPlain } from './list-plain.ts'

export interface ReportListing {
  /** With a manifest. */
  readonly backups: readonly ListedBackup[]
  readonly orphans: Found['orphans']
  readonly stored: readonly Stored[]
  /** Of a dump. */
  storageClassOf(key: string): string | undefined
}

/**
 * Lists everything, or all of one series, page by page.
 * @throws BackupError the store's own
 */
export async function listForReport(
  series: string | undefined,
  { now, ...parts }: ListParts & { readonly now: Date },
): Promise<ReportListing> {
  const counter = storageCounter()
  const classes = new Map<string, string>()
  const all = await collectBackups(
    watched(series === undefined ? [''] : [`${series}/`, archivePrefix(series)], parts, object => {
      counter.add(object)
      if (object.storageClass !== undefined) classes.set(object.key, object.storageClass)
    }),
  )
  // What lies elsewhere is none of ours.
  const orphaned = all.filter(
    each => each.manifestBytes === undefined && isOwnLayout(each.key) && isOrphaned(each.modifiedMs, now),
  )
  return {
    backups: all.filter(each => each.manifestBytes !== undefined),
    orphans: {
      keys: orphaned.flatMap(withoutManifest),
      bytes: orphaned.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    stored: counter.stored(),
    storageClassOf: key => classes.get(key),
  }
}

async function* watched(
  prefixes: readonly string[],
  parts: ListParts,
  see: (object: StoredObject) => void,
): AsyncGenerator<StoredObject> {
  for (const prefix of prefixes) {
    for await (const object of listPlain(prefix, parts)) {
      see(object)
      if (!isToldOutcome(object.key)) yield object
    }
  }
}
