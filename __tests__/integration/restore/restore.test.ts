import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { type RestoreRun, runRestore } from '../../support/run-restore.ts'
import { loadSample } from '../../support/sample-database.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJORS = availableMajors().filter(major => [15, 17, 18, 19].includes(major))

describe.each(MAJORS)('a restore into PostgreSQL %i', major => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  let store: ObjectStore
  const manifests = new Map<string, Manifest>()

  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
    folder = await mkdtemp(join(tmpdir(), 'restore-'))
    store = folderStore(join(folder, 'store'))
    await loadSample(server, 'sample')
    await loadNasty(server, 'nasty', { bigValueBytes: 1_000_000 })
    for (const database of ['sample', 'nasty'])
      manifests.set(database, (await runBackup({ url: server.url(database), client, store })).manifest)
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  function manifestOf(database: string): Manifest {
    const manifest = manifests.get(database)
    if (!manifest) throw new Error(`no backup of ${database}`)
    return manifest
  }

  async function restored(
    database: string,
    target: string,
    run: Partial<RestoreRun> = {},
  ): Promise<RestoreReport> {
    const { key } = manifestOf(database)
    const scratch = await mkdtemp(join(folder, 'scratch-'))
    const report = await runRestore({ url: server.url(target), key, client, store, scratch, ...run })
    expect(await readdir(scratch)).toEqual([])
    return report
  }

  async function expectEqual(target: string, database: string): Promise<void> {
    const again = await runBackup({
      url: server.url(target),
      client,
      store,
      request: { series: `again-${target}` },
    })
    expect(differences(manifestOf(database).fingerprint, again.manifest.fingerprint)).toEqual([])
  }

  it.each([
    { database: 'sample', how: 'streamed', load: { jobs: 1, singleTransaction: 'auto' } },
    { database: 'sample', how: 'by two sessions', load: { jobs: 2, singleTransaction: 'auto' } },
    { database: 'nasty', how: 'streamed', load: { jobs: 1, singleTransaction: 'auto' } },
    { database: 'nasty', how: 'by two sessions', load: { jobs: 2, singleTransaction: 'auto' } },
  ] as const)('of the $database database, $how, is what was backed up', async ({ database, how, load }) => {
    const target = `${database}_${how.slice(0, 2)}`
    await createDatabase(server, target)
    const report = await restored(database, target, { request: { load } })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.refusals).toEqual([])
    expect(report).toMatchObject({ outcome: 'proven', preRestore: { kind: 'none' } })
    expect(report.comparison?.tables.every(({ outcome }) => outcome === 'equal')).toBe(true)
    await expectEqual(target, database)
  })

  it('over a database that holds something keeps a way back, which works', async () => {
    await createDatabase(server, 'before')
    await server.sql(
      'before',
      `CREATE TABLE mine (id int PRIMARY KEY, note text); INSERT INTO mine SELECT i, 'n' || i FROM generate_series(1, 50) i;
       CREATE VIEW few AS SELECT * FROM mine WHERE id < 9`,
    )
    const before = await runBackup({ url: server.url('before'), client, store, request: { series: 'b' } })
    const allowed = { allow: new Set(['not-empty'] as const), confirm: 'before' }
    const there = await restored('sample', 'before', { choices: allowed })
    expect(there.failure?.errors ?? []).toEqual([])
    expect(there.refusals).toEqual([])
    expect(there).toMatchObject({ outcome: 'proven', preRestore: { kind: 'made' } })
    if (there.preRestore.kind !== 'made') throw new Error('no pre-restore backup')
    const { manifest } = there.preRestore
    expect(manifest).toMatchObject({ class: 'pre-restore', series: 'before' })
    expect(differences(before.manifest.fingerprint, manifest.fingerprint)).toEqual([])

    await server.sql('before', 'DELETE FROM mine WHERE id > 3')
    const refused = await restored('sample', 'before', { key: manifest.key, choices: allowed })
    expect(refused.refusals.map(({ code }) => code)).toEqual(['restore-into-source'])
    const back = await restored('sample', 'before', {
      key: manifest.key,
      choices: { ...allowed, allow: new Set(['not-empty', 'source']) },
    })
    expect(back.failure?.errors ?? []).toEqual([])
    expect(back.outcome).toBe('proven')
    const [rows] = await server.sql('before', 'SELECT count(*)::int AS count FROM mine')
    expect(rows).toEqual({ count: 50 })
  })
})
