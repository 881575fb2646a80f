import { manifestKey } from '../catalog/catalog.ts'
import { whatOf } from '../catalog/contents.ts'
import { groupOf } from '../catalog/group.ts'
import { READ_AT_ONCE, readListedManifest } from '../catalog/read-manifest.ts'
import { collectBackups, type ListedBackup, withoutManifest } from '../catalog/stored-backups.ts'
import { timeInName } from '../catalog/time-in-name.ts'
import { BackupError } from '../core/errors.ts'
import type { ObjectStore } from '../storage/store.ts'
import { inParallel } from '../stream/concurrency.ts'

/** What speaks against one copy only. */
const OF_ITS_OWN = ['manifest-unreadable', 'destination-mismatch']

const DAY_MS = 86_400_000

interface Expiry {
  readonly series: string
  readonly keepDays: number
  readonly now: Date
  readonly signal: AbortSignal
}

/**
 * Removes a series' copies that are older than `keepDays`, the runbooks' local clean-up, but only where a newer whole copy
 * holds the same: of each kind the newest stays, however old. Only backups with manifests are touched; the manifest goes
 * first, so that a run cut short leaves no backup that looks whole and is not.
 * @returns the keys of the backups removed
 */
export async function expireLocalCopies(
  store: ObjectStore,
  { series, keepDays, now, signal }: Expiry,
): Promise<string[]> {
  const listed = (await collectBackups(store.list(`${series}/`, signal))).filter(
    each => each.manifestBytes !== undefined,
  )
  if (!listed.some(each => now.getTime() - madeMs(each, now) > keepDays * DAY_MS)) return []
  const copies = await lookInto(listed, store, now, signal)
  const newest = new Map<string, number>()
  for (const { madeMs: made, what, whole } of copies)
    if (whole) newest.set(what, Math.max(made, newest.get(what) ?? made))
  const expired = copies.filter(
    ({ madeMs: made, what }) =>
      now.getTime() - made > keepDays * DAY_MS && made < (newest.get(what) ?? Number.NEGATIVE_INFINITY),
  )
  for (const { listed: copy } of expired)
    for (const key of [manifestKey(copy.key), ...withoutManifest(copy)]) await store.remove(key, signal)
  return expired.map(({ listed: { key } }) => key)
}

interface LocalCopy {
  readonly listed: ListedBackup
  /** Milliseconds since 1970. */
  readonly madeMs: number
  /** What it holds, by its manifest; by its name where that cannot be read. */
  readonly what: string
  /** Whether it is there as its manifest says, so that another may go for it. */
  readonly whole: boolean
}

async function lookInto(
  listed: readonly ListedBackup[],
  store: ObjectStore,
  now: Date,
  signal: AbortSignal,
): Promise<LocalCopy[]> {
  const copies: LocalCopy[] = []
  await inParallel(READ_AT_ONCE, listed, async each => {
    const { dumpBytes, key, manifestBytes = 0 } = each
    const own = { key: manifestKey(key), bytes: manifestBytes }
    const manifest = await readListedManifest(store, own, signal).catch((error: unknown) => {
      if (error instanceof BackupError && OF_ITS_OWN.includes(error.code)) return undefined
      throw error
    })
    copies.push({
      listed: each,
      madeMs: madeMs(each, now),
      what: manifest ? whatOf(manifest) : groupOf(key).what,
      whole: manifest?.stored.bytes === dumpBytes && timeInName(key) !== undefined,
    })
  })
  return copies.toSorted((one, other) => one.madeMs - other.madeMs)
}

/** One whose name has no time is not known to be old. */
function madeMs({ key }: ListedBackup, now: Date): number {
  return (timeInName(key) ?? now).getTime()
}
