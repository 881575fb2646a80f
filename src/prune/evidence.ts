import { manifestKey } from '../catalog/catalog.ts'
import { readDrillRecord } from '../catalog/read-drill-record.ts'
import { READ_AT_ONCE, readListedManifest } from '../catalog/read-manifest.ts'
import { restorabilityBy } from '../catalog/restorability.ts'
import type { ListedBackup } from '../catalog/stored-backups.ts'
import { BackupError } from '../core/errors.ts'
import type { StoredBackup } from '../retention/stored-backup.ts'
import { inParallel } from '../stream/concurrency.ts'
import { factsOfManifest, type ManifestFacts } from './classify.ts'
import type { PruneDeps } from './request.ts'

export type Reading = Pick<PruneDeps, 'store' | 'signal'>

/**
 * Reads the manifests of some backups, and keeps of each what retention asks for.
 * @throws BackupError `prune-manifest-unreadable` naming all of them that cannot be read
 */
export async function readFacts(
  listed: readonly ListedBackup[],
  { signal, store }: Reading,
): Promise<ManifestFacts[]> {
  const facts: ManifestFacts[] = []
  const unreadable: BackupError[] = []
  await inParallel(READ_AT_ONCE, listed, async ({ key, manifestBytes = 0 }) => {
    try {
      const manifest = await readListedManifest(
        store,
        { key: manifestKey(key), bytes: manifestBytes },
        signal,
      )
      facts.push(factsOfManifest(manifest))
    } catch (error) {
      if (!(error instanceof BackupError) || error.code !== 'manifest-unreadable') throw error
      unreadable.push(error)
    }
  })
  if (unreadable.length > 0) throw manifestsUnreadable(unreadable)
  return facts
}

/**
 * What the drills of a backup came to: the last that decided anything says whether it restores; how much of it was proven,
 * the best of those since it was last refuted.
 */
export async function readDrills(
  { drills }: ListedBackup,
  { signal, store }: Reading,
): Promise<Pick<StoredBackup, 'drilled' | 'failedDrill'>> {
  let drilled: StoredBackup['drilled']
  for (const key of drills.toReversed()) {
    const record = await readDrillRecord(store, key, signal)
    const found = restorabilityBy(record)
    if (found === 'proven') return { drilled: found, failedDrill: false }
    if (found === 'refuted') return { drilled, failedDrill: drilled === undefined }
    if (found === 'partly proven') drilled = found
  }
  return { drilled, failedDrill: false }
}

function manifestsUnreadable(errors: readonly BackupError[]): BackupError {
  const [first] = errors
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return new BackupError(
    {
      kind: 'integrity',
      code: 'prune-manifest-unreadable',
      message: `${first?.message.replace(/\.$/, '') ?? ''}${others}: nothing was removed, since what it is of is not known.`,
      hint: 'Run verify, which names them all and says why. Do not remove such a backup for it: bring back its manifest (a bucket with versions has the earlier one), or move the backup with all of its files elsewhere until you know what happened, and prune again.',
    },
    first,
  )
}
