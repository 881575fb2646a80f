import { randomBytes } from 'node:crypto'
import { open, stat, unlink, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cancelled, checkKey } from '../refusals.ts'
import type { ObjectStore, RememberUpload, StoredObject } from '../store.ts'
import { copyFile } from './copy-file.ts'
import { removeMarked } from './file-mark.ts'
import { explainFolder, fileCode } from './folder-errors.ts'
import { makeFolder, removeEmptyFolders } from './made-folders.ts'
import { partialFiles } from './partial-files.ts'
import { beginPartialFile, PARTIAL, undoPartialFile } from './partial-upload.ts'
import { removeFiles } from './remove-files.ts'
import { walk } from './walk.ts'

export interface FolderOptions {
  readonly remember?: RememberUpload
}

/** A folder as a store: created on demand, nothing under its final name until it is whole and on the disk. */
export function folderStore(root: string, options: FolderOptions = {}): ObjectStore {
  const base = resolve(root)
  const remember = options.remember ?? (() => () => {})
  const pathOf = (key: string): string => {
    checkKey(key)
    if (key.endsWith(PARTIAL)) throw new Error(`a stored object can't be named ${key}`)
    return join(base, ...key.split('/'))
  }
  const begin: ObjectStore['begin'] = (key, signal) =>
    explained(base, () => beginPartialFile({ root: base, key, path: pathOf(key) }, remember, signal))

  return {
    location: base,
    url: pathOf,
    begin,
    prepare: async signal => {
      await explained(base, () => probe(base, signal))
    },
    put: async (key, body, signal, announce) => {
      const upload = await begin(key, signal)
      announce?.(upload.mark)
      try {
        await pipeline([body], upload.sink)
        return await upload.complete()
      } catch (error) {
        await upload.abort()
        throw signal.aborted ? cancelled(signal) : error
      }
    },
    head: key => explained(base, () => headFile(key, pathOf(key))),
    get: async (key, signal) => {
      const path = pathOf(key)
      const file = await open(path).catch((error: unknown) => {
        throw explainFolder(error, base, path)
      })
      return file.createReadStream({ signal, highWaterMark: 256 * 1024 })
    },
    list: (prefix, signal) => explainedEach(base, listFolder(base, prefix, signal)),
    remove: key =>
      explained(base, async () => {
        await unlink(pathOf(key)).catch((error: unknown) => {
          if (fileCode(error) !== 'ENOENT') throw error
        })
      }),
    removeOwn: (key, mark) => explained(base, () => removeMarked(pathOf(key), mark)),
    discard: async trace => {
      // The trace comes from a file that others could write: only what can be a partial file of this folder is removed.
      const ours =
        trace.kind === 'partial-file' && trace.path.startsWith(base + sep) && trace.path.endsWith(PARTIAL)
      if (ours) await undoPartialFile(trace.path, trace.madeFolder)
    },
    removeMany: (keys, signal) => removeFiles(base, keys, pathOf, signal),
    lockOf: async () => undefined,
    versioning: async () => 'off',
    hidden: async function* () {},
    copy: async (from, to, { announce = () => {} }, signal) =>
      copyFile(pathOf(from), () => begin(to, signal), announce, signal),
    unfinished: (prefix, signal) => explainedEach(base, partialFiles(base, prefix, signal)),
    // A file's time is that of its last byte.
    lastActivity: async ({ begun }) => begun,
    clock: async signal => {
      const probed = await probe(base, signal).catch(() => undefined)
      if (signal.aborted) throw cancelled(signal)
      return probed ?? new Date()
    },
    close: () => {},
  }
}

async function explained<T>(base: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explainFolder(error, base)
  }
}

/**
 * Permission bits don't tell (ACLs, read-only mounts, root): writing a file does.
 * @returns the time that the file system gave the file: on a network share, that of its server
 */
async function probe(base: string, signal: AbortSignal): Promise<Date> {
  if (signal.aborted) throw cancelled(signal)
  const made = await makeFolder(base)
  const file = join(base, `.${randomBytes(6).toString('hex')}${PARTIAL}`)
  try {
    await writeFile(file, 'x', { flag: 'wx' })
    return (await stat(file)).mtime
  } finally {
    await undoPartialFile(file, undefined)
    if (made !== undefined) await removeEmptyFolders(base, made)
  }
}

async function headFile(key: string, path: string): Promise<StoredObject | undefined> {
  try {
    const found = await stat(path)
    return found.isFile() ? { key, bytes: found.size, modified: found.mtime } : undefined
  } catch (error) {
    const code = fileCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

async function* listFolder(base: string, prefix: string, signal: AbortSignal): AsyncGenerator<StoredObject> {
  for await (const found of walk(base, prefix)) {
    if (signal.aborted) throw cancelled(signal)
    yield found
  }
}

async function* explainedEach<T>(base: string, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw explainFolder(error, base)
  }
}
