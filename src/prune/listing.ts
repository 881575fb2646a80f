import { manifestKey } from '../catalog/catalog.ts'
import { FewGroups } from '../catalog/group.ts'
import { isOwnLayout } from '../catalog/layout.ts'
import { datedDump } from '../catalog/legacy/dated-dump.ts'
import { legacyName } from '../catalog/legacy/legacy-name.ts'
import { isLegacyOf } from '../catalog/legacy/legacy-of-series.ts'
import { roleOf } from '../catalog/object-role.ts'
import { OtherDestination } from '../catalog/other-destination.ts'
import { isPlainKey } from '../catalog/plain-key.ts'
import { claimsToBeManifest, readListedManifest } from '../catalog/read-manifest.ts'
import { isLookedAt, prefixesOf } from '../catalog/series-prefixes.ts'
import { collectBackups, type ListedBackup, withoutManifest } from '../catalog/stored-backups.ts'
import { BackupError } from '../core/errors.ts'
import { isLastOutcome } from '../notify/last-outcome.ts'
import type { StoredBackup } from '../retention/stored-backup.ts'
import type { StoredObject } from '../storage/store.ts'
import { classify } from './classify.ts'
import type { PruneDeps, PruneRequest } from './request.ts'

/** How often the log says how far the listing is. Objects. */
const EVERY = 20_000

/** What is in the store, distinguished by the keys alone. */
export interface Listing {
  /** By the backups' keys; of everything that has a verdict. */
  readonly listed: ReadonlyMap<string, ListedBackup>
  readonly backups: readonly StoredBackup[]
  /** With manifests, and names that have no time. */
  readonly unnamed: readonly ListedBackup[]
  readonly orphans: readonly ListedBackup[]
  /** How many objects are none of our business. */
  readonly foreignObjects: number
  /** Of those that no pattern names, what looks like dated dumps. */
  readonly dated: Some
  /** Backups of another destination, which is in folders of this one or the other way round. */
  readonly elsewhere: { readonly count: number; readonly destination: string | undefined }
  /** What patterns name in a run of one series, and is not of that series. */
  readonly ofOthers: Some
}

/** Some objects, by how many there are and the first of them. */
export interface Some {
  readonly count: number
  readonly first: string | undefined
}

/**
 * Lists everything, page by page; of each backup little is kept.
 * @throws BackupError the store's own: a listing that failed is no listing
 */
export async function listForPrune(request: PruneRequest, parts: PruneDeps): Promise<Listing> {
  const listed = new Map<string, ListedBackup>()
  const backups: StoredBackup[] = []
  const unnamed: ListedBackup[] = []
  const orphans: ListedBackup[] = []
  const groups = new FewGroups()
  const dated = new Counted()
  const ofOthers = new Counted()
  const elsewhere = new Elsewhere(parts)
  let foreignObjects = 0
  for (const each of await collectBackups(objectsOf(request, parts, ofOthers))) {
    const classified = classify(each, request.policy)
    // Outside of its folders a series has its legacy objects only.
    if (!isLookedAt(each.key, request) && !(classified.kind === 'backup' && classified.backup.legacy))
      continue
    if (await elsewhere.has(each)) continue
    if (classified.kind === 'unnamed' && !(await claimsToBeManifest(each, parts))) {
      foreignObjects += countOf(each)
      continue
    }
    if (classified.kind === 'backup')
      backups.push({ ...classified.backup, group: groups.of(classified.backup.group) })
    if (classified.kind === 'unnamed') unnamed.push(each)
    if (classified.kind === 'orphan') orphans.push(each)
    if (classified.kind === 'strange') {
      foreignObjects += countOf(each)
      if (datedDump(each)) dated.add(each.key)
    } else listed.set(each.key, each)
  }
  if (listed.size === 0 && elsewhere.first) throw elsewhere.first
  return { listed, backups, unnamed, orphans, foreignObjects, dated, ofOthers, elsewhere: elsewhere.found() }
}

/** Says backups of another destination by their place; of those of one destination one manifest is read. */
class Elsewhere {
  readonly #parts: Pick<PruneDeps, 'signal' | 'store'>
  readonly #known: OtherDestination[] = []
  #count = 0

  constructor(parts: Pick<PruneDeps, 'signal' | 'store'>) {
    this.#parts = parts
  }

  get first(): OtherDestination | undefined {
    return this.#known[0]
  }

  found(): Listing['elsewhere'] {
    return { count: this.#count, destination: this.first?.destination }
  }

  async has({ key, manifestBytes }: ListedBackup): Promise<boolean> {
    if (manifestBytes === undefined || !isPlainKey(key) || isOwnLayout(key)) return false
    if (!this.#known.some(({ covers }) => covers(key)) && !(await this.#isNew(key, manifestBytes)))
      return false
    this.#count += 1
    return true
  }

  async #isNew(key: string, bytes: number): Promise<boolean> {
    const { signal, store } = this.#parts
    try {
      await readListedManifest(store, { key: manifestKey(key), bytes }, signal)
    } catch (error) {
      if (error instanceof OtherDestination) return this.#known.push(error) > 0
      // Other damage is reported where it matters.
      if (!(error instanceof BackupError) || error.code !== 'manifest-unreadable') throw error
    }
    return false
  }
}

class Counted implements Some {
  count = 0
  first: string | undefined

  add(key: string): void {
    this.count += 1
    this.first ??= key
  }
}

function countOf(listed: ListedBackup): number {
  return withoutManifest(listed).length + (listed.manifestBytes === undefined ? 0 : 1)
}

/** With a legacy pattern a run of one series looks for its legacy objects everywhere: the runbooks knew no series. */
async function* objectsOf(
  request: PruneRequest,
  { reporter, signal, store }: PruneDeps,
  ofOthers: Counted,
): AsyncGenerator<StoredObject> {
  const prefixes = request.policy.legacy ? [''] : prefixesOf(request)
  let count = 0
  for (const prefix of prefixes) {
    for await (const object of store.list(prefix, signal)) {
      if (isLastOutcome(object.key)) continue
      if (!isLookedAt(object.key, request) && !isItsLegacy(object.key, request, ofOthers)) continue
      count += 1
      if (count % EVERY === 0) reporter.info(`${count.toLocaleString('en-US')} objects listed`)
      yield object
    }
  }
}

/** Whether an object outside of a series' folders may be one of its legacy ones, or is beside one. */
function isItsLegacy(
  key: string,
  { policy, series }: Pick<PruneRequest, 'policy' | 'series'>,
  ofOthers: Counted,
): boolean {
  if (series === undefined || !isPlainKey(key)) return false
  const { backup, role } = roleOf(key)
  const name = legacyName(backup, policy.legacy?.patterns ?? [])
  if (!name) return false
  if (isLegacyOf(name, series)) return true
  if (role === 'dump' && !isOwnLayout(key)) ofOthers.add(key)
  return false
}
