import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import { runReport } from '../support/run-report.ts'
import { daysAgo, storeBackups } from '../support/stored-backups.ts'

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
    expect(report.series[0]?.coverage.days.map(({ day }) => day)).toEqual([
      daysAgo(30).toISOString().slice(0, 10),
    ])
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

  it('tells of a manifest of ours that was altered, and of a dump without one', async () => {
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
})
