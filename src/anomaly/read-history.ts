import { manifestKey } from '../catalog/catalog.ts'
import { isOwnLayout } from '../catalog/layout.ts'
import { listPlain } from '../catalog/list-plain-keys.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { MANIFEST_SUFFIX } from '../catalog/names.ts'
import { readManifest } from '../catalog/read-manifest.ts'
import { timeInName } from '../catalog/time-in-name.ts'
import { BackupError } from '../core/errors.ts'
import type { ObjectStore, StoredObject } from '../storage/store.ts'
import { inParallel } from '../stream/concurrency.ts'
import { acceptedBefore } from './anomalies.ts'
import type { Thresholds } from './thresholds.ts'

/** Manifests are small, and a store's answer takes its time. */
const READ_AT_ONCE = 8
/** A monthly backup has four of its class among some hundred daily ones, whose names do not distinguish them. */
export const MOST_READ = 250
/** So many runs in a row may fail for what they were compared with before the next one is compared with them alone. */
const READ_BEHIND_FAILED = 64
/** Of manifests that are read for this, together: those of a database with thousands of tables are large. */
const MOST_BYTES = 128 * 1024 * 1024

export interface History {
  /** Newest first, at most the window. */
  readonly manifests: readonly Manifest[]
  /** Keys of manifests that cannot be used. */
  readonly unreadable: readonly string[]
  /** Older ones were left unread, since so many are not read for this. */
  readonly cut: boolean
}

/**
 * The backups before this one that it can be compared with. Lists the series once, chooses by names, and reads manifests
 * from the newest on until there are enough.
 * @throws BackupError the store's own
 */
export async function readHistory(
  store: Pick<ObjectStore, 'get' | 'list'>,
  manifest: Manifest,
  thresholds: Thresholds,
  signal: AbortSignal,
): Promise<History> {
  const candidates = await candidatesFor(store, manifest, signal)
  const limit = withinLimits(candidates)
  const found: Manifest[] = []
  const comparable = (): readonly Manifest[] => acceptedBefore(manifest, found, thresholds)
  const unreadable: string[] = []
  let read = 0
  // The oldest that was read has nothing before it that it would have been refused for: what failed needs more behind it.
  const unsure = (): boolean => read < READ_BEHIND_FAILED && found.some(({ options }) => options.failOn)
  while (read < limit && (comparable().length < thresholds.window || unsure())) {
    const next = candidates.slice(read, Math.min(limit, read + READ_AT_ONCE))
    await inParallel(READ_AT_ONCE, next, async ({ key }) => {
      try {
        found.push(await readManifest(store, key, signal))
      } catch (error) {
        const code = error instanceof BackupError ? error.code : undefined
        if (code === 'manifest-unreadable') unreadable.push(key)
        // A prune may run at the same time, and another destination may be below this one.
        else if (code !== 'storage-object-missing' && code !== 'destination-mismatch') throw error
      }
    })
    read += next.length
  }
  const manifests = comparable()
  return { manifests, unreadable, cut: manifests.length < thresholds.window && read < candidates.length }
}

/** The manifests beside which an earlier backup of this kind may are, by their names, the newest first. */
async function candidatesFor(
  store: Pick<ObjectStore, 'list'>,
  { key, series }: Manifest,
  signal: AbortSignal,
): Promise<readonly StoredObject[]> {
  const [place, own] = [placeOf(key), timeInName(key)]
  const found: { readonly object: StoredObject; readonly time: number }[] = []
  for await (const object of listPlain(`${series}/`, { store, signal })) {
    const time = timeInName(object.key)
    const meant =
      object.key.endsWith(MANIFEST_SUFFIX) &&
      object.key !== manifestKey(key) &&
      isOwnLayout(object.key.slice(0, -MANIFEST_SUFFIX.length))
    if (meant && time && own && time <= own && placeOf(object.key) === place)
      found.push({ object, time: time.getTime() })
  }
  return found.toSorted((one, other) => other.time - one.time).map(({ object }) => object)
}

/** The folder, by what its name says of the backups in it: a month says nothing. */
function placeOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/')).replace(/\/\d{4}\/\d{2}$/, '/')
}

/** How many of the first are read at most. */
function withinLimits(candidates: readonly StoredObject[]): number {
  let bytes = 0
  const tooMany = candidates.findIndex((candidate, index) => {
    bytes += candidate.bytes
    return index >= MOST_READ || bytes > MOST_BYTES
  })
  return tooMany === -1 ? candidates.length : tooMany
}
