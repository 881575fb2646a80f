import { link, open, rename, unlink } from 'node:fs/promises'
import { keyExists } from '../refusals.ts'
import { explainFolder, fileCode } from './folder-errors.ts'

/** What file systems without hard links (FAT, some network shares) answer to link(). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Gives a finished partial file its name, never over another file: rename() would overwrite in silence, link() refuses.
 * Without hard links the name is first reserved by creating it exclusively.
 * @throws BackupError `storage-key-exists`
 */
export async function place(partial: string, target: string, folder: string): Promise<void> {
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
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder)
    await handle.sync().finally(() => handle.close())
  } catch {}
}
