import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { archiveKeyOf } from '../../../src/catalog/archive-key.ts'
import { parseManifest } from '../../../src/catalog/read-manifest.ts'
import { archiveBackup } from '../../../src/prune/archive/archive-backup.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { filesIn } from '../../support/files-in.ts'
import { openLedger } from '../../support/run-backup.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

let folder: string
let store: ObjectStore
let from: string
let copy: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-race-'))
  store = folderStore(folder)
  const [key = ''] = await storeBackups(store, { startedAt: daysAgo(40) })
  from = key
  copy = archiveKeyOf(key) ?? ''
})
afterEach(() => rm(folder, { recursive: true }))

async function archiveIn(place: ObjectStore, journal = openLedger()): Promise<void> {
  const key = `${from}.manifest.json`
  const manifest = parseManifest((await buffer(await store.get(key, SIGNAL))).toString(), key)
  await archiveBackup(manifest, copy, undefined, {
    ...{ store: place, journal, now: () => new Date(), signal: SIGNAL },
  })
}

const archived = async (): Promise<string[]> =>
  (await filesIn(folder)).filter(name => name.startsWith('archive/'))

/** The store, with something done by another run just before an object is put. */
function meanwhile(ending: string, work: () => Promise<unknown>): ObjectStore {
  return {
    ...store,
    put: async (key, ...rest) => {
      if (key.endsWith(ending)) await work()
      return store.put(key, ...rest)
    },
  }
}

describe('two runs that archive one backup', () => {
  it('do not share a copy that the other may take back', async () => {
    await store.copy(from, copy, {}, SIGNAL)
    await expect(archiveIn(store)).rejects.toMatchObject({ code: 'prune-archive-contended' })
    expect(await archived()).toEqual([copy])
  })

  it('use a copy that was left there long ago', async () => {
    await store.copy(from, copy, {}, SIGNAL)
    await utimes(join(folder, copy), daysAgo(1), daysAgo(1))
    await archiveIn(store)
    expect(await archived()).toEqual([copy, `${copy}.manifest.json`, `${copy}.sha256`])
  })

  it('leave no manifest beside a copy that was taken back, however late', async () => {
    await store.copy(from, copy, {}, SIGNAL)
    await utimes(join(folder, copy), daysAgo(1), daysAgo(1))
    const journal = openLedger()
    const losing = meanwhile('.manifest.json', () => store.remove(copy, SIGNAL))
    await expect(archiveIn(losing, journal)).rejects.toMatchObject({ code: 'prune-archive-contended' })
    expect(await archived()).toEqual([])
    expect(journal.open.size).toBe(0)
  })

  it('leave each other what a manifest of the other speaks of', async () => {
    const journal = openLedger()
    const overtaken = meanwhile('.manifest.json', () =>
      store.put(`${copy}.manifest.json`, Buffer.from('of the other'), SIGNAL),
    )
    await expect(archiveIn(overtaken, journal)).rejects.toMatchObject({ code: 'storage-key-exists' })
    expect(await archived()).toEqual([copy, `${copy}.manifest.json`, `${copy}.sha256`])
    expect(journal.open.size).toBe(0)
  })
})
