import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { keysOf, runPrune } from '../../support/run-prune.ts'
import { daysAgo, objectsOf, type Stored, storeBackups, storeDrill } from '../../support/stored-backups.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prune-versions-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const STAYS = 'deleted, and its series has no proven backup that holds as much'

/** The store, in which backups were deleted so long ago that their versions may go; and what was asked to go. */
function hiding(...backups: readonly Stored[]): { store: ObjectStore; keys: string[]; gone: string[] } {
  const keys = backups.flatMap(each => [...objectsOf(each).keys()])
  const gone: string[] = []
  const hidden: ObjectStore['hidden'] = async function* (prefix) {
    for (const key of keys) if (key.startsWith(prefix)) yield { key, hidden: daysAgo(31) }
  }
  const removeMany: ObjectStore['removeMany'] = async function* (asked, signal, options) {
    const others: string[] = []
    for await (const key of asked) {
      if (!keys.includes(key)) others.push(key)
      else if (options?.versions === 'all') gone.push(key)
      if (keys.includes(key)) yield { key, outcome: 'removed' }
    }
    yield* store.removeMany(others, signal, options)
  }
  return { store: { ...store, versioning: async () => 'on', hidden, removeMany }, keys, gone }
}

describe('the versions of a backup that was deleted long ago', () => {
  const old: Stored = { startedAt: daysAgo(100) }

  it('go where its series has a proven backup that can be seen', async () => {
    await storeBackups(store, { startedAt: daysAgo(2) })
    const {
      gone,
      keys,
      store: bucket,
    } = hiding(old, { ...old, mode: 'schema' }, { ...old, options: { tables: ['a', 'b'] } })
    expect(keysOf((await runPrune(bucket, { versions: 'all', dryRun: true })).leftovers, 'planned')).toEqual(
      keys,
    )
    expect(gone).toEqual([])
    expect(keysOf((await runPrune(bucket, { versions: 'all' })).leftovers, 'removed')).toEqual(keys)
    expect(gone).toEqual(keys)
  })

  it('stay where nothing else of its series is left, or nothing that holds as much', async () => {
    const { gone, keys, store: bucket } = hiding(old)
    const expectKept = async (): Promise<void> => {
      const { leftovers, problems } = await runPrune(bucket, { versions: 'all' })
      expect(leftovers.map(({ disposition, key }) => [key, disposition])).toEqual(
        keys.map(key => [key, { kind: 'kept', rule: STAYS }]),
      )
      expect(problems).toEqual([])
      expect(gone).toEqual([])
    }
    await expectKept()
    const others = await storeBackups(
      store,
      { startedAt: daysAgo(2), series: 'crm' },
      { startedAt: daysAgo(2), mode: 'schema' },
      { startedAt: daysAgo(2), backupClass: 'pre-restore' },
      { startedAt: daysAgo(3), options: { schemas: ['audit'] } },
      { startedAt: daysAgo(4) },
      { startedAt: daysAgo(5) },
    )
    await writeFile(join(folder, others[4] ?? ''), 'cut')
    await storeDrill(store, others[5] ?? '', 'failed', daysAgo(1))
    await expectKept()
    await storeBackups(store, { startedAt: daysAgo(6) })
    expect(keysOf((await runPrune(bucket, { versions: 'all' })).leftovers, 'removed')).toEqual(keys)
  })
})
