import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expireLocalCopies } from '../../../src/backup/local-copies.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { filesIn } from '../../support/files-in.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-copies-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const expire = (): Promise<string[]> =>
  expireLocalCopies(store, { series: 'shop', keepDays: 7, now: new Date(), signal: SIGNAL })

describe('old local copies', () => {
  it('go with all that belongs to them, and those of other series stay', async () => {
    const [fresh = '', old = '', older = ''] = await storeBackups(
      store,
      ...[1, 8, 9].map(days => ({ startedAt: daysAgo(days), roles: true })),
    )
    const [other = ''] = await storeBackups(store, { startedAt: daysAgo(50), series: 'crm' })
    expect(await expire()).toEqual([older, old])
    const left = await filesIn(folder)
    expect(left).toHaveLength(7)
    expect(left).toEqual(expect.arrayContaining([fresh, `${fresh}.globals.sql`, other]))
  })

  it('stay where no newer one holds the same: a schema stands in for no full backup, nor does a part for the whole', async () => {
    const [, full = '', older = '', schema = ''] = await storeBackups(
      store,
      { startedAt: daysAgo(1), options: { schemas: ['audit'] } },
      { startedAt: daysAgo(20) },
      { startedAt: daysAgo(21) },
      { startedAt: daysAgo(0.1), mode: 'schema' },
    )
    expect(await expire()).toEqual([older])
    expect(await filesIn(folder)).toEqual(expect.arrayContaining([full, schema]))
    expect(await expire()).toEqual([])
  })

  it('stay where the newer one is cut, or its manifest cannot be read', async () => {
    const [cut = '', unreadable = ''] = await storeBackups(
      store,
      ...[1, 2, 30].map(days => ({ startedAt: daysAgo(days) })),
    )
    await writeFile(join(folder, cut), 'cut')
    await writeFile(join(folder, `${unreadable}.manifest.json`), '{}')
    expect(await expire()).toEqual([])
    await storeBackups(store, { startedAt: daysAgo(0.1) })
    expect(await expire()).toHaveLength(1)
  })

  it('go where they cannot be read themselves, once there is a newer one of their name', async () => {
    const [, old = ''] = await storeBackups(store, ...[1, 30].map(days => ({ startedAt: daysAgo(days) })))
    await writeFile(join(folder, `${old}.manifest.json`), '{}')
    expect(await expire()).toEqual([old])
  })
})
