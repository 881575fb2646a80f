import { randomBytes } from 'node:crypto'
import { open, stat, unlink, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cancelled, checkKey } from '../refusals.ts'
import type { ObjectStore, RememberUpload, StoredObject } from '../store.ts'
import { removeMarked } from './file-mark.ts'
import { explainFolder, fileCode } from './folder-errors.ts'
import { makeFolder, removeEmptyFolders } from './made-folders.ts'
import { beginPartialFile, PARTIAL, undoPartialFile } from './partial-upload.ts'
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
    prepare: signal => explained(base, () => tryToWrite(base, signal)),
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
    list: (prefix, signal) => listFolder(base, prefix, signal),
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
    removeMany: () => follows(),
    lockOf: async () => follows(),
    versioning: async () => follows(),
    hidden: () => follows(),
    copy: async () => follows(),
    unfinished: () => follows(),
    clock: async () => follows(),
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

/** Permission bits don't tell (ACLs, read-only mounts, root): writing a file does. */
async function tryToWrite(base: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw cancelled(signal)
  const made = await makeFolder(base)
  const probe = join(base, `.${randomBytes(6).toString('hex')}${PARTIAL}`)
  try {
    await writeFile(probe, 'x', { flag: 'wx' })
  } finally {
    await undoPartialFile(probe, undefined)
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
  try {
    for await (const found of walk(base, prefix)) {
      if (signal.aborted) throw cancelled(signal)
      yield found
    }
  } catch (error) {
    throw explainFolder(error, base)
  }
}

function follows(): never {
  throw new Error('the next commits bring it')
}
