import { archiveKeyOf } from '../../catalog/archive-key.ts'
import { manifestKey } from '../../catalog/catalog.ts'
import { shareOf } from '../../catalog/contents.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { altered } from '../../catalog/read-backup.ts'
import { readListedManifest } from '../../catalog/read-manifest.ts'
import { formatSize } from '../../core/sizes.ts'
import type { Policy } from '../../retention/policy.ts'
import type { StoredBackup } from '../../retention/stored-backup.ts'
import { copiesOf, monthsToArchive } from '../archive-plan.ts'
import { isArchived } from '../classify.ts'
import { readDrills, readFacts } from '../evidence.ts'
import type { Listing } from '../listing.ts'
import type { ArchivedBackup } from '../prune-report.ts'
import type { PruneDeps, PruneRequest } from '../request.ts'
import { archiveBackup } from './archive-backup.ts'

/**
 * Copies the first complete full backup of each month that has none in the archive yet; a dry run only says which. What
 * was archived before is left alone.
 * @throws BackupError anything that keeps one from being archived: nothing is pruned then
 */
export async function archiveBackups(
  backups: readonly StoredBackup[],
  listing: Listing,
  { archive, dryRun, policy }: PruneRequest,
  now: Date,
  parts: PruneDeps,
): Promise<ArchivedBackup[]> {
  const archived: ArchivedBackup[] = []
  if (!archive) return archived
  const evaluated = await evaluateCopies(backups, listing, policy, now, parts)
  for (const month of monthsToArchive(evaluated, policy, now)) {
    const manifest = await firstProven(month, listing, parts)
    const key = manifest && archiveKeyOf(manifest.key)
    if (!manifest || key === undefined) continue
    const { bytes } = manifest.stored
    const { storageClass } = archive
    if (!dryRun) await archiveBackup(manifest, key, storageClass, parts)
    parts.reporter.info(
      `${dryRun ? 'Would archive' : 'Archived'} ${manifest.key} (${formatSize(bytes)}) as ${key}`,
    )
    archived.push({ from: manifest.key, key, bytes, storageClass })
  }
  return archived
}

/**
 * What there is, but that each copy in the archive is measured against its manifest where something could be archived in
 * its stead, and has what drills found of it, or of what it is a copy of.
 * @throws BackupError `backup-altered`, `prune-manifest-unreadable`: where a month has none but a copy that is no backup
 */
async function evaluateCopies(
  backups: readonly StoredBackup[],
  { listed }: Listing,
  policy: Policy,
  now: Date,
  parts: PruneDeps,
): Promise<readonly StoredBackup[]> {
  const months = monthsToArchive(
    backups.filter(each => !isArchived(each)),
    policy,
    now,
  )
  const copies = copiesOf(months, backups)
  const manifests = copies.flatMap(({ key }) => listed.get(key) ?? [])
  const sizes = new Map((await readFacts(manifests, parts)).map(({ key, storedBytes }) => [key, storedBytes]))
  const failedDrill = await failedDrillsAmong(copies, backups, listed, parts)
  const evaluated = backups.map(each => {
    const found = listed.get(each.key)
    const bytes = sizes.get(each.key)
    return bytes === undefined || !found
      ? each
      : { ...each, complete: found.dumpBytes === bytes, failedDrill: failedDrill.has(each.key) }
  })
  const hollow = copiesOf(monthsToArchive(evaluated, policy, now), evaluated).find(
    ({ complete }) => !complete,
  )
  if (hollow)
    throw altered(
      `${parts.store.url(hollow.key)} lacks what its manifest says that it has: the month is not archived, and nothing was removed`,
    )
  return evaluated
}

/** The keys of those copies that a drill refuted; what it found of the original holds for its copy. */
async function failedDrillsAmong(
  copies: readonly StoredBackup[],
  backups: readonly StoredBackup[],
  listed: Listing['listed'],
  parts: PruneDeps,
): Promise<ReadonlySet<string>> {
  const wanted = new Set(copies.map(({ key }) => key))
  const failedDrill = new Set<string>()
  for (const each of backups) {
    const copy = isArchived(each) ? each.key : archiveKeyOf(each.key)
    const found = listed.get(each.key)
    if (copy === undefined || !wanted.has(copy) || failedDrill.has(copy) || !found) continue
    if ((await readDrills(found, parts)).failedDrill) failedDrill.add(copy)
  }
  return failedDrill
}

/**
 * The first that is what its manifest says, and that no drill has refuted: with the whole database, else with all but
 * what was left out by name.
 */
async function firstProven(
  month: readonly StoredBackup[],
  { listed }: Listing,
  parts: PruneDeps,
): Promise<Manifest | undefined> {
  let most: Manifest | undefined
  for (const { key } of month) {
    const found = listed.get(key)
    if (found?.manifestBytes === undefined) continue
    const own = { key: manifestKey(key), bytes: found.manifestBytes }
    const manifest = await readListedManifest(parts.store, own, parts.signal)
    const share = shareOf(manifest)
    if (manifest.stored.bytes !== found.dumpBytes || share === 'some') continue
    if ((await readDrills(found, parts)).failedDrill) continue
    if (share === 'all') return manifest
    most ??= manifest
  }
  return most
}
