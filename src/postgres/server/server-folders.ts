import { randomBytes } from 'node:crypto'
import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { markOwner } from '../../stream/owner.ts'
import { foldersOfAccount } from './account-folders.ts'
import { removeTree } from './by-force.ts'
import { foldersInSandbox } from './sandbox-folders.ts'
import type { FoldersRequest, Make, ServerPlace } from './server-places.ts'
import { temporaryFolderName } from './temporary-folder.ts'

export interface ServerFolders extends ServerPlace {
  /** The server must have ended, though its last processes may just be ending. */
  remove(): Promise<void>
}

/**
 * Makes a server's folders, each on the ledger before it exists, and finds out how its programs can be kept apart from this
 * step: in a sandbox; or else, where root starts them, by another account.
 * @throws BackupError `server-folder-unreachable`, `server-programs-unreachable`, `server-account-missing`
 */
export async function makeFolders(request: FoldersRequest): Promise<ServerFolders> {
  const { journal } = request
  const made: { readonly path: string; readonly forget: () => void }[] = []
  const make: Make = async (parent, account) => {
    const path = join(parent, temporaryFolderName(randomBytes(6)))
    made.push({ path, forget: journal.record({ kind: 'directory', path }) })
    await mkdir(path, { mode: 0o700 })
    markOwner(path)
    if (account) await chown(path, account.uid, account.gid)
    return path
  }
  const remove = async (): Promise<void> => {
    for (const { path, forget } of made.splice(0).toReversed()) {
      await removeTree(path)
      forget()
    }
  }
  try {
    const inSandbox = await foldersInSandbox(request, make)
    if ('server' in inSandbox) return { ...inSandbox, remove }
    await remove()
    return { ...(await foldersOfAccount(request, make, inSandbox.missing)), remove }
  } catch (error) {
    await remove()
    throw error
  }
}
