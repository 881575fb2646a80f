import { manifestKey } from '../../catalog/catalog.ts'
import { type Manifest, serializeManifest } from '../../catalog/manifest.ts'
import { withChecksum } from '../../catalog/manifest-checksum.ts'
import { CHECKSUM_SUFFIX, checksumLine } from '../../catalog/names.ts'
import { altered } from '../../catalog/read-backup.ts'
import { readSmall } from '../../catalog/read-small.ts'
import { BackupError } from '../../core/errors.ts'
import type { StoredObject } from '../../storage/store.ts'
import type { PruneDeps } from '../request.ts'

/** How long taking back may take when the run itself is stopped. Milliseconds; the runner kills after 10 s. */
const UNDO_MS = 8_000
/** How old a copy without manifest must be: a younger one may be of a run that will take it back. Milliseconds. */
const LEFT_ALONE_MS = 3_600_000

type Parts = Pick<PruneDeps, 'journal' | 'now' | 'signal' | 'store'>

/**
 * Copies a backup into the archive: the dump in the given storage class, what is beside it in that of the bucket, so
 * that it can be read, and the manifest last. What an earlier run has copied before it was cut is used as it is, once it
 * is known to be the same and no run can still be at it; all of it is looked at again when the manifest is there.
 * No matter what fails, or cancels it, takes back what this run has copied.
 * @throws BackupError `backup-altered`, `storage-key-exists`, `prune-archive-contended`, or the store's own
 */
export async function archiveBackup(
  manifest: Manifest,
  key: string,
  storageClass: string | undefined,
  parts: Parts,
): Promise<void> {
  const namedStore = new ArchiveStore(key, parts)
  try {
    const { globals, stored } = manifest
    const dump = await namedStore.copy(manifest.key, key, stored, storageClass ? { storageClass } : {})
    const fileName = key.slice(key.lastIndexOf('/') + 1)
    await namedStore.put(`${key}${CHECKSUM_SUFFIX}`, checksumLine(stored.sha256, fileName))
    const globalsKey =
      globals && `${key.slice(0, -fileName.length)}${globals.key.slice(globals.key.lastIndexOf('/') + 1)}`
    if (globals && globalsKey) await namedStore.copy(globals.key, globalsKey, globals, {})
    const confirmed = dump.checksum?.algorithm ?? 'size'
    const copy = archivedManifest(manifest, { key, globalsKey, at: parts.now(), confirmed })
    await namedStore.put(manifestKey(key), serializeManifest(copy))
    await namedStore.requireAll()
  } catch (error) {
    await namedStore.undo()
    throw error
  }
  namedStore.encrypt()
}

interface Step {
  readonly key: string
  readonly uploadTag: string
  forget(): void
}

/** One archived copy in the making. Each step is on the ledger before it is taken. */
class ArchiveStore {
  readonly #parts: Parts
  readonly #manifest: string
  readonly #bytes = new Map<string, number>()
  #steps: Step[] = []

  constructor(key: string, parts: Parts) {
    this.#parts = parts
    this.#manifest = manifestKey(key)
  }

  async copy(
    from: string,
    to: string,
    expected: { readonly bytes: number; readonly sha256: string },
    options: { readonly storageClass?: string },
  ): Promise<StoredObject> {
    const { signal, store } = this.#parts
    const announce = (uploadTag: string): void => this.#announce(to, uploadTag)
    const object = await store
      .copy(from, to, { ...options, announce }, signal)
      .catch(async (error: unknown) => {
        const there = isTaken(error) ? await this.#same(from, to) : undefined
        if (there) return there
        throw error
      })
    const { bytes, checksum } = object
    const sha256 =
      checksum?.algorithm === 'sha256' ? Buffer.from(checksum.value, 'base64').toString('hex') : undefined
    this.#bytes.set(to, bytes)
    if (bytes === expected.bytes && (sha256 ?? expected.sha256) === expected.sha256) return object
    throw altered(`${store.url(from)} is not what its manifest says, and was not archived`)
  }

  async put(key: string, text: string): Promise<void> {
    const { signal, store } = this.#parts
    try {
      await store.put(key, Buffer.from(text), signal, uploadTag => this.#announce(key, uploadTag))
    } catch (error) {
      const there = isTaken(error) && (await this.#holds(key, text))
      if (!there) throw error
    }
    this.#bytes.set(key, Buffer.byteLength(text))
  }

  async #holds(key: string, text: string): Promise<boolean> {
    const { signal, store } = this.#parts
    if ((await store.head(key, signal))?.bytes !== Buffer.byteLength(text)) return false
    return (await readSmall(store, key, Buffer.byteLength(text) + 1024, signal)).toString() === text
  }

  /** What was taken over may have been taken back meanwhile by the run that had put it there. */
  async requireAll(): Promise<void> {
    const { signal, store } = this.#parts
    for (const [key, bytes] of this.#bytes)
      if ((await store.head(key, signal))?.bytes !== bytes) throw contended(store.url(key), 'changed')
  }

  encrypt(): void {
    for (const { forget } of this.#steps.splice(0)) forget()
  }

  /**
   * What cannot be taken back stays on the ledger, for the post step. Beside a manifest that another run has put there,
   * everything stays: it is that run's backup now.
   */
  async undo(): Promise<void> {
    const signal = AbortSignal.timeout(UNDO_MS)
    for (const step of this.#steps.splice(0)) await this.#takeBack(step, signal).then(step.forget, () => {})
  }

  async #takeBack({ key, uploadTag }: Step, signal: AbortSignal): Promise<void> {
    const { store } = this.#parts
    if (key !== this.#manifest && (await store.head(this.#manifest, signal))) return
    await store.removeIfTagged(key, uploadTag, signal)
  }

  /** What is under a key that is taken, where it is a copy of the same: by size, and by checksum where both have one. */
  async #same(from: string, to: string): Promise<StoredObject | undefined> {
    const { now, signal, store } = this.#parts
    const [source, copy] = [await store.head(from, signal), await store.head(to, signal)]
    const comparable = source?.checksum?.algorithm === copy?.checksum?.algorithm
    const same =
      source?.bytes === copy?.bytes && (!comparable || source?.checksum?.value === copy?.checksum?.value)
    if (!copy || !same) return undefined
    if (now().getTime() - copy.modified.getTime() > LEFT_ALONE_MS) return copy
    throw contended(store.url(to), 'young')
  }

  #announce(key: string, uploadTag: string): void {
    const forget = this.#parts.journal.record({
      kind: 'object',
      store: 'destination',
      key,
      uploadTag,
      manifest: this.#manifest,
    })
    this.#steps.unshift({ key, uploadTag, forget })
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof BackupError && error.code === 'storage-key-exists'
}

function contended(url: string, how: 'changed' | 'young'): BackupError {
  return new BackupError({
    kind: 'storage',
    code: 'prune-archive-contended',
    message:
      how === 'young'
        ? `${url} was copied there less than an hour ago, and has no manifest yet.`
        : `${url} was removed or replaced while its backup was being archived.`,
    hint: 'Let one run at a time archive; after a run that was killed, prune again in an hour.',
  })
}

/** What is known of an archived copy. */
interface ArchivedCopy {
  /** Where it is, relative to the destination. */
  readonly key: string
  /** Where its roles are; undefined where the backup has none. */
  readonly globalsKey: string | undefined
  readonly at: Date
  /** Which part of the copy the store itself confirmed. */
  readonly confirmed: Manifest['stored']['confirmed']
}

/**
 * The manifest of an archived copy: that of the backup, except where it is, and with what it is a copy of. So it is
 * restored, verified and drilled like any other, by its key.
 */
export function archivedManifest(manifest: Manifest, copy: ArchivedCopy): Manifest {
  const { globals, manifestSha256, stored, ...same } = manifest
  return withChecksum({
    ...same,
    key: copy.key,
    stored: { ...stored, confirmed: copy.confirmed },
    ...(globals && { globals: { ...globals, key: copy.globalsKey ?? globals.key } }),
    archived: { from: manifest.key, fromManifestSha256: manifestSha256, at: copy.at.toISOString() },
  })
}
