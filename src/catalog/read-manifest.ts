import { BackupError } from '../core/errors.ts'
import { counted, firstOf } from '../core/words.ts'
import type { ObjectStore, StoredObject } from '../storage/store.ts'
import { inParallel } from '../stream/concurrency.ts'
import { type Catalog, manifestKey, type UnreadableManifest } from './catalog.ts'
import { backupNotFound } from './choose.ts'
import { isOwnLayout } from './layout.ts'
import { type ListDeps, listPlain } from './list-plain-keys.ts'
import { type Manifest, manifestSchema } from './manifest.ts'
import { checksumHolds } from './manifest-checksum.ts'
import { MANIFEST_SUFFIX } from './names.ts'
import { OtherDestination, otherDestination } from './other-destination.ts'
import { readSmall } from './read-small.ts'
import { withoutPrefix } from './start.ts'
import type { ListedBackup } from './stored-backups.ts'

/** No matter what the store says: a manifest larger than this is none. Bytes. */
export const LARGEST_MANIFEST = 64 * 1024 * 1024
/** In every manifest of ours, of any version. */
const FORMAT_MARK = '"pg-backup-manifest/'
/** Of files that are passed over. */
const MOST_NAMED = 3
/** Manifests are small, and a store's answer takes its time. */
export const READ_AT_ONCE = 8

/**
 * Reads the manifests under `prefix` (`''` for all): the catalog is what is in the store, nothing else. Files of others
 * that are called manifests too are passed over, with one notice.
 */
export async function readCatalog(
  store: ObjectStore,
  prefix: string,
  signal: AbortSignal,
  reporter?: ListDeps['reporter'],
): Promise<Catalog> {
  const objects: StoredObject[] = []
  for await (const object of listPlain(prefix, { reporter, signal, store })) objects.push(object)
  const listed = objects.filter(({ key }) => key.endsWith(MANIFEST_SUFFIX))
  const { unreadable, ...read } = await readManifests(store, listed, signal)
  const keys = new Set(objects.map(({ key }) => key))
  const { meant, strange } = await withoutStrange(unreadable, keys, { signal, store })
  const [first] = strange
  if (first)
    reporter?.notice(
      `Passed over, since ${strange.length === 1 ? 'it is no manifest' : 'they are no manifests'} of this action: ${counted(strange.length, 'file')} (${firstOf(strange.map(manifestKey), MOST_NAMED)})`,
    )
  return { ...read, unreadable: meant, objects }
}

/**
 * Distinguishes manifests of ours that cannot be read from files of others with such a name. A file beside a dump with a
 * name of ours is its manifest, even an empty one, which must not hide its backup.
 */
async function withoutStrange(
  unreadable: readonly UnreadableManifest[],
  keys: ReadonlySet<string>,
  parts: { readonly store: ObjectStore; readonly signal: AbortSignal },
): Promise<{ readonly meant: UnreadableManifest[]; readonly strange: string[] }> {
  const meant: UnreadableManifest[] = []
  const strange: string[] = []
  await inParallel(READ_AT_ONCE, unreadable, async each => {
    const { key } = each
    const isOurs = (isOwnLayout(key) && keys.has(key)) || (await claimsToBeManifest({ key }, parts))
    if (isOurs) meant.push(each)
    else strange.push(key)
  })
  return { meant, strange: strange.sort() }
}

/**
 * The catalog of one backup, by its key: nothing else is looked at.
 * @returns the key that it is found by too
 * @throws BackupError `backup-not-found`
 */
export async function readSingleCatalog(
  store: ObjectStore,
  key: string,
  signal: AbortSignal,
): Promise<Catalog & { readonly key: string }> {
  for (const each of [key, withoutPrefix(key, store.location)]) {
    if (each === undefined) continue
    const object = await store.head(manifestKey(each), signal)
    if (object) return { ...(await readManifests(store, [object], signal)), objects: [object], key: each }
  }
  throw backupNotFound(key, store.location)
}

/**
 * Reads a manifest. One that cannot be used is read once more: what was cut short on its way must not be taken for altered.
 * @throws BackupError `manifest-unreadable`, or the store's own
 */
export async function readManifest(
  store: Pick<ObjectStore, 'get'> & Partial<Pick<ObjectStore, 'location'>>,
  key: string,
  signal: AbortSignal,
): Promise<Manifest> {
  const first = await manifestText(store, key, signal)
  try {
    return parseManifest(first, key, store.location)
  } catch (error) {
    const second = await manifestText(store, key, signal)
    if (second === first) throw error
    return parseManifest(second, key, store.location)
  }
}

async function manifestText(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    return (await readSmall(store, key, LARGEST_MANIFEST, signal)).toString()
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'storage-object-too-large') throw error
    throw manifestUnreadable(key, `it has more than ${LARGEST_MANIFEST} bytes`)
  }
}

/**
 * Reads a manifest that a listing has.
 * @param listed its own key, and its size
 * @throws BackupError `manifest-unreadable`, or the store's own
 */
export async function readListedManifest(
  store: ObjectStore,
  { key, bytes }: Pick<StoredObject, 'key' | 'bytes'>,
  signal: AbortSignal,
): Promise<Manifest> {
  if (bytes > LARGEST_MANIFEST) throw manifestUnreadable(key, `it has ${bytes} bytes`)
  return readManifest(store, key, signal)
}

async function readManifests(
  store: ObjectStore,
  listed: readonly StoredObject[],
  signal: AbortSignal,
): Promise<Omit<Catalog, 'objects'>> {
  const manifests: Manifest[] = []
  const unreadable: UnreadableManifest[] = []
  const elsewhere: OtherDestination[] = []
  await inParallel(READ_AT_ONCE, listed, async ({ key, bytes }) => {
    try {
      manifests.push(await readListedManifest(store, { key, bytes }, signal))
    } catch (error) {
      const backup = key.slice(0, -MANIFEST_SUFFIX.length)
      if (error instanceof OtherDestination) elsewhere.push(error)
      else if (error instanceof BackupError && error.code === 'manifest-unreadable')
        unreadable.push({ key: backup, error })
      else throw error
    }
  })
  return { manifests, unreadable, elsewhere }
}

/**
 * Reads a manifest and checks every field of it.
 * @param key where it is: a manifest that was moved describes a backup that is not beside it
 * @param location of the store, as it would be written: it may be another than the backup was made with
 * @throws BackupError `manifest-unreadable`; OtherDestination for one that is where another destination has it
 */
export function parseManifest(text: string, key: string, location = ''): Manifest {
  const value = json(text, key)
  if (!text.includes(FORMAT_MARK)) throw manifestUnreadable(key, 'it is JSON, but no manifest of this action')
  if (!checksumHolds(text))
    throw manifestUnreadable(
      key,
      text.includes('"manifestSha256"')
        ? 'its own SHA-256 says that it was altered'
        : 'it lacks its own SHA-256',
    )
  const parsed = manifestSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw manifestUnreadable(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a manifest'}`)
  }
  if (`${parsed.data.key}${MANIFEST_SUFFIX}` !== key) {
    const other = otherDestination(key.slice(0, -MANIFEST_SUFFIX.length), parsed.data.key, location)
    if (other) throw other
    throw manifestUnreadable(key, `it describes ${parsed.data.key}, which is another place`)
  }
  return parsed.data
}

function json(text: string, key: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw manifestUnreadable(key, notJson(text))
  }
}

function notJson(text: string): string {
  const begin = text.trimStart()
  if (begin === '') return 'it is empty'
  if (begin.startsWith('<')) return 'it is an HTML or XML page'
  return begin.startsWith('{') ? 'it is cut off, or was changed: it is not JSON' : 'it is not JSON'
}

export function manifestUnreadable(key: string, why: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'manifest-unreadable',
    message: `The manifest ${key} cannot be used: ${why}.`,
    hint: 'Do not trust this backup until you know who changed its manifest; take an older one meanwhile.',
  })
}

/**
 * Whether what is called a manifest says that it is one of ours, be it altered or not: others name their files so too,
 * and what they have is none of our business.
 */
export async function claimsToBeManifest(
  { key, manifestBytes = 0 }: Pick<ListedBackup, 'key'> & Partial<ListedBackup>,
  { signal, store }: { readonly store: Pick<ObjectStore, 'get'>; readonly signal: AbortSignal },
): Promise<boolean> {
  if (manifestBytes > LARGEST_MANIFEST) return false
  try {
    const text = await readSmall(store, manifestKey(key), LARGEST_MANIFEST, signal)
    return text.includes(FORMAT_MARK)
  } catch (error) {
    if (error instanceof BackupError && error.code === 'storage-object-too-large') return false
    throw error
  }
}
