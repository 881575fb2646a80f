import { lstat } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import { removeTree } from '../postgres/server/by-force.ts'
import { temporaryPlaces } from '../postgres/server/server-places.ts'
import { isTemporaryFolderName } from '../postgres/server/temporary-folder.ts'

/**
 * Removes a folder of a killed run, but nothing that could be somebody else's: only what lies in the runner's own
 * temporary folder, and throwaway servers' folders, which bear a name of their own, in the system's.
 * @throws what is to be told to people
 */
export async function removeDirectory(path: string, temp: string): Promise<void> {
  if (!isBelow(path, temp) && !(await isServers(path))) throw new Error(`${path} is not in ${temp}`)
  await removeTree(path)
}

function isBelow(path: string, temp: string): boolean {
  return resolve(path).startsWith(`${resolve(temp)}${sep}`)
}

async function isServers(path: string): Promise<boolean> {
  const places = temporaryPlaces().map(place => resolve(place))
  if (!places.includes(dirname(resolve(path))) || !isTemporaryFolderName(basename(path))) return false
  const found = await lstat(path).catch(() => undefined)
  return found === undefined || found.isDirectory()
}
