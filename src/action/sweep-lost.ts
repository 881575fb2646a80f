import { lstat, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import { removeTree } from '../postgres/server/by-force.ts'
import { endServer } from '../postgres/server/end-server.ts'
import { temporaryPlaces } from '../postgres/server/server-places.ts'
import { isTemporaryFolderName } from '../postgres/server/temporary-folder.ts'
import { isLost } from '../stream/owner.ts'
import { isScratchName } from './scratch.ts'

/**
 * Removes what runs on this machine left that were lost with everything, their post step too: the folders of drills' servers,
 * with rows in them, and of other temporary files. Those of runs that go on stay, and so do those of other users. What
 * cannot be removed is said; never throws.
 * @param temp RUNNER_TEMP
 */
export async function sweepLost(temp: string, reporter: Reporter): Promise<void> {
  const own = await realpath(temp).catch(() => temp)
  for (const place of new Set([own, ...temporaryPlaces()])) {
    const names = await readdir(place).catch(() => [])
    for (const name of names) {
      const isServer = isTemporaryFolderName(name)
      if (isServer || (place === own && isScratchName(name)))
        await sweepFolder(join(place, name), isServer, reporter)
    }
  }
}

async function sweepFolder(path: string, isServer: boolean, reporter: Reporter): Promise<void> {
  try {
    if (!(await isOurs(path)) || !(await isLost(path, isServer ? 'its age' : 'nothing'))) return
    if (isServer) await endServer(path)
    await removeTree(path)
    reporter.info(`Removed ${path}, which a run on this machine that was lost had left`)
  } catch (error) {
    reporter.warning(
      `Could not remove ${path}, which a lost run left: ${messageOf(error)}. Remove it by hand: it may hold rows`,
    )
  }
}

/** Anybody may make folders of any name where everybody may write. Root's servers have accounts of their own. */
async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  const uid = process.getuid?.()
  return found?.isDirectory() === true && (uid === 0 || found.uid === uid)
}
