import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renderPage } from '../../../src/report/page/page.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { runReport } from '../../support/run-report.ts'
import { runbookObjects } from '../../support/runbook-objects.ts'
import { daysAgo, SIGNAL, storeBackups } from '../../support/stored-backups.ts'

const DAY_MS = 86_400_000

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(key: string, text: string): Promise<void> {
  const path = join(folder, key)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  await utimes(path, daysAgo(100), daysAgo(100))
}

function within(days: number): Parameters<typeof runReport>[1] {
  return { maxAges: { others: days * DAY_MS, bySeries: new Map() } }
}

describe('a report', () => {
  it('takes a backup of one schema for no backup of the database, by what its manifest says', async () => {
    const store = folderStore(folder)
    const audit = { schemas: ['audit'] }
    await storeBackups(
      store,
      { startedAt: daysAgo(30) },
      ...[1, 2, 3].map(days => ({ startedAt: daysAgo(days), options: audit })),
    )
    const report = await runReport(store, within(2))
    expect(report.verdict).toBe('failure')
    expect(report.series[0]?.freshness.state).toBe('stale')
    expect(report.series[0]?.coverage).toMatchObject({
      since: daysAgo(30).toISOString().slice(0, 10),
      days: { restorable: 1, of: 30 },
    })
    expect(report.series[0]?.backups.map(({ what }) => what)).toEqual([
      ...Array(3).fill('full, schemas audit'),
      'full',
    ])
  })

  it('takes one that leaves out what was named for a backup of the database', async () => {
    const store = folderStore(folder)
    await storeBackups(store, { startedAt: daysAgo(1), options: { excludeTableData: ['public.logs'] } })
    expect((await runReport(store, within(2))).series[0]?.freshness.state).toBe('fresh')
  })

  it('leaves what others keep there aside, also what they call manifests', async () => {
    const store = folderStore(folder)
    await storeBackups(store, { startedAt: daysAgo(1) })
    await write('site/app', 'x')
    await write('site/app.manifest.json', '{"name": "app"}')
    await write('velero/b_20260101_000000.tar', 'x')
    await write('velero/b_20260101_000000.tar.manifest.json', '{"name": "b"}')
    await write('README.txt', 'x')
    await write('2025/11/wastewise_backup_20251120_030000.dump', 'x')
    const report = await runReport(store, within(3))
    expect(report).toMatchObject({ verdict: 'good', attention: [] })
    expect(report.series.map(({ series }) => series)).toEqual(['shop'])
  })

  it('records a manifest of ours that was altered, and of a dump without one', async () => {
    const store = folderStore(folder)
    const [key = ''] = await storeBackups(store, { startedAt: daysAgo(1) })
    await write(`${key}.manifest.json`, '{"schema": "pg-backup-manifest/1"')
    await write('shop/2026/01/shop_backup_20260101_030000.dump', 'x')
    const report = await runReport(store)
    expect(report.attention.map(({ about }) => about).sort()).toEqual(['freshness', 'manifest', 'orphans'])
  })

  it('warns where there is nothing at all, which may be a slip in the destination', async () => {
    const store = folderStore(folder)
    expect(await runReport(store)).toMatchObject({ verdict: 'attention' })
    await storeBackups(store, { startedAt: daysAgo(1) })
    const report = await runReport(store, { series: 'shp' })
    expect(report.attention.map(({ message }) => message)).toEqual(['The series shp has no backup.'])
  })

  it('counts dumps of before this action, by kind, and says that nothing has proven them', async () => {
    const store = folderStore(folder)
    for (const { key } of runbookObjects(new Date()))
      await store.put(key.replace('//', '/'), Buffer.from('a dump'), SIGNAL)
    const watched = { maxAges: { others: DAY_MS, bySeries: new Map<string, number>() } }
    const report = await runReport(store, watched)
    expect(report.legacy.kinds.map(({ count, kind }) => [kind, count])).toEqual([
      ['pre-deploy', 40],
      ['full', 65],
      ['schema', 12],
      ['data', 12],
      ['tables', 12],
    ])
    expect(report.attention).toEqual([
      {
        level: 'failure',
        about: 'freshness',
        message: expect.stringMatching(
          /^There is no backup with a manifest in .*, only 141 dumps of before this action, the newest of \d{4}-\d\d-\d\d, which nothing has proven\.$/,
        ),
      },
    ])
    await storeBackups(store, { startedAt: daysAgo(0.5), series: 'wastewise' })
    const after = await runReport(store, { ...watched, series: 'wastewise' })
    expect(after).toMatchObject({ verdict: 'good', legacy: { count: 136 }, totals: { backups: 1 } })
  })

  it.each([
    ['for every series', { others: 8 * DAY_MS, bySeries: new Map<string, number>() }, 'way back', 'good'],
    [
      'of that series itself',
      { others: undefined, bySeries: new Map([['staging', 8 * DAY_MS]]) },
      'stale',
      'failure',
    ],
  ] as const)(
    'a series of what restores kept of their targets is not watched by a max-age, but %s it is',
    async (_, maxAges, state, verdict) => {
      const store = folderStore(folder)
      const [key] = await storeBackups(store, {
        startedAt: daysAgo(400),
        series: 'staging',
        backupClass: 'pre-restore',
      })
      await storeBackups(store, ...[0.5, 1.5, 2.5].map(days => ({ startedAt: daysAgo(days) })))
      const report = await runReport(store, { maxAges })
      expect(report.verdict).toBe(verdict)
      const staging = report.series.find(({ series }) => series === 'staging')
      expect(staging?.freshness.state).toBe(state)
      const page = renderPage(report)
      expect(page.includes('There is no backup that can be restored')).toBe(state === 'stale')
      expect(page.includes(`from: ${key}`)).toBe(state === 'way back')
    },
  )
})
