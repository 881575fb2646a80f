import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orphans } from '../../../src/catalog/catalog.ts'
import { chooseBackup } from '../../../src/catalog/choose-backup.ts'
import { readCatalog } from '../../../src/catalog/read-manifest.ts'
import { countOf, freedBytes } from '../../../src/prune/prune-report.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import type { Policy } from '../../../src/retention/policy.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { filesIn } from '../../support/files-in.ts'
import { keysOf, listeningReporter, runPrune } from '../../support/run-prune.ts'
import { daysAgo, SIGNAL, storeBackups, storeDrill } from '../../support/stored-backups.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prune-'))
  store = folderStore(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const NEWEST = { kind: 'newest', series: undefined, backupClass: undefined, before: undefined } as const

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

async function write(key: string, text: string, modified = daysAgo(100)): Promise<void> {
  const path = join(folder, key)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  await utimes(path, modified, modified)
}

const daily = (...days: number[]) => days.map(each => ({ startedAt: daysAgo(each) }))

describe('a prune', () => {
  it('removes what its policy does not keep, with all that belongs to it, and says by which rule', async () => {
    const [newest = '', kept = '', old = ''] = await storeBackups(store, ...daily(1.5, 20, 31))
    await storeDrill(store, old, 'failed', daysAgo(30))
    const [deploy = '', stale = ''] = await storeBackups(
      store,
      { startedAt: daysAgo(3), backupClass: 'pre-deploy' },
      { startedAt: daysAgo(8), backupClass: 'pre-deploy', roles: true },
    )
    const report = await runPrune(store)
    expect(keysOf(report.backups, 'removed').toSorted()).toEqual([old, stale].toSorted())
    expect(report.backups.map(({ disposition, key }) => [key, disposition.rule])).toEqual([
      [newest, 'newest proven of its series'],
      [deploy, 'pre-deploy backups are kept 7 days'],
      [stale, 'pre-deploy backups are kept 7 days, and it is older'],
      [kept, expect.stringContaining('young enough')],
      [old, 'daily backups are kept 30 days, and it is older'],
    ])
    expect((await filesIn(folder)).toSorted()).toEqual(
      [newest, kept, deploy].flatMap(key => [key, `${key}.manifest.json`, `${key}.sha256`]).toSorted(),
    )
    expect(report).toMatchObject({
      problems: [],
      archived: [],
      leftovers: [],
      foreignObjects: 0,
      dryRun: false,
    })
    expect(freedBytes(report)).toBeGreaterThan(1000)
    expect((await chooseBackup(NEWEST, { store, signal: SIGNAL })).key).toBe(newest)
  })

  it('changes nothing in a dry run, and says the same', async () => {
    await storeBackups(store, ...daily(1.5, 31, 40))
    const before = await filesIn(folder)
    const lines: string[] = []
    const planned = await runPrune(store, { dryRun: true }, { reporter: listeningReporter(lines) })
    expect(await filesIn(folder)).toEqual(before)
    expect(countOf(planned.backups, 'planned')).toBe(2)
    expect(lines.filter(line => line.startsWith('remove ')).length).toBe(2)
    const done = await runPrune(store)
    expect(keysOf(done.backups, 'removed')).toEqual(keysOf(planned.backups, 'planned'))
  })

  it('keeps the newest backup of a series, and the newest that a drill proved, however old they are', async () => {
    const keys = await storeBackups(store, ...daily(100, 200, 300, 400))
    await storeDrill(store, keys[2] ?? '', 'proven', daysAgo(250))
    await storeDrill(store, keys[3] ?? '', 'proven', daysAgo(350))
    const report = await runPrune(store)
    expect(keysOf(report.backups, 'kept')).toEqual([keys[0], keys[2]])
    expect(report.backups[2]?.disposition.rule).toBe('newest of its series that a drill proved')
  })

  it('keeps the newest that a drill proved whole, though one that it proved in part is newer', async () => {
    const keys = await storeBackups(store, ...daily(2, 50, 60, 70))
    await storeDrill(store, keys[1] ?? '', 'partly proven', daysAgo(49))
    await storeDrill(store, keys[2] ?? '', 'proven', daysAgo(59))
    await storeDrill(store, keys[2] ?? '', 'partly proven', daysAgo(58))
    const report = await runPrune(store)
    expect(keysOf(report.backups, 'kept')).toEqual(keys.slice(0, 3))
    expect(report.backups.map(({ disposition }) => disposition.rule).slice(1, 3)).toEqual([
      'newest of its series that a drill proved in part',
      'newest of its series that a drill proved',
    ])
  })

  it('keeps what a drill proved, though a check of the user failed in a later one', async () => {
    const keys = await storeBackups(store, ...daily(2, 50, 60))
    const tables = { equal: 3, different: 0, skipped: 0, notVerified: 0 }
    const askedInVain = {
      compared: { tables, rows: 3 },
      checks: [{ check: 'orders of today', outcome: 'failed' as const }],
      reasons: [{ code: 'drill-check-failed', message: '1 of 1 checks failed.' }],
    }
    await storeDrill(store, keys[1] ?? '', 'failed', daysAgo(1), askedInVain)
    await storeDrill(store, keys[2] ?? '', 'proven', daysAgo(55))
    await storeDrill(store, keys[2] ?? '', 'failed', daysAgo(54), askedInVain)
    expect(keysOf((await runPrune(store)).backups, 'kept')).toEqual([keys[0], keys[2]])
    const [next = ''] = await storeBackups(store, ...daily(65))
    await storeDrill(store, next, 'proven', daysAgo(64))
    const different = { ...askedInVain, differences: ['public.orders: 1 row'], differenceCount: 1 }
    await storeDrill(store, keys[2] ?? '', 'failed', daysAgo(53), different)
    expect(keysOf((await runPrune(store)).backups, 'kept')).toEqual([keys[0], next])
  })

  it('does not count as kept what a drill found not to restore, nor what is not of the size that it was', async () => {
    const keys = await storeBackups(store, ...daily(100, 200, 300))
    await storeDrill(store, keys[0] ?? '', 'failed', daysAgo(99))
    await write(keys[1] ?? '', 'cut')
    const report = await runPrune(store)
    const rules = report.backups.map(({ disposition }) => [disposition.kind, disposition.rule])
    expect(rules[2]).toEqual(['kept', 'newest proven of its series'])
    expect(rules[1]).toEqual(['kept', 'not complete, so it is no backup'])
  })

  it('keeps what the store got days after the time of its name: the clock may have been behind', async () => {
    const keys = await storeBackups(store, ...daily(2, 40, 50, 50.5, 60))
    const stored = async (index: number, days: number): Promise<void> => {
      for (const suffix of ['', '.sha256', '.manifest.json'])
        await utimes(join(folder, `${keys[index]}${suffix}`), daysAgo(days), daysAgo(days))
    }
    for (const [index, days] of [2, 1, 47.5, 31, 60].entries()) await stored(index, days)
    // Drilled yesterday, which makes no backup of yesterday of it.
    await storeDrill(store, keys[2] ?? '', 'partly proven', daysAgo(1))
    await storeDrill(store, keys[4] ?? '', 'failed', daysAgo(1))
    const report = await runPrune(store, {}, {}, 'as it says')
    expect(report.backups.map(({ disposition }) => [disposition.kind, disposition.rule])).toEqual([
      ['kept', 'newest proven of its series'],
      [
        'kept',
        'stored days after the time of its name, by a clock that was behind or as a copy, and kept 30 days from then',
      ],
      ['kept', 'newest of its series that a drill proved in part'],
      ['removed', 'daily backups are kept 30 days, and it is older'],
      ['removed', 'daily backups are kept 30 days, and it is older'],
    ])
  })

  it('counts ages from when a bucket was copied, and goes on with what was made since', async () => {
    const keys = await storeBackups(
      store,
      ...[2, 100, 101].map(days => ({ startedAt: daysAgo(days), backupClass: 'weekly' as const })),
      { startedAt: daysAgo(31) },
      { startedAt: daysAgo(99) },
    )
    for (const [index, days] of [2, 40, 40, 31, 40].entries())
      for (const suffix of ['', '.sha256', '.manifest.json'])
        await utimes(join(folder, `${keys[index]}${suffix}`), daysAgo(days), daysAgo(days))
    const report = await runPrune(store, {}, {}, 'as it says')
    expect(keysOf(report.backups, 'removed')).toEqual([keys[3], keys[4]])
    expect(report.backups.at(-1)?.disposition.rule).toBe('weekly backups are kept 90 days')
  })

  it('takes over the objects of the runbooks where a pattern names them, and else leaves them alone', async () => {
    const [own = ''] = await storeBackups(store, { startedAt: daysAgo(2), series: 'orchard' })
    const stamp = (days: number): string =>
      daysAgo(days).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
    const month = daysAgo(120).toISOString().slice(0, 7).replace('-', '/')
    const old = `${month}/orchard_backup_${stamp(120)}.dump`
    const deploy = `pre-deploy/orchard_backup_${stamp(91)}_pre-deploy.dump`
    const recent = `${month}/orchard_backup_${stamp(30)}.dump`
    const zipped = `harbour/harbour_backup_${stamp(200)}.dump.gz`
    for (const key of [old, deploy, recent, zipped, `${old}.sha256`, 'notes.txt']) await write(key, 'x')
    const without = await runPrune(store)
    expect(without).toMatchObject({ foreignObjects: 6, leftovers: [] })
    expect(countOf(without.backups, 'removed')).toBe(0)
    const report = await runPrune(store, {
      policy: policyOf("legacy-pattern: '*_YYYYMMDD_HHMMSS*'\nlegacy: 90d"),
    })
    expect(keysOf(report.backups, 'removed').toSorted()).toEqual([old, deploy].toSorted())
    const left = await filesIn(folder)
    expect(left).toEqual(expect.arrayContaining([own, recent, zipped, 'notes.txt']))
    expect(left).not.toContain(`${old}.sha256`)
  })

  it('keeps the newest of each name, be it called as roles or records are, and not a dump', async () => {
    await storeBackups(store, ...daily(2))
    const stamp = (days: number): string =>
      daysAgo(days).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
    const of = (days: number): string[] => [
      `cluster_${stamp(days)}.globals.sql`,
      `shop_${stamp(days)}.globals.sql.gpg`,
      `exports/export_${stamp(days)}.users.json`,
    ]
    const orders = [150, 160].map(days => `exports/export_${stamp(days)}.orders.json`)
    for (const key of [...of(100), ...of(200), ...orders]) await write(key, 'x')
    const report = await runPrune(store, {
      policy: policyOf("legacy-pattern: '*_YYYYMMDD_HHMMSS*'\nlegacy: 90d"),
    })
    expect(countOf(report.backups, 'removed')).toBe(4)
    const left = await filesIn(folder)
    expect(left).toEqual(expect.arrayContaining([...of(100), orders[0]]))
    for (const key of [...of(200), orders[1]]) expect(left).not.toContain(key)
  })

  it('looks at one series only where one is named', async () => {
    await storeBackups(store, ...daily(1.5, 50), ...daily(1.5, 50).map(each => ({ ...each, series: 'crm' })))
    const report = await runPrune(store, { series: 'crm' })
    expect(report.backups.map(({ series }) => series)).toEqual(['crm', 'crm'])
    expect((await readCatalog(store, '', SIGNAL)).manifests).toHaveLength(3)
  })

  it('says that there is nothing of the series that it was to look at', async () => {
    await storeBackups(store, ...daily(1.5, 50))
    const { backups, notices } = await runPrune(store, { series: 'shp' })
    expect(backups).toEqual([])
    expect(notices).toEqual([expect.stringMatching(/^There is no backup of the series shp in /)])
    expect((await runPrune(store, { series: 'shop' })).notices).toEqual([])
    expect((await runPrune(folderStore(join(folder, 'empty')))).notices).toEqual([])
  })

  it('knows, looking at one series only, that the policy’s rules for another are of one that is there', async () => {
    const policy = policyOf('series:\n  shop1:\n    keep-last: 3')
    await storeBackups(store, ...daily(1.5, 50).map(each => ({ ...each, series: 'shop2' })))
    await expect(runPrune(store, { series: 'shop2', policy })).rejects.toMatchObject({
      code: 'policy-series-unknown',
    })
    await storeBackups(store, ...daily(1.5).map(each => ({ ...each, series: 'shop1' })))
    const { backups } = await runPrune(store, { series: 'shop2', policy })
    expect(countOf(backups, 'removed')).toBe(1)
  })

  it('looks at a series that is called archive without what others have archived', async () => {
    const [own = ''] = await storeBackups(store, ...daily(1.5).map(each => ({ ...each, series: 'archive' })))
    await storeBackups(store, ...daily(40))
    await runPrune(store, { archive: { storageClass: undefined } })
    const { backups } = await runPrune(store, { series: 'archive' })
    expect(backups.filter(({ backupClass }) => backupClass !== 'archived').map(({ key }) => key)).toEqual([
      own,
    ])
    expect(new Set(backups.map(({ series }) => series))).toEqual(new Set(['archive']))
    expect(new Set(backups.map(({ key }) => key)).size).toBe(backups.length)
  })

  it('leaves alone what others call a manifest', async () => {
    await storeBackups(store, ...daily(1.5, 50))
    await write('site/app.manifest.json', '{"name": "app"}')
    await write('site/app', 'x')
    const report = await runPrune(store)
    expect(report).toMatchObject({ foreignObjects: 2, problems: [] })
    expect(countOf(report.backups, 'removed')).toBe(1)
    expect(await filesIn(folder)).toEqual(expect.arrayContaining(['site/app', 'site/app.manifest.json']))
  })

  it('sweeps what no backup has, once it is a day old and is where only backups do', async () => {
    const [, old = ''] = await storeBackups(store, ...daily(1.5, 20, 21))
    const namedStore = dirname(old)
    const checksum = `${namedStore}/shop_backup_20260101_000000.dump.sha256`
    await write(checksum, 'x')
    await write(`${namedStore}/shop_backup_20260103_000000.dump.globals.sql`, 'x')
    await write('other/things.dump', 'x')
    const partial = `${namedStore}/shop_backup_20260102_000000.dump.0123456789ab.partial`
    await write(partial, 'half')
    await write(partial.replace('ab.', 'cd.'), 'half', daysAgo(0.5))
    const untouched = await runPrune(store, { sweep: false })
    expect(untouched).toMatchObject({ leftovers: [], foreignObjects: 1 })
    const planned = await runPrune(store, { dryRun: true })
    expect(planned.leftovers.map(({ disposition, kind }) => [kind, disposition.kind])).toEqual([
      ...[
        ['objects', 'planned'],
        ['objects', 'planned'],
      ],
      ['upload', 'planned'],
    ])
    const report = await runPrune(store)
    expect(countOf(report.leftovers, 'removed')).toBe(3)
    const left = await filesIn(folder)
    expect(left.filter(name => name.endsWith('.partial'))).toHaveLength(1)
    expect(left).toContain('other/things.dump')
    expect(left).not.toContain(checksum)
    expect(orphans(await readCatalog(store, 'shop/', SIGNAL), new Date())).toEqual([])
    expect((await runPrune(store)).leftovers).toEqual([])
  })

  it('leaves dumps without manifest alone in a folder, which cannot say whose they are, and says so', async () => {
    await storeBackups(store, ...daily(1.5))
    const dumps = ['2026/01/shop_backup_20260101_000000', '2026/02/shop_backup_20260201_000000'].map(
      name => `shop/${name}.dump`,
    )
    for (const dump of dumps) for (const key of [dump, `${dump}.sha256`]) await write(key, 'of the runbook')
    const report = await runPrune(store)
    expect(report.leftovers.map(({ disposition, key }) => [key, disposition])).toEqual(
      dumps.map(key => [key, { kind: 'kept', rule: 'a dump of somebody, and no legacy pattern names it' }]),
    )
    expect(await filesIn(folder)).toEqual(
      expect.arrayContaining(dumps.flatMap(key => [key, `${key}.sha256`])),
    )
  })

  it('sweeps, where the store can say, a dump of ours only where its series has something better', async () => {
    const [only = ''] = await storeBackups(store, ...daily(20))
    await rm(join(folder, `${only}.manifest.json`))
    await write(only, 'x')
    await write(`${only}.sha256`, 'x')
    const telling = (ours: boolean): ObjectStore => ({
      ...store,
      head: async (key, signal) => {
        const found = await store.head(key, signal)
        return found && { ...found, ours }
      },
    })
    const fateIn = async (each: ObjectStore): Promise<unknown> =>
      (await runPrune(each)).leftovers.map(({ disposition: { rule } }) => rule)
    expect(await fateIn(telling(false))).toEqual([
      'not uploaded by this action, and no legacy pattern names it',
    ])
    expect(await fateIn(telling(true))).toEqual([
      'its series has no proven backup, and no legacy pattern names it',
    ])
    expect(await readFile(join(folder, only), 'utf8')).toBe('x')
    await storeBackups(store, ...daily(2))
    expect(await fateIn(telling(true))).toEqual(['of no backup, and older than a day'])
    expect(await filesIn(folder)).not.toContain(only)
  })
})

describe('a prune in doubt removes nothing', () => {
  beforeEach(async () => {
    await storeBackups(store, ...daily(1.5, 50, 60))
  })
  const refused = async (code: string, ...run: Parameters<typeof runPrune>): Promise<string> => {
    const before = await filesIn(folder)
    const error: unknown = await runPrune(...run).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code })
    expect(await filesIn(folder)).toEqual(before)
    return error instanceof Error ? error.message : ''
  }

  it('of the time', async () => {
    await refused('prune-clock-wrong', store, {}, { now: () => daysAgo(-1) })
    await storeBackups(store, ...daily(-1))
    await refused('prune-backup-from-future', store)
  })

  it('of a manifest that a verdict depends on', async () => {
    const [, key = ''] = await storeBackups(store, ...daily(1.2, 45))
    const path = join(folder, `${key}.manifest.json`)
    await writeFile(path, (await readFile(path, 'utf8')).replace('"daily"', '"weekly"'))
    expect(await refused('prune-manifest-unreadable', store)).toContain(`${key}.manifest.json`)
  })

  it('of the newest manifest, which the others go for', async () => {
    const [key = ''] = await storeBackups(store, ...daily(1.1))
    await writeFile(join(folder, `${key}.manifest.json`), '{}')
    await refused('prune-manifest-unreadable', store)
  })

  it('of a manifest of ours whose name has no time', async () => {
    await write('shop/odd.dump.manifest.json', '{"schema": "pg-backup-manifest/1"}')
    await refused('prune-manifest-unreadable', store)
  })

  it('of the record of a drill', async () => {
    const [key = ''] = await storeBackups(store, ...daily(1.1))
    const record = await storeDrill(store, key, 'proven', daysAgo(1))
    await writeFile(join(folder, record), '{}')
    await refused('drill-record-unreadable', store)
  })

  it('of a listing that failed half-way', async () => {
    const failing = new Error('half-way')
    async function* list(prefix: string, signal: AbortSignal): ReturnType<ObjectStore['list']> {
      let left = 4
      for await (const object of store.list(prefix, signal)) {
        if (left-- === 0) throw failing
        yield object
      }
    }
    const before = await filesIn(folder)
    await expect(runPrune({ ...store, list })).rejects.toBe(failing)
    expect(await filesIn(folder)).toEqual(before)
  })

  it('of a policy that would take nearly all of a series, except a dry run, which says so', async () => {
    await storeBackups(store, ...daily(...Array.from({ length: 30 }, (_, index) => 70 + index)))
    expect(await refused('prune-too-many', store, { maxRemovals: 0.8 })).toContain(
      '32 of the 33 backups of shop',
    )
    const { notices } = await runPrune(store, { maxRemovals: 0.8, dryRun: true })
    expect(notices).toEqual([expect.stringContaining('32 of the 33')])
    expect(countOf((await runPrune(store)).backups, 'removed')).toBe(32)
  })

  it('of whose rules are meant', async () => {
    await refused('policy-series-unknown', store, { policy: policyOf('series:\n  shp:\n    keep-last: 3') })
  })
})
