import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import { type Place, storeContract } from './store-contract.ts'
import { upkeepContract } from './upkeep-contract.ts'

async function newFolder(): Promise<Place> {
  const parent = await mkdtemp(join(tmpdir(), 'folder-store-'))
  const root = join(parent, 'made on demand')
  return {
    store: remember => folderStore(root, remember ? { remember } : {}),
    // Folders count: those that an upload made must go with it. Those of completed uploads stay, though.
    contents: async () => {
      const entries = await readdir(parent, { recursive: true, withFileTypes: true })
      return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
    },
    seed: async keys => {
      for (const key of keys) {
        await mkdir(dirname(join(root, key)), { recursive: true })
        await writeFile(join(root, key), 'x')
      }
    },
    close: () => rm(parent, { recursive: true }),
  }
}

storeContract('a folder', newFolder)
upkeepContract('a folder', newFolder)
