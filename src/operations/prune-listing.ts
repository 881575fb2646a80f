import { archivePrefix, seriesOfKey } from '../backup/catalog/archive-key.ts'
import { collectBackups, type ListedBackup, withoutManifest } from '../backup/catalog/stored-backups.ts'
import { sight } from '../backup/prune/sighting.ts'
import { FewGroups } from '../backup/retention/group.ts'
import type { StoredBackup } from '../backup/retention/stored-backup.ts'
import { isToldOutcome } from '../backup/told-outcome.ts'
import type { StoredObject } from '../storage/store.ts'
import { claimsToBeManifest } from './prune-evidence.ts'
import type { PruneParts, PruneRequest } from './prune-request.ts'

/** How often the log says how far the listing is. Objects. */
const EVERY = 20_000

/** What lies in the store, told apart by the keys alone. */
export interface Listing {
  /** By the backups' keys; of everything that has a verdict. */
  readonly listed: ReadonlyMap<string, ListedBackup>
  readonly backups: readonly StoredBackup[]
  /** With manifests, and names that tell no time. */
  readonly unnamed: readonly ListedBackup[]
  readonly orphans: readonly ListedBackup[]
  /** How many objects are none of our business. */
  readonly strangers: number
}

/** Where a run looks. */
export function prefixesOf({ series }: Pick<PruneRequest, 'series'>): readonly string[] {
  if (series === undefined) return ['']
  const prefixes = [`${series}/`, archivePrefix(series)]
  // Those of a series that is called archive lie in one another.
  return prefixes.filter(each => !prefixes.some(other => other !== each && each.startsWith(other)))
}

/** Whether a run looks at what lies under a key: a series that is called archive has not what others have archived. */
export function isLookedAt(key: string, { series }: Pick<PruneRequest, 'series'>): boolean {
  return series === undefined || seriesOfKey(key) === series
}

/**
 * Lists everything, page by page; of each backup little is kept.
 * @throws BackupError the store's own: a listing that failed is no listing
 */
export async function listForPrune(request: PruneRequest, parts: PruneParts): Promise<Listing> {
  const listed = new Map<string, ListedBackup>()
  const backups: StoredBackup[] = []
  const unnamed: ListedBackup[] = []
  const orphans: ListedBackup[] = []
  const groups = new FewGroups()
  let strangers = 0
  for (const each of await collectBackups(objectsOf(request, parts))) {
    const sighting = sight(each, request.policy)
    if (sighting.kind === 'unnamed' && !(await claimsToBeManifest(each, parts))) {
      strangers += countOf(each)
      continue
    }
    if (sighting.kind === 'backup')
      backups.push({ ...sighting.backup, group: groups.of(sighting.backup.group) })
    if (sighting.kind === 'unnamed') unnamed.push(each)
    if (sighting.kind === 'orphan') orphans.push(each)
    if (sighting.kind === 'strange') strangers += countOf(each)
    else listed.set(each.key, each)
  }
  return { listed, backups, unnamed, orphans, strangers }
}

function countOf(listed: ListedBackup): number {
  return withoutManifest(listed).length + (listed.manifestBytes === undefined ? 0 : 1)
}

async function* objectsOf(
  request: PruneRequest,
  { reporter, signal, store }: PruneParts,
): AsyncGenerator<StoredObject> {
  let count = 0
  for (const prefix of prefixesOf(request)) {
    for await (const object of store.list(prefix, signal)) {
      if (isToldOutcome(object.key) || !isLookedAt(object.key, request)) continue
      count += 1
      if (count % EVERY === 0) reporter.info(`${count.toLocaleString('en-US')} objects listed`)
      yield object
    }
  }
}
