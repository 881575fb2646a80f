import { appendFile, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BackupDeps, BackupRequest } from '../../../src/backup/request.ts'
import { type Reused, reuseBackup } from '../../../src/backup/reuse/reuse.ts'
import { drillRecordKey } from '../../../src/catalog/drill-record-key.ts'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { noEncryption } from '../../../src/encryption/none.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { resolveConnection } from '../../../src/postgres/connection/resolve.ts'
import { probeServer } from '../../../src/postgres/probe/probe.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { createDatabase } from '../../support/sql-folder.ts'
import { storeDrill } from '../../support/stored-backups.ts'

const MAJOR = 17
const HOUR_MS = 3_600_000
const SELECTED = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }

let server: PostgresServer
let client: PostgresClient
let folder = ''
let clock = new Date()

beforeAll(async () => {
  client = await provideTestClient(MAJOR, { exact: false })
  server = await startPostgres({ major: MAJOR })
  await createDatabase(server, 'shop')
  await server.sql('shop', 'CREATE TABLE orders AS SELECT id FROM generate_series(1, 100) AS id')
})
afterAll(() => server?.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reuse-'))
  clock = new Date('2026-11-20T12:00:00Z')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A backup that is begun now; some minutes pass afterwards. */
async function backUp(request: Partial<BackupRequest> = {}, minutes = 10): Promise<Manifest> {
  const { manifest } = await runBackup({
    ...{ url: server.url('shop'), client, store: folderStore(folder), request },
    parts: { now: () => clock },
  })
  clock = new Date(clock.getTime() + minutes * 60_000)
  return manifest
}

interface LastOutcome {
  readonly found: Reused | undefined
  readonly log: string
  readonly notices: readonly string[]
  readonly warnings: readonly string[]
}

async function reuse(
  database = 'shop',
  instead: Partial<BackupDeps> = {},
  request: Partial<BackupRequest> = {},
): Promise<LastOutcome> {
  const connection = resolveConnection({ databaseUrl: server.url(database), sslmode: 'disable', env: {} })
  if (!connection.ok) throw new Error('no connection')
  const [log, notices, warnings]: string[][] = [[], [], []]
  const found = await reuseBackup(
    {
      ...{ connection: connection.connection, series: 'shop', backupClass: 'pre-deploy', mode: 'full' },
      ...{ format: 'custom', compression: { kind: 'auto' }, noOwner: true, noAcl: true, globals: false },
      selection: { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
      ...{ lockTimeoutMs: undefined, clientMajor: 'auto' },
      minimums: { bytes: 1, tables: 1, expectTables: [] },
      failOn: [],
      run: { repository: undefined, commit: undefined, url: undefined },
      ...request,
    },
    HOUR_MS,
    {
      shelves: [{ name: 'destination', store: folderStore(folder) }],
      ...{ encryption: noEncryption(), journal: openLedger(), env: process.env, now: () => clock },
      reporter: {
        debug() {},
        info: line => void log?.push(line),
        notice: line => void notices?.push(line),
        warning: line => void warnings?.push(line),
        group: (_title, body) => body(),
      },
      probe: (to, signal) => probeServer(to, { signal }),
      provideClient: async () => client,
      controller: new AbortController(),
      ...instead,
    },
  )
  return { found, log: log?.join('\n') ?? '', notices: notices ?? [], warnings: warnings ?? [] }
}

async function keyOf(told: Promise<LastOutcome>): Promise<string | undefined> {
  return (await told).found?.backup.manifest.key
}

describe('before a backup is made', () => {
  it('the newest young one is accepted, regardless of its class, and why is reported', async () => {
    await backUp({ series: 'shop', backupClass: 'daily' })
    const newest = await backUp({ series: 'shop', backupClass: 'weekly' })
    const { found, notices, warnings } = await reuse()
    expect(found).toMatchObject({
      backup: { manifest: newest, manifestKey: `${newest.key}.manifest.json` },
      reuse: { ageMs: 600_000, withinMs: HOUR_MS, drilled: undefined },
    })
    expect(notices).toEqual([expect.stringContaining(`Nothing was dumped: ${newest.key} was begun`)])
    expect(warnings).toEqual([])
  })

  it('there is none, or none that is young enough: one is to be made', async () => {
    expect((await reuse()).found).toBeUndefined()
    await backUp({}, 61)
    expect((await reuse()).found).toBeUndefined()
  })

  it('the newest holds a selection, and one is accepted that holds everything', async () => {
    const whole = await backUp()
    await backUp({ selection: { ...SELECTED, tables: ['orders'] } })
    await backUp({ mode: 'schema' })
    const { found, log } = await reuse()
    expect(found?.backup.manifest.key).toBe(whole.key)
    expect(log).toContain('is of mode schema')
    expect(log).toContain('holds another selection')
  })

  it('one that a drill refuted is not accepted, until a later drill proves it', async () => {
    const { key } = await backUp()
    const store = folderStore(folder)
    await storeDrill(store, key, 'failed', clock)
    expect(await reuse()).toMatchObject({
      found: undefined,
      log: expect.stringContaining('was refuted by its last drill'),
    })
    await storeDrill(store, key, 'proven', new Date(clock.getTime() + 60_000))
    expect((await reuse()).found?.reuse.drilled).toBe('proven')
  })

  it('one whose drill record cannot be read is not accepted', async () => {
    const { key } = await backUp()
    await writeFile(join(folder, drillRecordKey(key, clock)), '{}')
    expect(await reuse()).toMatchObject({
      found: undefined,
      log: expect.stringContaining('cannot be judged'),
    })
  })

  it('one whose object is cut, longer or gone is not accepted', async () => {
    const { key } = await backUp()
    await appendFile(join(folder, key), 'x')
    expect((await reuse()).log).toMatch(/has \d+ bytes at .* in destination, and its manifest records \d+/)
    await unlink(join(folder, key))
    expect(await reuse()).toMatchObject({ found: undefined, log: expect.stringContaining('is missing') })
  })

  it('one whose manifest was altered is not accepted, and the one before it is', async () => {
    const before = await backUp()
    const { key } = await backUp()
    await appendFile(join(folder, `${key}.manifest.json`), 'x')
    expect(await keyOf(reuse())).toBe(before.key)
  })

  it('one without its manifest or checksum file is none', async () => {
    const { key } = await backUp()
    await unlink(join(folder, `${key}.sha256`))
    expect((await reuse()).log).toContain('has no checksum file')
    await unlink(join(folder, `${key}.manifest.json`))
    expect((await reuse()).found).toBeUndefined()
  })

  it('one of a database that was created again since is not accepted', async () => {
    await createDatabase(server, 'till')
    await server.sql('till', 'CREATE TABLE orders (id int)')
    await runBackup({
      ...{ url: server.url('till'), client, store: folderStore(folder), request: { series: 'shop' } },
      parts: { now: () => clock },
    })
    expect((await reuse('till')).found).toBeDefined()
    await server.sql('postgres', 'DROP DATABASE till')
    await createDatabase(server, 'till')
    expect(await reuse('till')).toMatchObject({
      found: undefined,
      log: expect.stringContaining('is of another database, or of one that was created again since'),
    })
  })

  describe('the database has changed since', () => {
    const CHANGES: readonly [string, string, RegExp][] = [
      [
        'a column is new',
        'ALTER TABLE item ADD note text',
        /has another schema .*TABLE public\.item changed/,
      ],
      ['a table is new', 'CREATE TABLE migrated (id int)', /another schema .*TABLE public\.migrated is new/],
      ['an index is gone', 'DROP INDEX item_sku', /another schema .*INDEX public\.item_sku is gone/],
      [
        'a function does something else',
        "CREATE OR REPLACE FUNCTION price() RETURNS int LANGUAGE sql AS 'SELECT 2'",
        /FUNCTION public\."price\(\)" changed/,
      ],
      [
        'a comment is new',
        "COMMENT ON TABLE item IS 'things'",
        /COMMENT public\.TABLE item is new|COMMENT .*is new/,
      ],
      ['an extension is new', 'CREATE EXTENSION pgcrypto', /EXTENSION pgcrypto is new/],
      [
        'a table was emptied',
        'TRUNCATE item',
        /may not hold the rows .*public\.item is empty, and had 1,000 rows/,
      ],
      [
        'rows were deleted',
        'DELETE FROM item WHERE id > 500',
        /public\.item has about 500 rows, and had 1,000 rows/,
      ],
      ['all rows were deleted', 'DELETE FROM item', /public\.item has rows that the server cannot estimate/],
      [
        'a table has grown',
        'INSERT INTO item (id) SELECT generate_series(2000, 30000)',
        /public\.item has about 29,001 rows/,
      ],
    ]

    it.each(CHANGES)('%s: one is made, and why is said', async (_, change, why) => {
      await createDatabase(server, 'stock')
      try {
        await server.sql(
          'stock',
          `CREATE TABLE item (id int, sku text); CREATE INDEX item_sku ON item (sku);
           CREATE FUNCTION price() RETURNS int LANGUAGE sql AS 'SELECT 1';
           CREATE MATERIALIZED VIEW dear AS SELECT * FROM item;
           SELECT lo_create(4711); COMMENT ON LARGE OBJECT 4711 IS 'a picture';
           INSERT INTO item SELECT g, 'sku ' || g FROM generate_series(1, 1000) AS g;
           REFRESH MATERIALIZED VIEW dear`,
        )
        const { manifest } = await runBackup({
          ...{ url: server.url('stock'), client, store: folderStore(folder), request: { series: 'shop' } },
          parts: { now: () => clock },
        })
        expect(await keyOf(reuse('stock'))).toBe(manifest.key)
        await server.sql('stock', change)
        const told = await reuse('stock')
        expect(told.found).toBeUndefined()
        expect(told.notices).toEqual([expect.stringMatching(why)])
      } finally {
        await server.sql('postgres', 'DROP DATABASE stock')
      }
    })

    it('by a few rows: it is accepted, and said that they are not in it', async () => {
      await backUp()
      await server.sql('shop', 'INSERT INTO orders SELECT generate_series(101, 105)')
      try {
        const { found, notices } = await reuse()
        expect(found).toBeDefined()
        expect(notices).toEqual([
          expect.stringMatching(
            /same schema and extensions now; rows written, changed or deleted since 2026-11-20T\S+ are not in it/,
          ),
        ])
      } finally {
        await server.sql('shop', 'DELETE FROM orders WHERE id > 100')
      }
    })

    it('in a way that cannot be seen: one of rows alone is not accepted', async () => {
      await backUp({ mode: 'data' })
      expect(await reuse('shop', {}, { mode: 'data' })).toMatchObject({
        found: undefined,
        log: expect.stringContaining('holds no definitions'),
      })
    })

    it.each<[string, Partial<BackupRequest>]>([
      ['plain SQL', { format: 'plain' }],
      ['the schema alone', { mode: 'schema' }],
      ['some tables', { selection: { ...SELECTED, tables: ['orders'] } }],
      ['all but some tables', { selection: { ...SELECTED, excludeTables: ['carts'] } }],
    ])('not at all: a backup of %s is accepted', async (_, request) => {
      const { key } = await backUp(request)
      expect(await keyOf(reuse('shop', {}, request))).toBe(key)
    })
  })

  it('one that is missing in the local copy is not accepted where a copy is asked for', async () => {
    await backUp()
    const empty = await mkdtemp(join(tmpdir(), 'reuse-copy-'))
    try {
      const told = await reuse('shop', {
        shelves: [
          { name: 'destination', store: folderStore(folder) },
          { name: 'local-copy', store: folderStore(empty) },
        ],
      })
      expect(told).toMatchObject({
        found: undefined,
        log: expect.stringContaining('is not whole in local-copy'),
      })
    } finally {
      await rm(empty, { recursive: true, force: true })
    }
  })

  it('one that is not locked is not accepted where a lock is asked for, nor one of which a part is not', async () => {
    const { key } = await backUp()
    const objectLock = { mode: 'COMPLIANCE', days: 30 } as const
    const store = folderStore(folder)
    const lockedBut = (free: string): ReturnType<typeof folderStore> => ({
      ...store,
      lockOf: async each => {
        if (each === free) return undefined
        const until = new Date(clock.getTime() + objectLock.days * 86_400_000)
        return { kind: 'locked', retention: { mode: 'COMPLIANCE', until }, legalHold: false, why: 'locked' }
      },
    })
    const asked = (free: string): Promise<LastOutcome> =>
      reuse('shop', { shelves: [{ name: 'destination', store: lockedBut(free), objectLock }] })
    for (const free of [key, `${key}.manifest.json`])
      expect(await asked(free)).toMatchObject({
        found: undefined,
        log: expect.stringContaining(`has ${free} in destination, which is not locked`),
      })
    expect(await keyOf(asked('none'))).toBe(key)
  })

  it('a store that cannot be read is reported, and no reason to stop', async () => {
    const denied = {
      ...folderStore(folder),
      list: () => {
        throw new Error('It may not be listed.')
      },
    }
    expect(await reuse('shop', { shelves: [{ name: 'destination', store: denied }] })).toMatchObject({
      found: undefined,
      warnings: [expect.stringMatching(/so one is made: It may not be listed\. Allow listing/)],
    })
  })
})
