import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrunedBackup } from '../../../src/prune/prune-report.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import type { Policy } from '../../../src/retention/policy.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { keysOf, runPrune } from '../../support/run-prune.ts'
import { runbookObjects } from '../../support/runbook-objects.ts'
import { daysAgo, SIGNAL, stampOf, storeBackups } from '../../support/stored-backups.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prune-legacy-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const PATTERN = "legacy-pattern: '*_YYYYMMDD_HHMMSS*'"

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

/** Stores what the runbooks leave; returns how many objects a series run should look at. */
async function storeRunbooks(): Promise<number> {
  const objects = runbookObjects(new Date())
  for (const { key } of objects) {
    await store.put(key.replace('//', '/'), Buffer.from('a dump'), SIGNAL)
    await store.put(`${key.replace('//', '/')}.sha256`, Buffer.from('a sum'), SIGNAL)
  }
  return objects.filter(({ key }) => !key.startsWith('lootaura/')).length
}

const legacyOf = (backups: readonly PrunedBackup[]): PrunedBackup[] =>
  backups.filter(({ backupClass }) => backupClass === 'legacy')
const rulesOf = (backups: readonly PrunedBackup[], part: string): string[] => [
  ...new Set(backups.filter(({ key }) => key.includes(part)).map(({ disposition }) => disposition.rule)),
]

describe('the runbooks’ dumps, in a prune of one series', () => {
  it('are found by the series’ name wherever they are, and those of another database are left alone and named', async () => {
    const own = await storeRunbooks()
    await storeBackups(store, { startedAt: daysAgo(1.5), series: 'wastewise', backupClass: 'weekly' })
    const report = await runPrune(store, { series: 'wastewise', policy: policyOf(PATTERN) })
    expect(legacyOf(report.backups)).toHaveLength(own)
    expect(report.notices.join()).toMatch(
      /5 objects match legacy-pattern and are not of the series wastewise .*such as lootaura\//,
    )
    const gone = keysOf(report.backups, 'removed')
    expect(gone.some(key => key.startsWith('20'))).toBe(true)
    expect(gone.every(key => !key.includes('lootaura'))).toBe(true)
    expect(await store.head(gone[0] ?? '', SIGNAL)).toBeUndefined()
    expect(await store.head(`${gone[0]}.sha256`, SIGNAL)).toBeUndefined()
  })

  it('of another name are this series’ where the pattern begins with that name', async () => {
    const own = await storeRunbooks()
    await storeBackups(store, { startedAt: daysAgo(1.5), series: 'shop-production' })
    const policy = policyOf("legacy-pattern: 'wastewise_*_YYYYMMDD_HHMMSS*'")
    const { backups } = await runPrune(store, { series: 'shop-production', policy, dryRun: true })
    expect(legacyOf(backups)).toHaveLength(own)
  })

  it('leaves what other series have with manifests, though the pattern fits their names', async () => {
    await storeBackups(store, { startedAt: daysAgo(200), series: 'crm' }, { startedAt: daysAgo(1.5) })
    await store.put('pre-deploy/shop_backup_20200101_030000_pre-deploy.dump', Buffer.from('a dump'), SIGNAL)
    const report = await runPrune(store, { series: 'shop', policy: policyOf(PATTERN) })
    expect(report.backups.map(({ series }) => series)).toEqual(['pre-deploy/shop', 'shop'])
    expect(report.foreignObjects).toBe(0)
  })
})

describe('the age of the runbooks’ dumps', () => {
  it('is one for each kind, by folder and name', async () => {
    await storeRunbooks()
    await storeBackups(store, { startedAt: daysAgo(1.5), series: 'wastewise' })
    const policy = policyOf(`${PATTERN}\nlegacy: { pre-deploy: 7d, schema: 1y, default: 60d }`)
    const { backups } = await runPrune(store, { policy, dryRun: true })
    const kept = (part: string): string[] => keysOf(backups, 'kept').filter(key => key.startsWith(part))
    expect(kept('pre-deploy/')).toHaveLength(2)
    expect(rulesOf(backups, 'pre-deploy/')).toEqual([
      'legacy pre-deploy backups are kept 7 days',
      'legacy pre-deploy backups are kept 7 days, and it is older',
    ])
    expect(kept('schemas/')).toHaveLength(12)
    expect(kept('20')).toHaveLength(9)
  })

  it.each([
    ['shop_daily_YYYYMMDD_HHMMSS.sql', 'daily'],
    ['weekly/shop_YYYYMMDD_HHMMSS.dump', 'weekly'],
    ['shop_backup_YYYYMMDD_HHMMSS_post-release.dump.gz', 'post-release'],
    ['backups/pre_restore_YYYYMMDD_HHMMSS.dump', 'pre-restore'],
    ['tables/shop_orders_YYYYMMDD_HHMMSS.dump', 'tables'],
    ['data-only/shop_data_YYYYMMDD_HHMMSS.dump', 'data'],
    ['cluster_YYYYMMDD_HHMMSS.globals.sql', 'roles'],
    ['shop_YYYYMMDD_HHMMSS.dump', 'full'],
  ])('of %s is that of %s', async (name, kind) => {
    const keyOf = (days: number): string => name.replace('YYYYMMDD_HHMMSS', stampOf(daysAgo(days)))
    for (const days of [3, 20]) await store.put(keyOf(days), Buffer.from('a dump'), SIGNAL)
    const policy = policyOf(`${PATTERN}\nlegacy: { ${kind}: 10d }`)
    const { backups } = await runPrune(store, { policy })
    expect(backups.find(({ key }) => keyOf(20).startsWith(key))?.disposition).toEqual({
      kind: 'removed',
      rule: `legacy ${kind} backups are kept 10 days, and it is older`,
    })
  })
})

describe('the newest of a name', () => {
  it('stays for what its series has no proven backup of, which is named', async () => {
    await storeRunbooks()
    await storeBackups(store, { startedAt: daysAgo(1.5), series: 'wastewise' })
    const { backups } = await runPrune(store, { policy: policyOf(PATTERN), dryRun: true })
    expect(
      rulesOf(backups, '//wastewise_backup').concat(rulesOf(backups, 'pre-deploy/')).join(),
    ).not.toContain('newest')
    expect(rulesOf(backups, 'data-only/')).toContain(
      'newest of its name, and wastewise has no proven data-only backup yet',
    )
    expect(rulesOf(backups, 'schemas/')).toContain(
      'newest of its name, and wastewise has no proven schema-only backup yet',
    )
    expect(rulesOf(backups, 'lootaura/')).toContain(
      'newest of its name, and lootaura has no proven full backup yet',
    )
  })

  it('which no backup can take the place of goes by its age once the policy gives its name up', async () => {
    await storeBackups(store, { startedAt: daysAgo(1.5), series: 'wastewise' })
    const names = ['tables/wastewise_projects', 'east/wastewise_backup', 'cluster'].map(
      name => `${name}_${stampOf(daysAgo(100))}.dump`,
    )
    for (const name of names) await store.put(name, Buffer.from('a dump'), SIGNAL)
    const held = await runPrune(store, { policy: policyOf(PATTERN) })
    expect(rulesOf(held.backups, 'tables/')).toEqual([
      'newest of its name, and no backup of another name takes its place; legacy-retired in the policy lets it go',
    ])
    const policy = policyOf(
      `${PATTERN}\nlegacy-retired: [tables/wastewise_projects, east/wastewise, clutser]`,
    )
    const { backups, notices } = await runPrune(store, { policy })
    expect(keysOf(backups, 'removed').toSorted()).toEqual(names.slice(0, 2).toSorted())
    expect(notices.join()).toContain(
      'legacy-retired names clutser, and no legacy object has that name; there are cluster',
    )
  })
})

describe('without a pattern', () => {
  it('what looks like dated dumps is left alone, counted, and said how to take over', async () => {
    await storeRunbooks()
    for (const key of ['README.txt', 'notes_20250101_000000.txt', 'db-2025-01-21.sql.gz', 'app.20250121.bak'])
      await store.put(key, Buffer.from('x'), SIGNAL)
    const { backups, notices, foreignObjects } = await runPrune(store)
    expect(backups).toEqual([])
    expect(foreignObjects).toBe(286)
    expect(notices).toEqual([
      expect.stringMatching(
        /^143 of the other objects look like dated dumps, such as .*: set legacy-pattern/,
      ),
    ])
  })
})
