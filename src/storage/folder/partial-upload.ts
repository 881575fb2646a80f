import { randomBytes } from 'node:crypto'
import { link, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { BackupError } from '../../core/errors.ts'
import type { UploadTrace } from '../../core/upload-trace.ts'
import { cancelled, keyExists, notWhatWasSent } from '../refusals.ts'
import type { PendingUpload, RememberUpload, StoredObject } from '../store.ts'
import { FileSink } from './file-sink.ts'
import { fileTag } from './file-tag.ts'
import { explainFolder, fileCode } from './folder-errors.ts'
import { isWithin, makeFolder, makeIn, removeEmptyFolders } from './made-folders.ts'

/** What distinguishes an unfinished file from a backup, and keeps it out of listings. */
export const PARTIAL = '.partial'

/** The name of a partial file: the object's own, and what says this upload from another one of the same object. */
const PARTIAL_NAME = /^(.+)\.[0-9a-f]{12}\.partial$/

/** The object's name by that of its partial file; undefined for a file that no upload made. */
export function nameOfPartial(partial: string): string | undefined {
  return PARTIAL_NAME.exec(partial)?.[1]
}

/** Where an upload goes: the root is named in errors, the path is the object's own. */
export interface Target {
  readonly root: string
  readonly key: string
  readonly path: string
}

/** Opens a partial file beside its target, so that giving it its name is one step within one file system. */
export async function beginPartialFile(
  target: Target,
  remember: RememberUpload,
  signal: AbortSignal,
): Promise<PendingUpload> {
  const { root, key, path } = target
  if (signal.aborted) throw cancelled(signal)
  if (await stat(path).catch(() => undefined)) throw keyExists(path)
  const folder = dirname(path)
  const partial = `${path}.${randomBytes(6).toString('hex')}${PARTIAL}`
  const madeFolder = await makeFolder(folder).catch((error: unknown) => {
    throw explainFolder(error, root)
  })
  await refuseLinkWithin(root, folder)
  const trace: UploadTrace = { kind: 'partial-file', path: partial, ...(madeFolder && { madeFolder }) }
  const forget = remember(trace)
  const undo = async (): Promise<void> => {
    await undoPartialFile(partial, madeFolder)
    forget()
  }

  const { sink, uploadTag } = await openSink(partial, root).catch(async (error: unknown) => {
    await undo()
    throw explainFolder(error, root)
  })
  const stop = (): void => {
    sink.destroy(cancelled(signal))
  }
  signal.addEventListener('abort', stop, { once: true })
  let completed = false

  const complete = async (): Promise<StoredObject> => {
    if (signal.aborted) throw cancelled(signal)
    if (!sink.writableFinished) throw new Error(`the upload of ${key} was completed before it had finished`)
    const stored = await stat(partial)
    if (stored.size !== sink.bytes) throw notWhatWasSent(path, 'size', `${sink.bytes}`, `${stored.size}`)
    await place(partial, path, root)
    completed = true
    signal.removeEventListener('abort', stop)
    forget()
    await syncFolder(folder)
    return {
      key,
      bytes: stored.size,
      modified: stored.mtime,
      checksum: { algorithm: 'sha256', value: sink.sha256 },
    }
  }

  const abort = async (): Promise<void> => {
    if (completed) return
    signal.removeEventListener('abort', stop)
    // Not `once` of node:events: that rejects when the sink says, meanwhile, why it was stopped.
    const closed = sink.closed ? undefined : new Promise(resolve => sink.once('close', resolve))
    sink.destroy()
    await closed
    await undo()
  }
  return { key, uploadTag, trace, sink, complete, abort }
}

/** What is written through a link to another folder of the same destination would be found under the other's name. */
async function refuseLinkWithin(root: string, folder: string): Promise<void> {
  // Anyone who removes the last object of a folder takes the folder along: then it is made again, and is no link.
  const [realRoot, real] = await Promise.all(
    [root, folder].map(each => realpath(each).catch(() => undefined)),
  )
  if (realRoot === undefined || real === undefined) return
  const straight = join(realRoot, relative(root, folder))
  if (real === straight || !isWithin(real, realRoot)) return
  throw new BackupError({
    kind: 'storage',
    code: 'storage-folder-link',
    message: `${folder} is reached by a symbolic link to another folder of ${root}.`,
    hint: 'Make a folder of its own there; a link may lead to another disk, not to another series.',
  })
}

/** Removes a partial file and the folders that it alone needed. What is gone already is not an error. */
export async function undoPartialFile(partial: string, madeFolder: string | undefined): Promise<void> {
  await unlink(partial).catch(() => {})
  if (madeFolder !== undefined) await removeEmptyFolders(dirname(partial), madeFolder)
}

async function openSink(partial: string, root: string): Promise<{ sink: FileSink; uploadTag: string }> {
  const file = await makeIn(dirname(partial), () => open(partial, 'wx', 0o600))
  const sink = new FileSink(file, root)
  // An abort may come before anybody listens; anyone who pipes into the sink learns of errors all the same.
  sink.on('error', () => {})
  return { sink, uploadTag: fileTag(await file.stat({ bigint: true })) }
}

/** What file systems without hard links (FAT, some network shares) answer to link(). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Gives a finished partial file its name, never over another file: rename() would overwrite in silence, link() refuses.
 * Without hard links the name is first reserved by creating it exclusively.
 * @throws BackupError `storage-key-exists`
 */
async function place(partial: string, target: string, folder: string): Promise<void> {
  try {
    await link(partial, target)
  } catch (error) {
    const code = fileCode(error) ?? ''
    if (code === 'EEXIST') throw keyExists(target, error)
    if (!NO_LINKS.has(code)) throw explainFolder(error, folder)
    return placeWithoutLinks(partial, target, folder)
  }
  try {
    await unlink(partial)
  } catch (error) {
    // A folder in which files can be made and not removed: then what was made is taken back, as far as it can be.
    await unlink(target).catch(() => {})
    throw explainFolder(error, folder)
  }
}

async function placeWithoutLinks(partial: string, target: string, folder: string): Promise<void> {
  try {
    const reserved = await open(target, 'wx')
    await reserved.close()
  } catch (error) {
    throw fileCode(error) === 'EEXIST' ? keyExists(target, error) : explainFolder(error, folder)
  }
  try {
    await rename(partial, target)
  } catch (error) {
    await unlink(target).catch(() => {})
    throw explainFolder(error, folder)
  }
}

/** Makes the new name itself durable. Some file systems can't sync a folder: then its own journal has to do. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder)
    await handle.sync().finally(() => handle.close())
  } catch {}
}
