import { cp, mkdtemp, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { BackupClass } from '../../src/backup/choices.ts'
import { type ReportData, reportSchema, serializeReport } from '../../src/backup/reporting/report-data.ts'
import type { PostgresClient } from '../../src/postgres/client/client.ts'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../support/client-for-tests.ts'
import { flipBit, randomBelow } from '../support/damage.ts'
import { filesIn } from '../support/files-in.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { runBackup } from '../support/run-backup.ts'
import { runDrill } from '../support/run-drill.ts'
import { runReport } from '../support/run-report.ts'
import { createDatabase } from '../support/sql-folder.ts'

const MAJOR = 17
const NOW = new Date('2026-11-23T08:00:00.000Z')
const HOUR = 3_600_000

let server: PostgresServer
let client: PostgresClient
let made: string
let folder: string
let keys: string[]

async function backUp(day: number, backupClass: BackupClass = 'daily', series = 'shop'): Promise<string> {
  const { manifest } = await runBackup({
    url: server.url('shop'),
    client,
    store: folderStore(made),
    request: { backupClass, series },
    parts: { now: () => new Date(Date.UTC(2026, 10, day, 3, 7)) },
  })
  return manifest.key
}

beforeAll(async () => {
  client = await provideTestClient(MAJOR, { exact: false })
  server = await startPostgres({ major: MAJOR })
  made = await mkdtemp(join(tmpdir(), 'report-made-'))
  await createDatabase(server, 'shop')
  await server.sql(
    'shop',
    `CREATE TABLE orders (id int PRIMARY KEY, note text);
     INSERT INTO orders SELECT id, md5(id::text) FROM generate_series(1, 600) AS id;
     CREATE TABLE customers (id int PRIMARY KEY);
     INSERT INTO customers SELECT generate_series(1, 60)`,
  )
  keys = [await backUp(18), await backUp(19), await backUp(20), await backUp(21, 'pre-deploy')]
  const scratch = await mkdtemp(join(tmpdir(), 'report-drill-'))
  await runDrill({
    store: folderStore(made),
    client,
    scratch,
    request: { wanted: { kind: 'key', key: keys[1] ?? '' } },
  })
  await rm(scratch, { recursive: true })
  await server.sql('shop', 'TRUNCATE customers')
  keys.push(await backUp(22), await backUp(10, 'weekly', 'billing'))
})
afterAll(async () => {
  await server?.stop()
  await rm(made, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'))
  await cp(made, folder, { recursive: true, preserveTimestamps: true })
  return () => rm(folder, { recursive: true })
})

function report(
  request: Parameters<typeof runReport>[1] = {},
  parts: Parameters<typeof runReport>[2] = {},
): Promise<ReportData> {
  return runReport(folderStore(folder), request, { now: () => NOW, ...parts })
}

it('tells of real backups what they hold, what was drilled, and what is unlike those before', async () => {
  const before = await filesIn(folder)
  const all = await report({ maxAges: { others: 9 * 24 * HOUR, bySeries: new Map([['shop', 30 * HOUR]]) } })
  expect(reportSchema.parse(JSON.parse(serializeReport(all)))).toEqual(all)
  expect(all.series.map(({ freshness, series }) => [series, freshness.state])).toEqual([
    ['billing', 'stale'],
    ['shop', 'fresh'],
  ])
  const shop = all.series.find(({ series }) => series === 'shop')
  expect(
    shop?.backups.map(({ at, class: name, rows, state, tables }) => [
      at.slice(8, 10),
      name,
      rows,
      state,
      tables,
    ]),
  ).toEqual([
    ['22', 'daily', 600, 'complete', 2],
    ['21', 'pre-deploy', 660, 'complete', 2],
    ['20', 'daily', 660, 'complete', 2],
    ['19', 'daily', 660, 'complete', 2],
    ['18', 'daily', 660, 'complete', 2],
  ])
  expect(shop?.drills).toMatchObject([{ key: keys[1], outcome: 'proven', passed: true }])
  expect(shop?.backups.find(({ key }) => key === keys[1])?.drill).toMatchObject({ outcome: 'proven' })
  const [newest] = shop?.anomalies ?? []
  expect(newest).toMatchObject({ key: keys[4], compared: 3, enough: true })
  expect(newest?.findings.map(({ text }) => text).join('\n')).toContain('customers')
  expect(shop?.backups[0]?.anomalies).toBeGreaterThan(0)
  expect(shop?.coverage.days.map(({ day }) => day.slice(8))).toEqual(['18', '19', '20', '21', '22'])
  expect(all.totals).toMatchObject({ series: 2, backups: 6, objects: before.length })
  expect(all.warnings).toEqual([])
  expect(await filesIn(folder)).toEqual(before)
})

it('reads one series alone, which is stale where it has no backup', async () => {
  const one = await report({ series: 'billing' })
  expect(one.series.map(({ series }) => series)).toEqual(['billing'])
  expect(one.totals.backups).toBe(1)
  const none = await report({ series: 'other', maxAges: { others: HOUR, bySeries: new Map() } })
  expect(none).toMatchObject({ verdict: 'failure', series: [{ series: 'other', backups: [] }] })
})

it('goes on where a manifest, a dump or a record is damaged, and says so of each', async () => {
  const path = (key: string | undefined): string => join(folder, key ?? '')
  const daysAgo = new Date(NOW.getTime() - 2 * 86_400_000)
  await flipBit(path(`${keys[4]}.manifest.json`), randomBelow(1))
  await unlink(path(keys[0]))
  await writeFile(path(keys[2]), 'short')
  const record = (await filesIn(folder)).find(name => name.includes('.drill-'))
  await writeFile(path(record), '{}')
  await writeFile(path('shop/2026/11/left.dump'), 'left over')
  await utimes(path('shop/2026/11/left.dump'), daysAgo, daysAgo)
  const all = await report({ maxAges: { others: undefined, bySeries: new Map([['shop', 30 * HOUR]]) } })
  const shop = all.series.find(({ series }) => series === 'shop')
  expect(shop?.backups.map(({ key, state }) => [keys.indexOf(key), state])).toEqual([
    [3, 'complete'],
    [2, 'altered'],
    [1, 'complete'],
    [0, 'missing'],
  ])
  expect(all.unreadable).toEqual([{ key: keys[4], message: expect.stringContaining('altered') }])
  expect(all.orphans).toMatchObject({ count: 1, keys: ['shop/2026/11/left.dump'], bytes: 9 })
  expect(all.warnings).toEqual([
    expect.stringMatching(/^What the last drill of .* is not known: .*cannot be used/),
  ])
  expect(shop?.drills).toEqual([])
  const about = all.attention.map(({ about: what }) => what)
  expect(about).toEqual(expect.arrayContaining(['backup', 'backup', 'manifest', 'orphans']))
  expect(all.attentionCount).toBe(about.length)
})

it('holds a series whose only manifest cannot be read for one without a backup', async () => {
  await flipBit(join(folder, `${keys[5]}.manifest.json`), randomBelow(2))
  const { series } = await report({ maxAges: { others: 9000 * HOUR, bySeries: new Map() } })
  expect(series.map(each => [each.series, each.freshness.state])).toEqual([
    ['billing', 'stale'],
    ['shop', 'fresh'],
  ])
})

it('reports nothing when it is cancelled', async () => {
  const controller = new AbortController()
  controller.abort(new Error('stopped'))
  await expect(report({}, { signal: controller.signal })).rejects.toThrow()
})
