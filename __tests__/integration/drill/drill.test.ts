import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupRequest } from '../../../src/backup/request.ts'
import { drillRecordSchema } from '../../../src/catalog/drill-record.ts'
import { type Manifest, serializeManifest } from '../../../src/catalog/manifest.ts'
import { withChecksum } from '../../../src/catalog/manifest-checksum.ts'
import { BackupError } from '../../../src/core/errors.ts'
import type { Reporter } from '../../../src/core/reporter.ts'
import { parseChecks } from '../../../src/drill/checks.ts'
import { createTablespaces } from '../../../src/drill/database/create-tablespaces.ts'
import type { Drill } from '../../../src/drill/drill.ts'
import type { DrillDeps } from '../../../src/drill/request.ts'
import { ageEncryption } from '../../../src/encryption/age.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import type { ProvidedServer } from '../../../src/postgres/server/server.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { connectionTo } from '../../support/ask-server.ts'
import { provideTestClient, silentReporter } from '../../support/client-for-tests.ts'
import { cutShort, randomBelow } from '../../support/damage.ts'
import { filesIn } from '../../support/files-in.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { findBinaries } from '../../support/postgres-binaries.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { type DrillRun, runDrill, serverIn } from '../../support/run-drill.ts'
import { loadSample } from '../../support/sample-database.ts'
import { createDatabase } from '../../support/sql-folder.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drill-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

let taken = 0
/** Drills the backups of a folder, and looks that nothing is left of it in any outcome. */
async function drillOf(path: string, run: Omit<DrillRun, 'store' | 'scratch'>): Promise<Drill> {
  const scratch = await mkdtemp(join(folder, `scratch-${++taken}-`))
  const journal = openLedger()
  try {
    // The servers that are given here are reached as their superuser.
    const request = { trusted: run.serverUrl !== undefined, ...run.request }
    const parts = { journal, ...run.parts }
    return await runDrill({ store: folderStore(path), scratch, ...run, request, parts })
  } finally {
    expect(await readdir(scratch)).toEqual([])
    expect([...journal.open]).toEqual([])
  }
}

async function recordsIn(path: string): Promise<string[]> {
  return (await filesIn(path)).filter(name => name.includes('.drill-'))
}

describe.each(availableMajors().filter(major => [15, 17, 18, 19].includes(major)))('PostgreSQL %i', major => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
    await loadSample(server, 'shop', { scale: 0.1 })
    await loadNasty(server, 'nasty', { bigValueBytes: 1_000_000 })
  })
  afterAll(() => server?.stop())

  it.for([
    { database: 'shop', format: 'custom' },
    { database: 'nasty', format: 'custom' },
    { database: 'shop', format: 'plain' },
  ] as const)(
    '$database, format $format: it restores, and everything is equal',
    async ({ database, format }) => {
      const path = join(folder, `${database}-${format}-${major}`)
      const { manifest } = await runBackup({
        url: server.url(database),
        client,
        store: folderStore(path),
        request: { format, noOwner: false, noAcl: false },
      })
      const { record, recordKey, reasons } = await drillOf(path, {
        client,
        // It has one of everything that only a superuser can make.
        request: { trusted: database === 'nasty' },
      })
      expect([record.skipped, record.notVerified, reasons]).toEqual([[], [], []])
      expect(record).toMatchObject({
        key: manifest.key,
        outcome: 'proven',
        passed: true,
        dumpSha256: manifest.dump.sha256,
        compared: {
          tables: { equal: manifest.contents.tables, different: 0, skipped: 0, notVerified: 0 },
          rows: manifest.contents.rows,
        },
        server: { kind: 'throwaway' },
        ...{ differences: [], skipped: [], notVerified: [], checks: [] },
      })
      expect(Object.keys(record.stages)).toEqual(['server', 'fetch', 'prepare', 'load', 'prove', 'check'])
      const { fetch = NaN, prepare = NaN, load = NaN } = record.stages
      expect(record.rto).toEqual({ ms: fetch + prepare + load })
      expect(await recordsIn(path)).toEqual([recordKey])
      const stored: unknown = JSON.parse(await readFile(join(path, recordKey ?? ''), 'utf8'))
      expect(drillRecordSchema.parse(stored)).toEqual(record)
    },
  )
})

describe('a drill', () => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(17)
    server = await startPostgres({ major: 17 })
    await createDatabase(server, 'shop')
    await server.sql(
      'shop',
      `CREATE EXTENSION IF NOT EXISTS pgcrypto;
       CREATE ROLE clerk;
       CREATE TABLE orders (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);
       INSERT INTO orders (note) SELECT md5(id::text) FROM generate_series(1, 60) AS id;
       ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
       CREATE POLICY seen ON orders TO clerk USING (id > 0)`,
    )
  })
  afterAll(() => server?.stop())

  async function stored(
    request: Partial<BackupRequest> = {},
    parts: Parameters<typeof runBackup>[0]['parts'] = {},
  ): Promise<{ readonly path: string; readonly manifest: Manifest }> {
    const path = join(folder, `store-${++taken}`)
    const { manifest } = await runBackup({
      ...{ url: server.url('shop'), client, store: folderStore(path), request, parts },
    })
    return { path, manifest }
  }

  /** Puts another manifest in the place of the backup's, as somebody would who is about it. */
  async function lie(path: string, manifest: Manifest): Promise<void> {
    const { manifestSha256: _, ...rest } = manifest
    await writeFile(join(path, `${manifest.key}.manifest.json`), serializeManifest(withChecksum(rest)))
  }

  const checksOf = (text: string): NonNullable<DrillRun['request']> => {
    const checks = parseChecks(text)
    if (!checks.ok) throw new Error(checks.problem)
    return { checks: checks.value }
  }

  it('asks for a server as new as the one that was backed up, and for clients as new as their servers', async () => {
    const asked: unknown[] = []
    const provideClient = async (wanted: unknown): Promise<PostgresClient> => {
      asked.push(wanted)
      return client
    }
    const { path, manifest } = await stored({}, { provideClient })
    const { serverVersion } = manifest.source
    expect(serverVersion).toMatch(/^17\.\d+$/)
    const provideServer: DrillDeps['provideServer'] = async (wanted, extensions) => {
      asked.push(wanted)
      const { native } = await findBinaries(17)
      return serverIn(join(native, 'bin'), extensions, 17)
    }
    await drillOf(path, { client, parts: { provideClient, provideServer } })
    const wanted = { major: 17, least: serverVersion }
    expect(asked).toEqual([wanted, wanted, wanted])
  })

  it('says a wrong or missing key before anything else, and leaves no record', async () => {
    const recipient = await identityToRecipient(await generateIdentity())
    const { path } = await stored({}, { encryption: ageEncryption({ recipients: [recipient] }) })
    const provideClient = async (): Promise<PostgresClient> => {
      throw new Error('asked for a client with a wrong key')
    }
    const wrong = { identities: [await generateIdentity()] }
    await expect(drillOf(path, { client, keys: wrong, parts: { provideClient } })).rejects.toMatchObject({
      code: 'encryption-key-mismatch',
    })
    await expect(drillOf(path, { client, parts: { provideClient } })).rejects.toMatchObject({
      code: 'decryption-key-missing',
    })
    expect(await recordsIn(path)).toEqual([])
  })

  it('opens a sealed backup with its key, and leaves a record each time, even within a second', async () => {
    const identity = await generateIdentity()
    const recipients = [await identityToRecipient(identity)]
    const { path } = await stored({}, { encryption: ageEncryption({ recipients }) })
    const now = new Date()
    const run = { client, keys: { identities: [identity] }, parts: { now: () => now } }
    const first = await drillOf(path, run)
    const second = await drillOf(path, run)
    expect(first.record.outcome).toBe('proven')
    expect(second.recordKey).not.toBe(first.recordKey)
    expect(await recordsIn(path)).toHaveLength(2)
    const none = await drillOf(path, { ...run, request: { record: false } })
    expect(none.recordKey).toBeUndefined()
    expect(await recordsIn(path)).toHaveLength(2)
  })

  it('fails with every reason at once: a difference, failed checks and both budgets', async () => {
    const { path, manifest } = await stored()
    const { fingerprint, startedAt } = manifest
    const tables = fingerprint.tables.map(table => ({ ...table, rows: table.rows + 1 }))
    await lie(path, { ...manifest, fingerprint: { ...fingerprint, tables } })
    const { reasons, record } = await drillOf(path, {
      client,
      request: {
        budgets: { rtoMs: 1, ageMs: 60_000 },
        ...checksOf(`
          -- there are orders
          SELECT count(*) = 60 FROM orders;
          -- nobody ordered nothing
          SELECT id FROM orders WHERE id < 3`),
      },
      parts: { now: () => new Date(Date.parse(startedAt) + 120_000) },
    })
    expect(reasons.map(({ code }) => code)).toEqual([
      ...['drill-different', 'drill-check-failed', 'drill-too-slow', 'drill-too-old'],
    ])
    expect(reasons[0]?.message).toContain('public.orders has 60 rows, expected 61')
    expect(reasons[1]?.message).toContain('1 of 2 checks failed')
    expect(reasons[1]?.message).toContain('nobody ordered nothing')
    expect(reasons[3]?.message).toContain('was 2 min 00 s old, older than max-age allows: 1 min 00 s')
    expect(record).toMatchObject({
      outcome: 'failed',
      passed: false,
      compared: { tables: { equal: 0, different: 1 } },
      differenceCount: 1,
      rto: { budgetMs: 1, within: false },
      rpo: { ms: 120_000, budgetMs: 60_000, within: false },
      checks: [{ outcome: 'passed' }, { outcome: 'failed' }],
    })
    expect(await recordsIn(path)).toHaveLength(1)
  })

  it('calls a backup proven that was only too slow, and fails all the same', async () => {
    const { path } = await stored()
    const { reasons, record } = await drillOf(path, {
      client,
      request: { budgets: { rtoMs: 1, ageMs: 86_400_000 } },
    })
    expect(reasons.map(({ code }) => code)).toEqual(['drill-too-slow'])
    expect(record).toMatchObject({ outcome: 'proven', passed: false, rpo: { within: true } })
  })

  it('records a backup that is not what was stored as failed', async () => {
    const { path, manifest } = await stored()
    await cutShort(join(path, manifest.key), randomBelow(7))
    const { reasons, record, recordKey } = await drillOf(path, { client })
    expect(reasons.map(({ code }) => code)).toEqual(['backup-altered'])
    expect(record).toMatchObject({ outcome: 'failed', rto: {}, differences: [] })
    expect(record.compared).toBeUndefined()
    expect(await recordsIn(path)).toEqual([recordKey])
  })

  it('says what is broken in the source too, and does not blame the backup for it', async () => {
    await server.sql('shop', `INSERT INTO orders VALUES (1000, 'by hand')`)
    const { path } = await stored()
    await server.sql('shop', 'DELETE FROM orders WHERE id = 1000')
    const warnings: string[] = []
    const { reasons, record } = await drillOf(path, {
      client,
      parts: {
        reporter: {
          debug() {},
          info() {},
          notice() {},
          warning: line => warnings.push(line),
          group: (_title, body) => body(),
        },
      },
    })
    expect(reasons).toEqual([])
    expect(record.outcome).toBe('proven')
    expect(record.broken).toEqual([expect.stringContaining('orders_id_seq is behind')])
    expect(warnings).toEqual([expect.stringContaining('In the source database as well: sequence')])
  })

  it('refuses a backup of rows only, and leaves no record', async () => {
    const { path } = await stored({ mode: 'data' })
    await expect(drillOf(path, { client })).rejects.toMatchObject({ code: 'drill-rows-only' })
    expect(await recordsIn(path)).toEqual([])
  })

  it('drills definitions alone, but the newest whole backup where there is one', async () => {
    const { path } = await stored({ mode: 'schema' })
    const { record } = await drillOf(path, { client })
    expect(record).toMatchObject({ outcome: 'proven', differences: [] })
    const yesterday = Date.now() - 86_400_000
    const whole = await runBackup({
      ...{ url: server.url('shop'), client, store: folderStore(path) },
      parts: { now: () => new Date(yesterday) },
    })
    expect((await drillOf(path, { client })).findings.manifest.key).toBe(whole.manifest.key)
  })

  it('proves a backup that was made without the rows of a table', async () => {
    const nothing = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [] }
    const { path } = await stored({
      selection: { ...nothing, excludeTableData: ['orders'] },
      minimums: { bytes: 1, tables: 0, expectTables: [] },
    })
    const { record } = await drillOf(path, { client })
    expect(record).toMatchObject({ outcome: 'proven', differences: [] })
  })

  it('drills the one that holds everything, where a newer one was made without rows, and says so', async () => {
    const { manifest, path } = await stored()
    const nothing = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [] }
    const rowless = await runBackup({
      ...{ url: server.url('shop'), client, store: folderStore(path) },
      request: {
        selection: { ...nothing, excludeTableData: ['*.*'] },
        minimums: { bytes: 1, tables: 0, expectTables: [] },
      },
    })
    const warnings: string[] = []
    const reporter: Reporter = { ...silentReporter, warning: line => void warnings.push(line) }
    const { record } = await drillOf(path, { client, parts: { reporter } })
    expect(record).toMatchObject({ key: manifest.key, outcome: 'proven', compared: { rows: 60 } })
    expect(warnings.join()).toContain(`the newer ${rowless.manifest.key} holds less`)
  })

  describe('of a backup whose extension the server lacks', () => {
    let path: string
    const provideServer: DrillDeps['provideServer'] = (_major, extensions) =>
      serverWithout('citext', join(folder, 'poor'), extensions)
    beforeAll(async () => {
      await createDatabase(server, 'extended')
      await server.sql(
        'extended',
        `CREATE EXTENSION citext;
         CREATE TABLE plain (id int PRIMARY KEY); INSERT INTO plain VALUES (1), (2);
         CREATE TABLE fancy (id int PRIMARY KEY, name citext UNIQUE); INSERT INTO fancy VALUES (1, 'A')`,
      )
      path = join(folder, 'extended')
      await runBackup({ url: server.url('extended'), client, store: folderStore(path) })
    })

    it('fails with its name before anything is downloaded, and leaves no record', async () => {
      await rm(join(folder, 'poor'), { recursive: true, force: true })
      const store = folderStore(path)
      const get: typeof store.get = (key, signal) => {
        if (key.endsWith('.dump')) throw new Error('downloaded for nothing')
        return store.get(key, signal)
      }
      const scratch = await mkdtemp(join(folder, 'scratch-'))
      const run = { store: { ...store, get }, client, scratch, parts: { provideServer } }
      await expect(runDrill(run)).rejects.toMatchObject({
        code: 'drill-extensions-missing',
        message: expect.stringContaining('citext (no package is known that has it)'),
      })
      expect(await recordsIn(path)).toEqual([])
    })

    it('leaves out what needs it where that is allowed, and calls it partly proven', async () => {
      const { reasons, record, findings } = await drillOf(path, {
        client,
        request: { missingExtensions: 'skip' },
        parts: { provideServer },
      })
      expect(reasons).toEqual([])
      expect(record).toMatchObject({
        outcome: 'partly proven',
        compared: { tables: { equal: 1, skipped: 1 }, rows: 2 },
      })
      expect(record.skipped.join()).toContain('citext')
      expect(findings.extensions).toMatchObject([{ name: 'citext', outcome: 'skipped' }])
    })
  })

  it('proves some tables of a schema that is none of the backup, and the sequence of one without rows', async () => {
    await createDatabase(server, 'parts')
    await server.sql(
      'parts',
      `CREATE SCHEMA app; CREATE TABLE app.t (id serial PRIMARY KEY); INSERT INTO app.t DEFAULT VALUES;
       CREATE TABLE app.logs (id bigserial PRIMARY KEY); INSERT INTO app.logs DEFAULT VALUES`,
    )
    const nothing = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }
    for (const [format, selection] of [
      ['custom', { ...nothing, tables: ['app.t'] }],
      ['plain', { ...nothing, tables: ['app.t'] }],
      ['custom', { ...nothing, excludeTableData: ['app.logs'] }],
    ] as const) {
      const path = join(folder, `store-${++taken}`)
      const store = folderStore(path)
      await runBackup({ url: server.url('parts'), client, store, request: { format, selection } })
      const { record } = await drillOf(path, { client })
      expect([record.outcome, record.differences, record.notVerified]).toEqual(['proven', [], []])
    }
  })

  it('has the tablespaces of the source on its own server', async () => {
    await createTablespaces(connectionTo(`${server.url('postgres')}?sslmode=disable`), ['Fast disk'], {
      signal: AbortSignal.timeout(60_000),
    })
    await createDatabase(server, 'spaced')
    await server.sql('spaced', `CREATE TABLE a (id int) TABLESPACE "Fast disk"; INSERT INTO a VALUES (1)`)
    await server.sql('spaced', `CREATE INDEX ON a (id) TABLESPACE "Fast disk"`)
    const path = join(folder, `store-${++taken}`)
    await runBackup({ url: server.url('spaced'), client, store: folderStore(path) })
    const { record } = await drillOf(path, { client })
    expect([record.outcome, record.differences, record.notVerified]).toEqual(['proven', [], []])
  })

  it('refuses a backup of TimescaleDB before anything is downloaded', async () => {
    const { manifest, path } = await stored()
    const extensions = [...manifest.contents.extensions, { name: 'timescaledb', version: '2.17.0' }]
    const entries = { ...manifest.contents.entries, EXTENSION: 2 }
    await lie(path, { ...manifest, contents: { ...manifest.contents, extensions, entries } })
    await rm(join(path, manifest.key))
    await expect(drillOf(path, { client })).rejects.toMatchObject({ code: 'drill-extension-unsupported' })
  })

  it('refuses what the disk has no room for before anything is downloaded', async () => {
    const { manifest, path } = await stored()
    await lie(path, { ...manifest, dump: { ...manifest.dump, bytes: 2 ** 50 } })
    await rm(join(path, manifest.key))
    await expect(drillOf(path, { client })).rejects.toMatchObject({
      kind: 'environment',
      code: 'drill-disk-too-small',
    })
  })

  it('says an extension of another version than the source had', async () => {
    await createDatabase(server, 'older')
    await server.sql('older', `CREATE EXTENSION pg_trgm VERSION '1.3'`)
    await server.sql('older', 'CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1)')
    const path = join(folder, `store-${++taken}`)
    await runBackup({ url: server.url('older'), client, store: folderStore(path) })
    const { record } = await drillOf(path, { client })
    const restored = expect.stringMatching(/^1\.[4-9]/)
    expect(record.extensions).toEqual([{ name: 'pg_trgm', version: '1.3', restored, outcome: 'created' }])
    expect(record.outcome).toBe('partly proven')
    expect(record.notVerified).toEqual([expect.stringContaining('pg_trgm')])
  })

  it('records a backup that its own functions do not let in as failed, and quotes no row', async () => {
    await createDatabase(server, 'raises')
    await server.sql(
      'raises',
      `CREATE TABLE w (i int); CREATE FUNCTION ok(card text) RETURNS bool LANGUAGE plpgsql AS $$
         BEGIN IF NOT EXISTS (SELECT FROM public.w) THEN RAISE 'card % is not known', card; END IF; RETURN true; END $$;
       INSERT INTO w VALUES (1); CREATE TABLE a (card text CHECK (ok(card))); INSERT INTO a VALUES ('4111 1111')`,
    )
    const path = join(folder, `store-${++taken}`)
    await runBackup({ url: server.url('raises'), client, store: folderStore(path) })
    const { recordKey, reasons, record } = await drillOf(path, { client, request: { jobs: 1 } })
    expect([record.outcome, recordKey]).toEqual(['failed', (await recordsIn(path))[0]])
    expect(reasons).toMatchObject([{ kind: 'integrity', code: 'drill-not-loaded' }])
    expect(JSON.stringify([reasons, record])).not.toContain('4111')
  })

  describe('of a database that sorts by a locale', () => {
    beforeAll(async () => {
      await server.sql(
        'postgres',
        `CREATE DATABASE sorted TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'`,
      )
      await server.sql(
        'sorted',
        `CREATE TABLE c (lo text, hi text, CHECK (lo <= hi)); INSERT INTO c VALUES ('apple', 'Banana');
         CREATE TABLE p (k text) PARTITION BY RANGE (k); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('a') TO ('N');
         INSERT INTO p VALUES ('B'); CREATE TYPE words AS RANGE (subtype = text);
         CREATE TABLE r (w words); INSERT INTO r VALUES ('[apple,Banana)')`,
      )
    })

    async function sorted(): Promise<{ readonly path: string; readonly manifest: Manifest }> {
      const path = join(folder, `store-${++taken}`)
      const run = { url: server.url('sorted'), client, store: folderStore(path) }
      return { path, manifest: (await runBackup(run)).manifest }
    }

    it('has the same order', async () => {
      const { manifest, path } = await sorted()
      expect(manifest.source.locale).toMatchObject({ provider: 'icu', name: 'en-US' })
      const { record } = await drillOf(path, { client })
      expect([record.outcome, record.notVerified]).toEqual(['proven', []])
    })

    it('does not blame the backup where that order cannot be had', async () => {
      const { manifest, path } = await sorted()
      const locale = { provider: 'libc', collate: 'xx_XX.UTF-8', ctype: 'xx_XX.UTF-8' } as const
      await lie(path, { ...manifest, source: { ...manifest.source, locale } })
      await expect(drillOf(path, { client })).rejects.toMatchObject({
        kind: 'environment',
        code: 'drill-locale-missing',
        message: expect.stringContaining('xx_XX.UTF-8 of libc'),
      })
      expect(await recordsIn(path)).toEqual([])
    })

    it('says what it could not prove where that order made no difference', async () => {
      const { manifest, path } = await stored()
      const locale = { provider: 'libc', collate: 'xx_XX', ctype: 'C' } as const
      await lie(path, { ...manifest, source: { ...manifest.source, locale } })
      const { record } = await drillOf(path, { client })
      expect(record).toMatchObject({ outcome: 'partly proven', passed: true })
      expect(record.notVerified).toEqual([expect.stringContaining('the order of text')])
    })
  })

  describe('on a given server', () => {
    let given: PostgresServer
    beforeAll(async () => {
      given = await startPostgres({ major: 17 })
      await given.sql('postgres', `CREATE ROLE clerk; CREATE ROLE guest LOGIN PASSWORD 'guest'`)
    })
    afterAll(() => given?.stop())
    const databases = async (): Promise<unknown[]> =>
      given.sql('postgres', 'SELECT datname FROM pg_database ORDER BY 1')

    it('restores into a scratch database, and drops it', async () => {
      const { path } = await stored()
      const before = await databases()
      const { reasons, record } = await drillOf(path, { client, serverUrl: given.url('postgres') })
      expect(reasons).toEqual([])
      expect(record).toMatchObject({ outcome: 'proven', server: { kind: 'given' } })
      expect(await databases()).toEqual(before)
    })

    it('drops it where a check fails, and where it is cancelled while it loads', async () => {
      const { path } = await stored()
      const before = await databases()
      const serverUrl = given.url('postgres')
      const failed = await drillOf(path, { client, serverUrl, request: checksOf('SELECT false') })
      expect(failed.reasons.map(({ code }) => code)).toEqual(['drill-check-failed'])
      expect(await databases()).toEqual(before)

      const controller = new AbortController()
      const reason = new BackupError({
        kind: 'cancelled',
        code: 'cancelled',
        message: 'Stop.',
        hint: 'Again.',
      })
      const parts = {
        signal: controller.signal,
        reporter: abortingAt('Load', () => controller.abort(reason)),
      }
      await expect(drillOf(path, { client, serverUrl, parts })).rejects.toBe(reason)
      expect(await databases()).toEqual(before)
    })

    it('drops it where a subscription came with the backup', async () => {
      await createDatabase(server, 'subscriber')
      await server.sql(
        'subscriber',
        `CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1);
         CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION p
           WITH (connect = false, slot_name = NONE, enabled = false)`,
      )
      const path = join(folder, `store-${++taken}`)
      await runBackup({ url: server.url('subscriber'), client, store: folderStore(path) })
      await server.sql('subscriber', 'DROP SUBSCRIPTION s')
      const before = await databases()
      const { reasons } = await drillOf(path, { client, serverUrl: given.url('postgres') })
      expect(reasons).toEqual([])
      expect(await databases()).toEqual(before)
    })

    it.for([
      ['writes', 'INSERT INTO public.logins VALUES (session_user)'],
      ['refuses', `IF current_database() <> 'logs_in' THEN RAISE 'only into production'; END IF`],
    ])('proves and drops it, where a trigger of the backup %s at each login', async ([, body]) => {
      const name = 'logs_in'
      await createDatabase(server, name)
      await server.sql(
        name,
        `CREATE TABLE logins (who text); INSERT INTO logins VALUES ('a row of production');
         CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION p
           WITH (connect = false, slot_name = NONE, enabled = false);
         CREATE FUNCTION at_login() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; END $$;
         CREATE EVENT TRIGGER logins ON login EXECUTE FUNCTION at_login()`,
      )
      const path = join(folder, `store-${++taken}`)
      await runBackup({ url: server.url(name), client, store: folderStore(path) })
      await server.sql(name, 'DROP SUBSCRIPTION s')
      await server.sql('postgres', `DROP DATABASE ${name}`)
      const before = await databases()
      for (const serverUrl of [given.url('postgres'), undefined]) {
        const { reasons, record } = await drillOf(path, { client, ...(serverUrl && { serverUrl }) })
        expect([reasons, record.outcome]).toEqual([[], 'proven'])
      }
      expect(await databases()).toEqual(before)
    })

    it('fails where it cannot be dropped, says so, and keeps what was found out', async () => {
      const { path } = await stored()
      const journal = openLedger()
      const scratch = await mkdtemp(join(folder, 'left-'))
      const keep = async (): Promise<void> => {
        const [row] = await given.sql(
          'postgres',
          `UPDATE pg_database SET datistemplate = true WHERE datname LIKE 'pgbackup%' RETURNING datname`,
        )
        expect(row?.['datname']).toMatch(/^pgbackup_drill_/)
      }
      const reporter: Reporter = {
        ...silentReporter,
        group: async (title, body) => {
          if (title === 'Check') await keep()
          return body()
        },
      }
      const store = folderStore(path)
      const serverUrl = given.url('postgres')
      const { reasons, record, recordKey } = await runDrill({
        ...{ store, scratch, client, serverUrl, parts: { journal, reporter } },
        request: { trusted: true },
      })
      const [{ name } = { name: '' }] = [...journal.open].flatMap(left =>
        left.kind === 'scratch-database' ? [left] : [],
      )
      expect(reasons).toMatchObject([
        {
          code: 'drill-database-left',
          message: expect.stringContaining(name),
          hint: expect.stringContaining(name),
        },
      ])
      expect(record).toMatchObject({
        outcome: 'proven',
        passed: false,
        reasons: [{ code: 'drill-database-left' }],
      })
      expect(await recordsIn(path)).toEqual([recordKey])
      await given.sql('postgres', `UPDATE pg_database SET datistemplate = false WHERE datname = '${name}'`)
      await given.sql('postgres', `DROP DATABASE ${name}`)
    })

    it.for([
      "bytea_output = 'escape'",
      'quote_all_identifiers = on',
      'standard_conforming_strings = off',
      'default_transaction_read_only = on',
    ])('is the same where that has %s', async setting => {
      const name = `set_${++taken}`
      await createDatabase(server, name)
      await server.sql(
        name,
        `CREATE TABLE a (id int PRIMARY KEY CHECK (id > 0), b bytea, c text DEFAULT 'a\\b');
         INSERT INTO a VALUES (1, '\\x00ff41'); CREATE VIEW v AS SELECT * FROM a`,
      )
      const path = join(folder, `store-${taken}`)
      await runBackup({ url: server.url(name), client, store: folderStore(path) })
      const before = await databases()
      await given.sql('postgres', `ALTER ROLE postgres SET ${setting}`)
      try {
        const { record } = await drillOf(path, { client, serverUrl: given.url('postgres') })
        expect([record.differences, record.notVerified, record.outcome]).toEqual([[], [], 'proven'])
      } finally {
        await given.sql('postgres', 'BEGIN READ WRITE; ALTER ROLE postgres RESET ALL; COMMIT')
      }
      expect(await databases()).toEqual(before)
    })

    it('proves a backup of an older major there that has constraints which were never validated, and a sequence behind its column', async () => {
      await using newer = await startPostgres({ major: 18 })
      await createDatabase(server, 'unseen')
      await server.sql(
        'unseen',
        `CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1);
         ALTER TABLE a ADD CONSTRAINT unseen CHECK (id > 3) NOT VALID;
         CREATE TABLE b (id serial PRIMARY KEY); INSERT INTO b VALUES (7)`,
      )
      const path = join(folder, `store-${++taken}`)
      await runBackup({ url: server.url('unseen'), client, store: folderStore(path) })
      const run = { client: await provideTestClient(18), serverUrl: newer.url('postgres') }
      const { reasons, record } = await drillOf(path, run)
      expect([reasons, record.outcome]).toEqual([[], 'partly proven'])
      expect(record.broken).toEqual([expect.stringContaining('public.b_id_seq is behind')])
    })

    it('says that pg_cron cannot be in a scratch database', async () => {
      const { manifest, path } = await stored()
      const extensions = [...manifest.contents.extensions, { name: 'pg_cron', version: '1.6' }]
      const entries = { ...manifest.contents.entries, EXTENSION: 2 }
      await lie(path, { ...manifest, contents: { ...manifest.contents, extensions, entries } })
      await expect(drillOf(path, { client, serverUrl: given.url('postgres') })).rejects.toMatchObject({
        code: 'drill-extensions-missing',
        message: expect.stringContaining('pg_cron (it can be created in one database of that server only'),
      })
    })

    it('creates no role there: a backup whose policy names one is refused', async () => {
      await given.sql('postgres', 'DROP ROLE clerk')
      const { path } = await stored()
      const before = await databases()
      await expect(drillOf(path, { client, serverUrl: given.url('postgres') })).rejects.toMatchObject({
        kind: 'refusal',
        code: 'restore-role-missing',
      })
      expect(await databases()).toEqual(before)
      expect(await recordsIn(path)).toEqual([])
      await given.sql('postgres', 'CREATE ROLE clerk')
    })

    it('says what the role lacks that may not create a database', async () => {
      const { path } = await stored()
      const serverUrl = given.url('postgres').replace(/\/\/[^@]*@/, '//guest:guest@')
      await expect(drillOf(path, { client, serverUrl })).rejects.toMatchObject({
        code: 'drill-may-not-create',
      })
    })

    it('quotes the server where that creates no database', async () => {
      const { path } = await stored()
      await given.sql('postgres', 'ALTER DATABASE template0 RENAME TO template_away')
      try {
        await expect(drillOf(path, { client, serverUrl: given.url('postgres') })).rejects.toMatchObject({
          code: 'drill-database-not-created',
          message: expect.stringContaining('template0'),
        })
      } finally {
        await given.sql('postgres', 'ALTER DATABASE template_away RENAME TO template0')
      }
    })

    it('refuses one that is older than the backup, before the download', async () => {
      await using older = await startPostgres({ major: 15 })
      const { path } = await stored()
      await expect(drillOf(path, { client, serverUrl: older.url('postgres') })).rejects.toMatchObject({
        code: 'drill-server-older',
        message: expect.stringContaining('pg_dump 17'),
      })
    })
  })

  it('stops its own server where it is cancelled while it loads', async () => {
    const { path } = await stored()
    const controller = new AbortController()
    const reason = new BackupError({ kind: 'cancelled', code: 'cancelled', message: 'Stop.', hint: 'Again.' })
    const parts = { signal: controller.signal, reporter: abortingAt('Load', () => controller.abort(reason)) }
    await expect(drillOf(path, { client, parts })).rejects.toBe(reason)
    expect(await recordsIn(path)).toEqual([])
  })
})

/** A reporter for whom a stage's begin is the moment. */
function abortingAt(stage: string, abort: () => void): Reporter {
  return {
    ...silentReporter,
    group: (title, body) => {
      const running = body()
      if (title === stage) abort()
      return running
    },
  }
}

/** The embedded server in a copy that lacks an extension. */
async function serverWithout(
  extension: string,
  copy: string,
  wanted: readonly string[],
): Promise<ProvidedServer> {
  const { native } = await findBinaries(17)
  await chmod(folder, 0o755)
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  const controls = join(copy, 'share/postgresql/extension')
  for (const name of await readdir(controls))
    if (name.startsWith(`${extension}.`) || name.startsWith(`${extension}--`)) await rm(join(controls, name))
  return serverIn(join(copy, 'bin'), wanted, 17)
}
