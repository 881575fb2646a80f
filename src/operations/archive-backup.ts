import { buffer } from 'node:stream/consumers'
import { archivedManifest } from '../backup/catalog/archived-manifest.ts'
import { manifestKey } from '../backup/catalog/catalog.ts'
import { BackupError } from '../backup/errors.ts'
import { type Manifest, serializeManifest } from '../backup/manifest.ts'
import { CHECKSUM_SUFFIX, checksumLine } from '../backup/names.ts'
import type { StoredObject } from '../storage/store.ts'
import type { PruneParts } from './prune-request.ts'
import { altered } from './read-backup.ts'

/** How long taking back may take when the run itself is stopped. Milliseconds; the runner kills after 10 s. */
const UNDO_MS = 8_000

type Parts = Pick<PruneParts, 'ledger' | 'now' | 'signal' | 'store'>

/**
 * Copies a backup into the archive: the dump in the given storage class, what lies beside it in that of the bucket, so
 * that it can be read, and the manifest last. What an earlier run has copied before it was cut is used as it is, once it
 * is known to be the same. Whatever fails, or cancels it, takes back what this run has copied.
 * @throws BackupError `backup-altered`, `storage-key-exists`, or the store's own
 */
export async function archiveBackup(
  manifest: Manifest,
  key: string,
  storageClass: string | undefined,
  parts: Parts,
): Promise<void> {
  const shelf = new ArchiveShelf(key, parts)
  try {
    const { globals, stored } = manifest
    const dump = await shelf.copy(manifest.key, key, stored, storageClass ? { storageClass } : {})
    const fileName = key.slice(key.lastIndexOf('/') + 1)
    await shelf.put(`${key}${CHECKSUM_SUFFIX}`, checksumLine(stored.sha256, fileName))
    const globalsKey =
      globals && `${key.slice(0, -fileName.length)}${globals.key.slice(globals.key.lastIndexOf('/') + 1)}`
    if (globals && globalsKey) await shelf.copy(globals.key, globalsKey, globals, {})
    const confirmed = dump.checksum?.algorithm ?? 'size'
    const copy = archivedManifest(manifest, { key, globalsKey, at: parts.now(), confirmed })
    await shelf.put(manifestKey(key), serializeManifest(copy))
  } catch (error) {
    await shelf.undo()
    throw error
  }
  shelf.seal()
}

interface Step {
  undo(signal: AbortSignal): Promise<unknown>
  strike(): void
}

/** One archived copy in the making. Each step is on the ledger before it is taken. */
class ArchiveShelf {
  readonly #parts: Parts
  readonly #manifest: string
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
    const announce = (mark: string): void => this.#announce(to, mark)
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
    if (bytes === expected.bytes && (sha256 ?? expected.sha256) === expected.sha256) return object
    throw altered(`${store.url(from)} is not what its manifest says, and was not archived`)
  }

  async put(key: string, text: string): Promise<void> {
    const { signal, store } = this.#parts
    try {
      await store.put(key, Buffer.from(text), signal, mark => this.#announce(key, mark))
    } catch (error) {
      const there = isTaken(error) && (await buffer(await store.get(key, signal))).toString() === text
      if (!there) throw error
    }
  }

  seal(): void {
    for (const { strike } of this.#steps.splice(0)) strike()
  }

  /** What cannot be taken back stays on the ledger, for the post step. */
  async undo(): Promise<void> {
    const signal = AbortSignal.timeout(UNDO_MS)
    for (const { strike, undo } of this.#steps.splice(0)) await undo(signal).then(strike, () => {})
  }

  /** What lies under a key that is taken, where it is a copy of the same: by size, and by checksum where both have one. */
  async #same(from: string, to: string): Promise<StoredObject | undefined> {
    const { signal, store } = this.#parts
    const [source, copy] = [await store.head(from, signal), await store.head(to, signal)]
    const comparable = source?.checksum?.algorithm === copy?.checksum?.algorithm
    const same =
      source?.bytes === copy?.bytes && (!comparable || source?.checksum?.value === copy?.checksum?.value)
    return same ? copy : undefined
  }

  #announce(key: string, mark: string): void {
    const { ledger, store } = this.#parts
    const strike = ledger.record({
      kind: 'object',
      store: 'destination',
      key,
      mark,
      manifest: this.#manifest,
    })
    this.#steps.unshift({ strike, undo: signal => store.removeOwn(key, mark, signal) })
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof BackupError && error.code === 'storage-key-exists'
}
