import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evaluateBackup } from '../../../src/anomaly/evaluate-backup.ts'
import type { AnomalyPolicy, Evaluation } from '../../../src/anomaly/evaluation.ts'
import type { Finding } from '../../../src/anomaly/finding.ts'
import { MOST_READ, readHistory } from '../../../src/anomaly/read-history.ts'
import { DEFAULT_THRESHOLDS } from '../../../src/anomaly/thresholds.ts'
import type { BackupRequest } from '../../../src/backup/request.ts'
import { type Manifest, serializeManifest } from '../../../src/catalog/manifest.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { createDatabase } from '../../support/sql-folder.ts'
import { manifestOf } from '../../unit/backup/report-example.ts'

const MAJOR = 17
const NORMAL: AnomalyPolicy = {
  thresholds: { window: 4, percent: 20 },
  onAnomaly: 'warn',
  onDrift: 'notice',
}

let server: PostgresServer
let client: PostgresClient
let folder = ''
let day = 0

beforeAll(async () => {
  client = await provideTestClient(MAJOR, { exact: false })
  server = await startPostgres({ major: MAJOR })
  await createDatabase(server, 'shop')
})
afterAll(() => server?.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomaly-'))
  day = 0
  await server.sql(
    'shop',
    `DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP EXTENSION IF EXISTS citext;
     CREATE TABLE orders (id int PRIMARY KEY, note text);
     INSERT INTO orders SELECT id, repeat('x', 500) FROM generate_series(1, 2000) AS id;
     CREATE TABLE customers AS SELECT id FROM generate_series(1, 5) AS id`,
  )
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A backup of each following day, uncompressed: its size is that of the rows. */
async function backUp(request: Partial<BackupRequest> = {}): Promise<Manifest> {
  day += 1
  const now = new Date(Date.UTC(2026, 10, day, 3))
  const { manifest } = await runBackup({
    url: server.url('shop'),
    client,
    store: folderStore(folder),
    request: { compression: { kind: 'pg_dump', spec: 'none' }, backupClass: 'daily', ...request },
    parts: { now: () => now },
  })
  return manifest
}

interface LastOutcome {
  readonly evaluation: Evaluation
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
  readonly log: readonly string[]
}

async function evaluate(
  manifest: Manifest,
  {
    policy = NORMAL,
    store = folderStore(folder),
  }: { policy?: AnomalyPolicy; store?: Pick<ObjectStore, 'get' | 'list'> } = {},
): Promise<LastOutcome> {
  const warnings: string[] = []
  const notices: string[] = []
  const log: string[] = []
  const evaluation = await evaluateBackup(manifest, policy, {
    store,
    signal: new AbortController().signal,
    reporter: {
      debug() {},
      info: line => void log.push(line),
      notice: line => void notices.push(line),
      warning: line => void warnings.push(line),
      group: (_title, body) => body(),
    },
  })
  return { evaluation, warnings, notices, log }
}

function findingsOf({ evaluation }: LastOutcome): readonly Finding[] {
  return evaluation.kind === 'evaluated' ? evaluation.report.findings : []
}

/** A store that counts what is asked of it. */
function counting(): Pick<ObjectStore, 'get' | 'list'> & { readonly asked: { gets: number; lists: number } } {
  const store = folderStore(folder)
  const asked = { gets: 0, lists: 0 }
  return {
    asked,
    get: (key, signal) => {
      asked.gets += 1
      return store.get(key, signal)
    },
    list: (prefix, signal) => {
      asked.lists += 1
      return store.list(prefix, signal)
    },
  }
}

describe('a backup beside those before it', () => {
  it('is the first: too little history, and nothing is odd', async () => {
    const told = await evaluate(await backUp())
    expect(told.log).toEqual([
      'Too little history to compare with: no earlier backup of its series, class, mode and selection.',
    ])
    expect([...told.warnings, ...told.notices, ...findingsOf(told)]).toEqual([])
  })

  it('is like them: nothing is odd', async () => {
    await backUp()
    await backUp()
    const told = await evaluate(await backUp())
    expect(told.log).toEqual(['Compared with 2 backups before it: nothing further off than 20 % allows.'])
    expect(findingsOf(told)).toEqual([])
  })

  it('has a table that was emptied meanwhile: it is named', async () => {
    await backUp()
    await server.sql('shop', 'TRUNCATE customers')
    expect((await evaluate(await backUp())).warnings).toEqual([
      'Rows of public.customers: none left, against 5 (the one before).',
    ])
  })

  it('has a table less: it is named, and the schema changed', async () => {
    await backUp()
    await server.sql('shop', 'DROP TABLE customers')
    const told = await evaluate(await backUp())
    expect(told.warnings).toEqual([
      'Rows of public.customers: the table is gone, with 5 rows in the backup before.',
    ])
    expect(told.notices).toEqual([
      'The schema changed since the backup of 2026-11-01T03:00:00.000Z: 1 removed (TABLE public.customers).',
    ])
  })

  it.each([
    ['21 % smaller', 393, ['size']],
    ['19 % smaller', 404, []],
    ['21 % larger', 608, ['size']],
    ['19 % larger', 595, []],
  ])('is %s, which is reported above a fifth', async (_what, length, kinds) => {
    for (let count = 0; count < 3; count++) await backUp()
    await server.sql('shop', `UPDATE orders SET note = repeat('x', ${length})`)
    const told = await evaluate(await backUp())
    expect(findingsOf(told).map(({ kind }) => kind)).toEqual(kinds)
    expect(told.warnings).toHaveLength(kinds.length)
  })

  it('lost rows: the table is named, and the rows in all', async () => {
    await backUp()
    await server.sql('shop', 'DELETE FROM orders WHERE id > 1500')
    const told = await evaluate(await backUp())
    expect(findingsOf(told).map(({ what }) => what)).toEqual([
      'Rows of public.orders',
      'Size of the dump',
      'Rows in all',
    ])
    expect(told.warnings[0]).toBe('Rows of public.orders: 1,500, −25.0 % against 2,000 (the one before).')
  })

  it('has another schema and other extensions: what changed is reported, as a notice', async () => {
    await backUp()
    await server.sql('shop', 'ALTER TABLE customers ADD name text; CREATE INDEX by_name ON customers (name)')
    await server.sql('shop', 'CREATE EXTENSION citext')
    const told = await evaluate(await backUp())
    expect(told.warnings).toEqual([])
    expect(told.notices).toEqual([
      'The schema changed since the backup of 2026-11-01T03:00:00.000Z: 3 added (COMMENT EXTENSION citext, EXTENSION citext, INDEX public.by_name); 1 changed (TABLE public.customers).',
      expect.stringMatching(/^The extensions changed since .*: citext 1\.\d added\.$/),
    ])
    const silent = await evaluate(await backUp(), { policy: { ...NORMAL, onDrift: 'ignore' } })
    expect(findingsOf(silent)).toEqual([])
  })

  it('lost a partition, as is normal: the schema changed, and no more', async () => {
    await server.sql(
      'shop',
      `CREATE TABLE log (at int) PARTITION BY LIST (at);
       CREATE TABLE log_1 PARTITION OF log FOR VALUES IN (1); CREATE TABLE log_2 PARTITION OF log FOR VALUES IN (2);
       INSERT INTO log VALUES (1), (2)`,
    )
    await backUp()
    await server.sql('shop', 'DROP TABLE log_1')
    const told = await evaluate(await backUp())
    expect(told.warnings).toEqual([])
    expect(told.notices).toHaveLength(1)
  })

  it('is compared with its own class and selection only', async () => {
    await backUp()
    const selection = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [] }
    for (const other of [
      { backupClass: 'pre-deploy' },
      { backupClass: 'weekly' },
      { mode: 'schema' },
      { selection: { ...selection, excludeTableData: ['orders'] } },
    ] satisfies Partial<BackupRequest>[]) {
      const { evaluation } = await evaluate(await backUp(other))
      expect(evaluation).toMatchObject({ report: { compared: 0, enough: false } })
    }
    expect((await evaluate(await backUp())).evaluation).toMatchObject({ report: { compared: 1 } })
  })
})

describe('the history of a backup', () => {
  const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()

  /** Manifests as they are in a store, one an hour from the first of the year. */
  async function stored(
    count: number,
    instead: (hour: number) => Partial<Manifest> = () => ({}),
  ): Promise<Manifest[]> {
    const manifests = Array.from({ length: count }, (_, hour) => {
      const startedAt = at(hour)
      const stamp = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
      const key = `shop/${startedAt.slice(0, 7).replace('-', '/')}/shop_backup_${stamp}.dump`
      return manifestOf({ key, startedAt, finishedAt: startedAt, class: 'daily', ...instead(hour) })
    })
    for (const manifest of manifests) {
      const file = join(folder, `${manifest.key}.manifest.json`)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, serializeManifest(manifest))
    }
    return manifests
  }
  const last = (manifests: readonly Manifest[]): Manifest => manifests.at(-1) ?? manifestOf()
  const { signal } = new AbortController()

  it('is read by one listing and a few manifests, the newest first, over the turn of months', async () => {
    const manifests = await stored(1000)
    const store = counting()
    const history = await readHistory(store, last(manifests), DEFAULT_THRESHOLDS, signal)
    expect(history.manifests.map(({ key }) => key)).toEqual(
      manifests
        .slice(-5, -1)
        .toReversed()
        .map(({ key }) => key),
    )
    expect(history).toMatchObject({ unreadable: [], cut: false })
    expect(store.asked).toEqual({ lists: 1, gets: 8 })
  })

  it('is found among many of another class, whose names are alike', async () => {
    const manifests = await stored(150, hour => (hour % 30 === 29 ? { class: 'weekly' } : {}))
    const history = await readHistory(folderStore(folder), last(manifests), DEFAULT_THRESHOLDS, signal)
    expect(history.manifests).toHaveLength(4)
    expect(history.cut).toBe(false)
  })

  it('goes back behind many that failed their own runs, to what they were compared with', async () => {
    const { options, contents, fingerprint } = manifestOf()
    const emptied = {
      options: { ...options, failOn: ['anomaly' as const] },
      contents: { ...contents, rows: 0 },
      fingerprint: { ...fingerprint, tables: fingerprint.tables.map(table => ({ ...table, rows: 0 })) },
    }
    const manifests = await stored(30, hour => (hour < 4 ? {} : emptied))
    const history = await readHistory(folderStore(folder), last(manifests), DEFAULT_THRESHOLDS, signal)
    expect(history.manifests.map(({ key }) => key)).toEqual(
      manifests
        .slice(0, 4)
        .toReversed()
        .map(({ key }) => key),
    )
  })

  it('is not looked for without an end, and it is said so', async () => {
    const manifests = await stored(MOST_READ + 50, hour =>
      hour === MOST_READ + 49 ? { class: 'monthly' } : {},
    )
    const store = counting()
    const { evaluation } = await evaluate(last(manifests), { store })
    expect(store.asked.gets).toBe(MOST_READ)
    expect(evaluation).toMatchObject({
      report: {
        enough: false,
        notCompared: [expect.stringContaining(`at most ${MOST_READ} manifests are read`)],
      },
    })
  })

  it('leaves out what was altered, and says so; what was removed meanwhile is no matter', async () => {
    const manifests = await stored(6)
    const altered = join(folder, `${manifests[3]?.key}.manifest.json`)
    await writeFile(altered, (await readFile(altered, 'utf8')).replace('"rows": ', '"rows": 1'))
    const store = folderStore(folder)
    const { evaluation, warnings } = await evaluate(last(manifests), {
      store: {
        get: async (key, until) => {
          if (key.startsWith(`${manifests[1]?.key}`)) await rm(join(folder, key), { force: true })
          return store.get(key, until)
        },
        list: (prefix, until) => store.list(prefix, until),
      },
    })
    expect(warnings).toEqual([])
    expect(evaluation).toMatchObject({
      report: {
        compared: 3,
        notCompared: [`Backups whose manifest cannot be used: ${manifests[3]?.key}.manifest.json.`],
      },
    })
  })
})
