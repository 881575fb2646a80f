import { mkdir, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileCode } from './folder-errors.ts'

/** How often a folder may be removed in the same moment before that is no coincidence. */
const TRIES = 5

/** Makes a folder and what is missing above it. Returns the topmost folder that was made, if any. */
export async function makeFolder(folder: string): Promise<string | undefined> {
  return await againWhileMissing(() => mkdir(folder, { recursive: true }))
}

/** Makes a file in a folder, which is made again where it goes meanwhile. */
export async function makeIn<T>(folder: string, make: () => Promise<T>): Promise<T> {
  return await againWhileMissing(make, () => makeFolder(folder))
}

/** Whoever removes the last object of a folder takes the folder along: then what was about to be made there has no place. */
async function againWhileMissing<T>(make: () => Promise<T>, mend?: () => Promise<unknown>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await make()
    } catch (error) {
      if (fileCode(error) !== 'ENOENT' || left === 1) throw error
      await mend?.()
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
