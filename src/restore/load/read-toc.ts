import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { classifyIntegrityFailure } from '../../catalog/integrity-failure.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import type { Decryption } from '../../encryption/decryption.ts'
import { readToc } from '../../postgres/toc/read-toc.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { ObjectStore } from '../../storage/store.ts'
import { destroyAndWait } from '../../stream/destroy-and-wait.ts'

/** What an archive says of itself before its data begins. */
export interface Head {
  readonly toc: TocEntry[]
}

export interface HeadDeps {
  readonly store: ObjectStore
  readonly decryption: Decryption
  readonly signal: AbortSignal
}

/**
 * Reads the head of a stored archive (custom format: SQL text has none), and no more of it than that. Its bytes are not
 * compared with the manifest, which has hashes of the whole only: what it says decides what will be asked for, and loading
 * compares every byte.
 * @throws BackupError `backup-altered` where it cannot be read; a wrong or missing key; and what concerns the store
 */
export async function readHead(manifest: Manifest, parts: HeadDeps): Promise<Head> {
  try {
    return await headOf(manifest, parts)
  } catch (error) {
    parts.signal.throwIfAborted()
    throw (await classifyIntegrityFailure(error, manifest, parts)) ?? error
  }
}

/**
 * The same of an archive that is in a file, opened already.
 * @throws BackupError `archive-contents-unreadable`, `archive-version-unknown`
 */
export async function headOfFile(file: string, signal: AbortSignal): Promise<Head> {
  return { toc: await readToc(createReadStream(file, { signal })) }
}

async function headOf({ encryption, key }: Manifest, parts: HeadDeps): Promise<Head> {
  const { decryption, store } = parts
  const enough = new AbortController()
  const signal = AbortSignal.any([parts.signal, enough.signal])
  const stage = decryption.open(encryption, signal)
  let source: Readable | undefined
  try {
    source = await store.get(key, signal)
    return { toc: await readToc(stage ? pipeline(source, stage, () => {}) : source) }
  } finally {
    // A stalled download would not notice that nobody reads it any more.
    enough.abort()
    await Promise.all([source, stage].map(stream => stream && destroyAndWait(stream)))
  }
}
