import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/backup/retention/parse-policy.ts'
import type { Policy } from '../../src/backup/retention/policy.ts'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { keysOf, runPrune } from '../support/run-prune.ts'
import { daysAgo, type Stored, storeBackups } from '../support/stored-backups.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prune-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

const some = (options: NonNullable<Stored['options']>, ...days: number[]): Stored[] =>
  days.map(each => ({ startedAt: daysAgo(each), options }))

describe('what a backup goes for', () => {
  it.each([
    { schemas: ['audit'] },
    { excludeSchemas: ['public'] },
    { excludeTables: ['orders'] },
    { excludeTableData: ['*'] },
  ])('holds as much: not %j, under the same name', async options => {
    const [last = '', older = ''] = await storeBackups(
      store,
      { startedAt: daysAgo(100), backupClass: 'weekly' },
      { startedAt: daysAgo(110), backupClass: 'weekly' },
    )
    const [part = ''] = await storeBackups(store, ...some(options, 2, 3, 4))
    const { backups } = await runPrune(store)
    expect(keysOf(backups, 'removed')).toEqual([older])
    expect(backups.find(({ key }) => key === last)?.fate.rule).toBe('newest proven of its series')
    expect(backups.find(({ key }) => key === part)?.fate.rule).toBe('newest proven of its series')
  })

  it('holds the same tables, though others have that name too', async () => {
    const [old = '', older = ''] = await storeBackups(
      store,
      ...some({ tables: ['orders', 'carts', 'logs'] }, 50, 60),
    )
    await storeBackups(store, ...some({ tables: ['orders', 'items', 'users'] }, 2, 3))
    const { backups } = await runPrune(store)
    expect(keysOf(backups, 'kept')).toContain(old)
    expect(keysOf(backups, 'removed')).toEqual([older])
  })

  it('is there: one that was cut fills no place', async () => {
    const keys = await storeBackups(store, ...some({}, 2, 40, 50, 60, 70))
    await writeFile(join(folder, keys[1] ?? ''), 'cut')
    const { backups } = await runPrune(store, { policy: policyOf('classes: { daily: none }\nkeep-last: 3') })
    expect(keysOf(backups, 'kept')).toEqual([keys[0], keys[1], keys[2], keys[3]])
    expect(backups[1]?.fate.rule).toBe('not complete, so it is no backup')
  })
})
