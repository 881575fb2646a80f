import { mkdir, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes a folder and what is missing above it. Returns the topmost folder that was made, if any. */
export async function makeFolder(folder: string): Promise<string | undefined> {
  return await mkdir(folder, { recursive: true })
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
