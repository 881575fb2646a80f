import { mkdir, rmdir, stat } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import { BackupError } from '../../core/errors.ts'
import { fileCode } from './folder-errors.ts'

/** How often a folder may be removed in the same moment before that is no coincidence. */
const TRIES = 5

/**
 * Makes a folder and what is missing above it, one after the other: Node's own recursive mkdir never ends where a file
 * system says of a folder that it cannot make that something above it is missing, as /proc does.
 * @returns the topmost folder that was made, if any
 * @throws BackupError `storage-folder-impossible`
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await againWhileMissing(() => makeMissing(folder))
  } catch (error) {
    throw fileCode(error) === 'ENOENT' ? impossible(folder, error) : error
  }
}

async function makeMissing(folder: string): Promise<string | undefined> {
  const missing: string[] = []
  for (let path = folder; !(await isThere(path)); path = dirname(path)) missing.unshift(path)
  for (const path of missing)
    await mkdir(path).catch(async (error: unknown) => {
      // Another process may have made it meanwhile; a link to nothing is there too, and is no folder.
      if (fileCode(error) !== 'EEXIST' || !(await isThere(path))) throw error
    })
  return missing[0]
}

/** Whether there is a folder, or at least something that mkdir has its own word for. */
async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (fileCode(error) !== 'ENOENT') throw error
    return undefined
  })
  return found !== undefined || path === dirname(path)
}

function impossible(folder: string, cause: unknown): BackupError {
  return new BackupError(
    {
      kind: 'input',
      code: 'storage-folder-impossible',
      message: `The folder ${folder} cannot be made: the file system there does not let folders be made.`,
      hint: 'Give a folder on a disk, such as one below the home of the user or of a mounted volume.',
    },
    cause,
  )
}

/** Makes a file in a folder, which is made again where it goes meanwhile. */
export async function makeIn<T>(folder: string, make: () => Promise<T>): Promise<T> {
  return await againWhileMissing(make, () => makeFolder(folder))
}

/** Anyone who removes the last object of a folder takes the folder along: then what was about to be made there has no place. */
async function againWhileMissing<T>(make: () => Promise<T>, repair?: () => Promise<unknown>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await make()
    } catch (error) {
      if (fileCode(error) !== 'ENOENT' || left === 1) throw error
      await repair?.()
    }
  }
}

/** Removes folders from `folder` up to `topmost`, as far as they are empty. Never throws: somebody may use them by now. */
export async function removeEmptyFolders(folder: string, topmost: string): Promise<void> {
  for (let path = folder; path.startsWith(topmost); path = dirname(path)) {
    try {
      await rmdir(path)
    } catch {
      return
    }
  }
}

/** Whether a folder is another one, or is below it. */
export function isWithin(folder: string, other: string): boolean {
  return folder === other || folder.startsWith(other.endsWith(sep) ? other : other + sep)
}
