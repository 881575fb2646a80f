import { randomBytes } from 'node:crypto'
import { open, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { BackupError } from '../../core/errors.ts'
import { cancelled, checkKey, noSuchObject, notWhatWasSent } from '../refusals.ts'
import type {
  ObjectStore,
  PendingUpload,
  RememberUpload,
  Removal,
  StoredObject,
  UnfinishedUpload,
} from '../store.ts'
import { removeMarked } from './file-tag.ts'
import { explainFolder, fileCode } from './folder-errors.ts'
import { makeFolder, removeEmptyFolders } from './made-folders.ts'
import { beginPartialFile, nameOfPartial, PARTIAL, undoPartialFile } from './partial-upload.ts'
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
      announce?.(upload.uploadTag)
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
    removeIfTagged: (key, uploadTag) => explained(base, () => removeMarked(pathOf(key), uploadTag)),
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
 * Permission bits don't say (ACLs, read-only mounts, root): writing a file does.
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

/** Files of uploads that were not ended, in the order of their names. */
async function* partialFiles(
  base: string,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<UnfinishedUpload> {
  for await (const { key: file, modified } of walk(base, prefix, name => nameOfPartial(name) !== undefined)) {
    if (signal.aborted) throw cancelled(signal)
    const key = nameOfPartial(file)
    const path = [base, ...file.split('/')].join(sep)
    if (key?.startsWith(prefix)) yield { key, begun: modified, trace: { kind: 'partial-file', path } }
  }
}

/** Copies a file into an upload, which nobody sees before it is whole; the checksum is that of what was read. */
async function copyFile(
  path: string,
  begin: () => Promise<PendingUpload>,
  announce: (uploadTag: string) => void,
  signal: AbortSignal,
): Promise<StoredObject> {
  const file = await open(path).catch((error: unknown) => {
    throw fileCode(error) === 'ENOENT' ? noSuchObject(path, error) : explainFolder(error, path)
  })
  try {
    const { size } = await file.stat()
    const upload = await begin()
    announce(upload.uploadTag)
    try {
      const source = file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })
      await pipeline(source, upload.sink)
      const read = source.bytesRead
      if (read !== size) throw notWhatWasSent(path, 'size', `${size} bytes`, `${read} bytes`)
      return await upload.complete()
    } catch (error) {
      await upload.abort()
      throw signal.aborted ? cancelled(signal) : error
    }
  } finally {
    await file.close()
  }
}

/**
 * Removes files one after the other, and the folders between them and `base` that are left empty: uploads make them when
 * they need them.
 */
async function* removeFiles(
  base: string,
  keys: Iterable<string> | AsyncIterable<string>,
  pathOf: (key: string) => string,
  signal: AbortSignal,
): AsyncGenerator<Removal> {
  for await (const key of keys) {
    if (signal.aborted) throw cancelled(signal)
    yield await removeFile(base, key, pathOf(key))
  }
}

async function removeFile(base: string, key: string, path: string): Promise<Removal> {
  try {
    await unlink(path)
  } catch (error) {
    const code = fileCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      const why = explainFolder(error, base, path)
      return { key, outcome: 'failed', why: isOfItsOwn(why) ? why : notRemoved(path, error) }
    }
  }
  const [topmost = '', ...below] = key.split('/')
  if (below.length > 0) await removeEmptyFolders(dirname(path), join(base, topmost))
  return { key, outcome: 'removed' }
}

/** Whether the file system's code has a row of its own. */
function isOfItsOwn(error: Error): error is BackupError {
  return error instanceof BackupError && error.code !== 'storage-folder-failed'
}

function notRemoved(path: string, cause: unknown): BackupError {
  return new BackupError(
    {
      kind: 'storage',
      code: 'storage-file-not-removed',
      message: `${path} could not be removed (${fileCode(cause) ?? 'no code'}).`,
      hint: 'Look at what is stored there, and at the health of the file system.',
    },
    cause,
  )
}
