import { manifestKey } from '../../catalog/catalog.ts'
import type { DrillRecord } from '../../catalog/drill-record.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { CHECKSUM_SUFFIX } from '../../catalog/names.ts'
import { readDrillRecord } from '../../catalog/read-drill-record.ts'
import { readListedManifest } from '../../catalog/read-manifest.ts'
import type { ListedBackup } from '../../catalog/stored-backups.ts'
import { BackupError } from '../../core/errors.ts'
import type { ObjectStore } from '../../storage/store.ts'
import type { NamedStore } from '../transaction.ts'
import { type Reuse, type ReuseWanted, whyNotLocked, whyNotReusable } from './criteria.ts'

export type Examined =
  | { readonly kind: 'reusable'; readonly manifest: Manifest; readonly reuse: Reuse }
  /** `why` completes “it …”. */
  | { readonly kind: 'refused'; readonly why: string }

export interface ExamineDeps {
  /** The destination first; a backup must are in all of them. */
  readonly shelves: readonly [NamedStore, ...NamedStore[]]
  readonly now: Date
  readonly signal: AbortSignal
}

/** What speaks against one backup only. */
const OF_ITS_OWN = [
  'manifest-unreadable',
  'destination-mismatch',
  'drill-record-unreadable',
  'storage-object-missing',
]

/**
 * Whether a listed backup may stand in for the one that is wanted: by its manifest, its last drill, and what still is
 * in the stores.
 * @throws BackupError the store's own, where it concerns more than this backup
 */
export async function examineReusable(
  listed: ListedBackup,
  wanted: ReuseWanted,
  parts: ExamineDeps,
): Promise<Examined> {
  try {
    return await examine(listed, wanted, parts)
  } catch (error) {
    if (!(error instanceof BackupError) || !OF_ITS_OWN.includes(error.code)) throw error
    return { kind: 'refused', why: `cannot be judged: ${error.message}` }
  }
}

async function examine(
  listed: ListedBackup,
  wanted: ReuseWanted,
  { now, shelves, signal }: ExamineDeps,
): Promise<Examined> {
  const refused = (why: string): Examined => ({ kind: 'refused', why })
  const { checksum, key, manifestBytes = 0 } = listed
  const { store } = shelves[0]
  if (!checksum) return refused('has no checksum file')
  const manifest = await readListedManifest(store, { key: manifestKey(key), bytes: manifestBytes }, signal)
  if (manifest.key !== key) return refused(`has a manifest that is about ${manifest.key}`)
  const why = whyNotReusable(manifest, wanted, now, listed.storedMs)
  if (why !== undefined) return refused(why)
  const drill = await lastDrill(listed, store, signal)
  if (drill && drill.key !== key) return refused(`has the record of a drill that is about ${drill.key}`)
  if (drill?.outcome === 'failed') return refused('was refuted by its last drill')
  for (const namedStore of shelves) {
    const gone = await notThere(manifest, namedStore, signal)
    if (gone !== undefined) return refused(gone)
    const unlocked = await notLocked(manifest, namedStore, signal)
    if (unlocked !== undefined) return refused(unlocked)
  }
  const ageMs = now.getTime() - Date.parse(manifest.startedAt)
  return {
    kind: 'reusable',
    manifest,
    reuse: { ageMs, withinMs: wanted.withinMs, drilled: drill?.outcome },
  }
}

async function lastDrill(
  { drills }: ListedBackup,
  store: ObjectStore,
  signal: AbortSignal,
): Promise<DrillRecord | undefined> {
  const key = drills.at(-1)
  return key === undefined ? undefined : await readDrillRecord(store, key, signal)
}

/** Why what a manifest records is not there as it says. */
async function notThere(
  { globals, key, stored }: Manifest,
  { name, store }: NamedStore,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const each of [{ key, ...stored }, ...(globals ? [globals] : [])]) {
    const found = await store.head(each.key, signal)
    if (!found) return `is not whole in ${name}: ${each.key} is missing`
    if (found.bytes !== each.bytes)
      return `has ${found.bytes} bytes at ${each.key} in ${name}, and its manifest records ${each.bytes}`
    if (found.checksum?.algorithm === 'sha256' && hexadecimal(found.checksum.value) !== each.sha256)
      return `has another SHA-256 at ${each.key} in ${name} than its manifest says`
  }
  return undefined
}

/** Why it is not held as fast as one that was made now would be, with all that is beside it. */
async function notLocked(
  manifest: Manifest,
  { name, objectLock, store }: NamedStore,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!objectLock) return undefined
  const { globals, key } = manifest
  for (const each of [key, `${key}${CHECKSUM_SUFFIX}`, manifestKey(key), ...(globals ? [globals.key] : [])]) {
    const why = whyNotLocked(await store.lockOf(each, signal), objectLock, manifest)
    if (why !== undefined) return `has ${each} in ${name}, which is ${why}`
  }
  return undefined
}

function hexadecimal(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}
