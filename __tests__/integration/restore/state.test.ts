import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import type { RestoreRequest } from '../../../src/restore/request.ts'
import { connectionTo } from '../../support/ask-server.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)
const TABLE = 'CREATE TABLE t (id int PRIMARY KEY, email text);'
const MASK = `UPDATE t SET email = 'masked'`

function over(database: string) {
  return { allow: new Set(['not-empty', 'source'] as const), confirm: database }
}

async function damaged(database: string): Promise<Manifest> {
  const { backup, store } = world()
  const manifest = await backup(database)
  const file = store.url(manifest.key)
  const bytes = await readFile(file)
  bytes[bytes.length - 30] = (bytes.at(-30) ?? 0) ^ 1
  await writeFile(file, bytes)
  return manifest
}

describe('a restore that fails', () => {
  it('leaves a target alone that it has not begun to change: nothing there is masked', async () => {
    const { database, restore, value } = world()
    await database('source', `${TABLE} INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 1000) g`)
    await database('target', `${TABLE} INSERT INTO t VALUES (1, 'precious')`)
    const report = await restore(await damaged('source'), 'target', {
      choices: over('target'),
      request: { load: { jobs: 2, singleTransaction: 'auto' }, postRestoreSql: MASK },
    })
    expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'unchanged' }, afterCare: [] })
    expect(await value('target', 'SELECT email FROM t')).toBe('precious')
  })

  it('says so too where several sessions were to load and none was let in', async () => {
    const { backup, client, database, restore, server, value } = world()
    await database('shut_source', `${TABLE} INSERT INTO t VALUES (2, 'new')`)
    await database('shut', `${TABLE} INSERT INTO t VALUES (1, 'precious')`)
    const manifest = await backup('shut_source')
    // Once the target has been asked, and before it is loaded.
    const shut = async () => {
      await server.sql('postgres', 'ALTER DATABASE shut ALLOW_CONNECTIONS false')
      return client
    }
    for (const load of [
      { jobs: 2, singleTransaction: 'auto' },
      { jobs: 1, singleTransaction: false },
    ] as const) {
      const report = await restore(manifest, 'shut', {
        choices: over('shut'),
        request: { load, postRestoreSql: MASK, preRestoreBackup: false },
        // Keeping other restores away asks the target too, and would be reported first.
        parts: { provideClient: shut, exclusively: (_, work) => work() },
      })
      expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'unchanged' }, afterCare: [] })
      await server.sql('postgres', 'ALTER DATABASE shut ALLOW_CONNECTIONS true')
      expect(await value('shut', 'SELECT email FROM t')).toBe('precious')
    }
  })

  it('masks what came in where each statement stands for itself', async () => {
    const { database, restore, value } = world()
    await database(
      'source_b',
      `${TABLE} INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 1000) g`,
    )
    await database('target_b', `${TABLE} INSERT INTO t VALUES (1, 'precious')`)
    const report = await restore(await damaged('source_b'), 'target_b', {
      choices: over('target_b'),
      request: { load: { jobs: 1, singleTransaction: false }, postRestoreSql: MASK },
    })
    expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'partly loaded' } })
    expect(await value('target_b', `SELECT count(*)::int FROM t WHERE email <> 'masked'`)).toBe(0)
  })
})

describe('the session that loads', () => {
  it('sets nothing outside of its transaction, and takes back what the dump has set', async () => {
    const { backup, database, restore, server } = world()
    await database('quiet', `${TABLE} INSERT INTO t VALUES (1, 'a')`)
    const manifest = await backup('quiet')
    await server.sql('postgres', `ALTER SYSTEM SET log_statement = 'all'`)
    await server.sql('postgres', 'SELECT pg_reload_conf()')
    const report = await restore(manifest, 'quiet', {
      choices: { ...over('quiet'), selection: { kind: 'all', mode: 'data' } },
      request: { postRestoreSql: MASK },
    })
    await server.sql('postgres', 'ALTER SYSTEM RESET log_statement')
    await server.sql('postgres', 'SELECT pg_reload_conf()')
    expectProven(report)
    const statements = server
      .log()
      .split('\n')
      .flatMap(line => /statement: (.*)$/.exec(line)?.[1] ?? [])
    const setting = statements.findLastIndex(statement => statement.includes('session_replication_role ='))
    expect(statements[setting]).toMatch(/^SET LOCAL session_replication_role/)
    const begins = statements.lastIndexOf('BEGIN;', setting)
    expect(begins).toBeGreaterThan(0)
    const [commit] = statements.slice(begins).flatMap((each, at) => (each === 'COMMIT;' ? [begins + at] : []))
    expect(statements.slice(begins, commit)).toContain('RESET ALL;')
  })

  it('has no limit that the role has for everyday', async () => {
    const { backup, database, restore, server, value } = world()
    await server.sql('postgres', `CREATE ROLE hasty LOGIN PASSWORD 'pw' SUPERUSER`)
    await server.sql('postgres', `ALTER ROLE hasty SET lock_timeout = '100ms'`)
    await server.sql('postgres', `ALTER ROLE hasty SET statement_timeout = '400ms'`)
    await server.sql('postgres', `ALTER ROLE hasty SET idle_in_transaction_session_timeout = '200ms'`)
    await server.sql('postgres', `ALTER ROLE hasty SET transaction_timeout = '400ms'`)
    await database('slow', `${TABLE} INSERT INTO t VALUES (1, 'a')`)
    const manifest = await backup('slow')
    const reading = server.sql('slow', 'BEGIN; SELECT FROM t; SELECT pg_sleep(4); COMMIT')
    const report = await restore(manifest, 'slow', {
      url: server.url('slow').replace(/\/\/[^@]*@/, '//hasty:pw@'),
      choices: { ...over('slow'), selection: { kind: 'all', mode: 'data' } },
      request: { preRestoreBackup: false },
    })
    await reading
    expect(report.failure?.errors ?? []).toEqual([])
    expect(await value('slow', 'SELECT count(*)::int FROM t')).toBe(1)
  })
})

describe('a target behind a pooler', () => {
  it('is not loaded by sessions that would leave their settings to others', async () => {
    const { backup, database, restore, server } = world()
    await database('pooled', TABLE)
    await database('pooled_target', TABLE)
    const manifest = await backup('pooled')
    const connection = connectionTo('postgresql://u@ep-x-pooler.eu.neon.tech/pooled_target')
    const endpoint = connection.endpoints[0]
    if (!endpoint) throw new Error('a URL without a host')
    const { port } = connectionTo(server.url('postgres')).endpoints[0] ?? endpoint
    // The pooler's name, and the address of the test's own server.
    const pooler = { ...endpoint, address: '127.0.0.1', port }
    const run = (load: RestoreRequest['load']) =>
      restore(manifest, 'pooled_target', {
        choices: over('pooled_target'),
        request: {
          load,
          dryRun: true,
          connection: {
            ...connectionTo(`${server.url('pooled_target')}?sslmode=disable`),
            endpoints: [pooler],
          },
        },
      })
    expect((await run({ jobs: 'auto', singleTransaction: 'auto' })).outcome).toBe('planned')
    for (const load of [
      { jobs: 2, singleTransaction: 'auto' },
      { jobs: 1, singleTransaction: false },
    ] as const) {
      const { refusals } = await run(load)
      expect(refusals).toMatchObject([
        { code: 'restore-through-pooler', hint: expect.stringContaining('the direct host') },
      ])
    }
  })
})
