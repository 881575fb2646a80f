import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import type { Policy } from '../../../src/retention/policy.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { keysOf, runPrune } from '../../support/run-prune.ts'
import { daysAgo, SIGNAL, type Stored, storeBackups, storeDrill } from '../../support/stored-backups.ts'

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
    expect(backups.find(({ key }) => key === last)?.disposition.rule).toBe('newest proven of its series')
    expect(backups.find(({ key }) => key === part)?.disposition.rule).toBe('newest proven of its series')
  })

  it.each([
    ['of a folder that says the class', 10, 'pre-deploy', ''],
    ['too old for every class', 500, 'weekly', 'classes: { monthly: 1y }'],
  ] as const)('is looked for in the manifest of what is %s', async (_, age, backupClass, yaml) => {
    const [, part = '', ...older] = await storeBackups(
      store,
      { startedAt: daysAgo(2) },
      { startedAt: daysAgo(age), backupClass, options: { schemas: ['audit'] } },
      ...[10, 20].map(more => ({ startedAt: daysAgo(age + more), backupClass })),
    )
    const { backups } = await runPrune(store, { policy: policyOf(yaml) })
    expect(keysOf(backups, 'kept')).toContain(part)
    expect(keysOf(backups, 'removed')).toEqual(older)
  })

  it.each(['pre-deploy', 'daily'] as const)(
    'is read in the manifest of what goes and of what it goes for, and in no other: %s',
    async backupClass => {
      const days = Array.from({ length: 60 }, (_, day) => (backupClass === 'daily' ? 100 : 2) + day)
      await storeBackups(store, ...days.map(day => ({ startedAt: daysAgo(day), backupClass })))
      let read = 0
      const counting: ObjectStore = {
        ...store,
        get: (key, signal) => {
          read += 1
          return store.get(key, signal)
        },
      }
      const policy = policyOf('classes: { monthly: 30d }')
      const { backups } = await runPrune(counting, { policy })
      expect(keysOf(backups, 'removed')).toHaveLength(backupClass === 'daily' ? 59 : 55)
      expect(read).toBe(backupClass === 'daily' ? 60 : 56)
    },
  )

  it.each<[NonNullable<Stored['options']>, NonNullable<Stored['backupClass']>, string]>([
    [{ schemas: ['audit'] }, 'weekly', 'classes: { monthly: 1y }'],
    [{ excludeTables: ['orders'] }, 'daily', 'classes: { monthly: 1y }\nkeep-last: 2'],
    [{ excludeTableData: ['logs'] }, 'pre-deploy', ''],
    [{ tables: ['backup'] }, 'manual', 'classes: { monthly: 6m }'],
  ])(
    'is the only backup of a choice among whole ones of its name: %j of class %s stays',
    async (options, backupClass, yaml) => {
      const among = [2, 3, 400, 410].map(day => ({ startedAt: daysAgo(day), backupClass }))
      await storeBackups(
        store,
        ...among,
        ...[440, 450].map(day => ({ startedAt: daysAgo(day), backupClass })),
      )
      const [only = ''] = await storeBackups(store, {
        startedAt: daysAgo(420),
        backupClass,
        options,
      })
      const { backups } = await runPrune(store, { policy: policyOf(yaml) })
      expect(backups.find(({ key }) => key === only)?.disposition).toEqual({
        kind: 'kept',
        rule: 'newest proven of its series',
      })
      expect(keysOf(backups, 'removed').length).toBeGreaterThan(1)
    },
  )

  it('restores: one that a drill refuted has no place, though nothing goes for it', async () => {
    const [first = '', failedDrill = '', third = '', fourth = ''] = await storeBackups(
      store,
      ...some({}, 2, 3, 4, 5),
    )
    await storeDrill(store, failedDrill, 'failed', daysAgo(1))
    const { backups } = await runPrune(store, { policy: policyOf('keep-last: 2') })
    const rules = new Map(backups.map(({ disposition, key }) => [key, disposition.rule]))
    expect([first, failedDrill, third, fourth].map(key => rules.get(key))).toEqual([
      'newest proven of its series',
      'young enough for every class that it may have',
      'keep-last 2 of 2',
      'young enough for every class that it may have',
    ])
  })

  it('restores: the newest that a drill refuted is not called proven, though nothing goes for it', async () => {
    const [failedDrill = '', before = ''] = await storeBackups(store, ...some({}, 2, 3))
    await storeDrill(store, failedDrill, 'failed', daysAgo(1))
    const { backups } = await runPrune(store)
    const rules = new Map(backups.map(({ disposition, key }) => [key, disposition.rule]))
    expect(rules.get(failedDrill)).toBe('young enough for every class that it may have')
    expect(rules.get(before)).toBe('newest proven of its series')
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
    expect(backups[1]?.disposition.rule).toBe('not complete, so it is no backup')
  })
})

describe('the last dump of the runbooks', () => {
  const time = daysAgo(95).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
  const dump = `backups/shop_backup_${time}.dump`
  const policy = policyOf("legacy-pattern: '*_YYYYMMDD_HHMMSS*'\nlegacy: 90d")
  beforeEach(() => store.put(dump, Buffer.from('x'), SIGNAL))
  const disposition = async (): Promise<string | undefined> =>
    (await runPrune(store, { policy })).backups.find(({ key }) => key === dump)?.disposition.kind

  it('goes for a backup that is whole', async () => {
    await storeBackups(store, ...some({}, 2))
    expect(await disposition()).toBe('removed')
  })

  it('stays while its series has none but one that a drill refuted', async () => {
    const [key = ''] = await storeBackups(store, ...some({}, 2))
    await storeDrill(store, key, 'failed', daysAgo(1))
    expect(await disposition()).toBe('kept')
  })

  it('stays while its series has none but one that was cut', async () => {
    const [key = ''] = await storeBackups(store, ...some({}, 2))
    await writeFile(join(folder, key), 'x')
    expect(await disposition()).toBe('kept')
  })

  it('stays while its series has none but one of a single schema', async () => {
    await storeBackups(store, ...some({ schemas: ['audit'] }, 2, 3))
    expect(await disposition()).toBe('kept')
  })

  it('stays where the manifest of its successor cannot be read', async () => {
    const [key = ''] = await storeBackups(store, ...some({}, 2))
    await writeFile(join(folder, `${key}.manifest.json`), '{}')
    await expect(disposition()).rejects.toMatchObject({ code: 'prune-manifest-unreadable' })
    expect(await store.head(dump, SIGNAL)).toBeDefined()
  })

  it('is not swept either, while it has our name and nothing whole stands in for it', async () => {
    const [old = '', other = ''] = await storeBackups(store, ...some({}, 50, 2))
    await rm(join(folder, `${old}.manifest.json`))
    await utimes(join(folder, old), daysAgo(50), daysAgo(50))
    await utimes(join(folder, `${old}.sha256`), daysAgo(50), daysAgo(50))
    await writeFile(join(folder, other), 'x')
    const { leftovers } = await runPrune(store, {})
    expect(leftovers.map(({ disposition: { kind }, key }) => [key, kind])).toEqual([[old, 'kept']])
  })
})

describe('a series with backups of two databases', () => {
  const STAGING = { host: 'staging.example.com', systemIdentifier: '7000000000000000001', databaseOid: '5' }
  const PRODUCTION = { host: 'prod.example.com', systemIdentifier: '7000000000000000002', databaseOid: '5' }

  it('loses no database: the newest backup of each is kept, and a warning says so', async () => {
    const [newStaging, oldStaging, newProduction, oldProduction] = await storeBackups(
      store,
      { startedAt: daysAgo(2), source: STAGING },
      { startedAt: daysAgo(40), source: STAGING },
      { startedAt: daysAgo(35), source: PRODUCTION },
      { startedAt: daysAgo(50), source: PRODUCTION },
    )
    const { backups, notices } = await runPrune(store)
    expect(keysOf(backups, 'kept').toSorted()).toEqual([newStaging, newProduction].toSorted())
    expect(keysOf(backups, 'removed').toSorted()).toEqual([oldStaging, oldProduction].toSorted())
    expect(notices.join()).toContain('The series shop has backups of 2 databases')
    expect(notices.join()).toContain('prod.example.com')
  })

  it('fills the places of keep rules for each of them', async () => {
    const production = [30, 31, 32, 33].map(days => ({ startedAt: daysAgo(days), source: PRODUCTION }))
    await storeBackups(store, { startedAt: daysAgo(2), source: STAGING })
    const keys = await storeBackups(store, ...production)
    const { backups } = await runPrune(store, { policy: policyOf('keep-last: 2\nclasses: { daily: 5d }') })
    expect(keysOf(backups, 'removed')).toEqual(keys.slice(2))
  })

  it('is one database if that moved to another cluster behind its own address', async () => {
    const moved = { ...PRODUCTION, systemIdentifier: '7000000000000000003', databaseOid: '77' }
    const [newest, old] = await storeBackups(
      store,
      { startedAt: daysAgo(2), source: moved },
      { startedAt: daysAgo(40), source: PRODUCTION },
    )
    const { backups, notices } = await runPrune(store)
    expect(keysOf(backups, 'kept')).toEqual([newest])
    expect(keysOf(backups, 'removed')).toEqual([old])
    expect(notices).toEqual([])
  })
})
