import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toolkitCommands } from '../../../src/action/commands.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { clientsIn } from '../../../src/postgres/client/directories.ts'
import { thisMachine } from '../../../src/postgres/client/machine.ts'
import { provideClient } from '../../../src/postgres/client/provide.ts'
import { comparePostgres } from '../../../src/postgres/client/version.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { clientParts } from '../../support/client-for-tests.ts'
import { type Binaries, debianBinaries, findBinaries } from '../../support/postgres-binaries.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { type DrillRun, runDrill, serverIn } from '../../support/run-drill.ts'
import { runRestore } from '../../support/run-restore.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJOR = 15
const WITHOUT = `no server ${MAJOR} of a newer minor version than the client's: run node scripts/debian-server.ts ${MAJOR}-newest`

let folder: string
/** Of a minor version that knows what the client does not. */
let newer: { readonly binaries: Binaries; readonly server: PostgresServer } | undefined
let older: PostgresClient | undefined
const warnings: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-minor-'))
  const binaries = await debianBinaries(MAJOR, `${MAJOR}-newest`)
  const [client] = await clientsIn(MAJOR, (await thisMachine({})).folders(MAJOR), toolkitCommands())
  if (!binaries || !client || comparePostgres(client.version, binaries.version) >= 0) return
  older = client
  const server = await startPostgres({ major: MAJOR, binaries })
  newer = { binaries, server }
  await createDatabase(server, 'shop')
  await server.sql(
    'shop',
    `CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y');
     ALTER TABLE t ALTER a SET (n_distinct = 5);
     CREATE TABLE parted (id int, "odd, name" text) PARTITION BY RANGE (id);
     CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10); INSERT INTO parted VALUES (1, 'z');
     CREATE VIEW v AS SELECT a FROM t; CREATE MATERIALIZED VIEW m AS SELECT b FROM t;
     CREATE TYPE pair AS (one int, two text)`,
  )
})
afterAll(async () => {
  await newer?.server.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

function parts(): {
  readonly server: PostgresServer
  readonly binaries: Binaries
  readonly client: PostgresClient
} {
  if (!newer || !older) throw new Error(WITHOUT)
  return { ...newer, client: older }
}

const drillOn = async (path: string, native: string, client: PostgresClient, rest: Partial<DrillRun> = {}) =>
  runDrill({
    store: folderStore(path),
    client,
    scratch: await mkdtemp(join(folder, 'scratch-')),
    parts: { provideServer: (_wanted, extensions) => serverIn(join(native, 'bin'), extensions, MAJOR) },
    ...rest,
  })

const restoreInto = async (target: PostgresServer, path: string, key: string, client: PostgresClient) =>
  runRestore({
    ...{ url: target.url('copy'), key, client, store: folderStore(path) },
    scratch: await mkdtemp(join(folder, 'scratch-')),
  })

it('a newer client is installed where the machine’s is of an older minor version than the server', async ctx => {
  if (!newer || !older) return ctx.skip(WITHOUT)
  const { binaries, client } = parts()
  const given = await clientParts(join(folder, 'cache'), folder)
  const reporter = { ...given.reporter, warning: (line: string) => void warnings.push(line) }
  const wanted = { major: MAJOR, least: binaries.version }
  const provided = await provideClient(wanted, { ...given, env: {}, reporter })
  expect(comparePostgres(provided.version, client.version)).toBeGreaterThan(0)
  expect(warnings).toEqual([])
  expect(await provideClient(wanted, { ...given, env: {} })).toMatchObject({ origin: 'tool-cache' })
})

it('the backup of an older client has what only the server knows, and still restores and drills as equal', async ctx => {
  if (!newer || !older) return ctx.skip(WITHOUT)
  const { binaries, server, client } = parts()
  const path = join(folder, 'older')
  const { manifest } = await runBackup({
    url: server.url('shop'),
    client,
    store: folderStore(path),
  })
  const archive = await readFile(join(path, manifest.key), 'latin1')
  expect(/SET \(pg_attver=\d+, n_distinct=5\)/.test(archive)).toBe(true)

  const drilled = await drillOn(path, binaries.native, client)
  expect(drilled.reasons).toEqual([])
  expect(drilled.record).toMatchObject({ outcome: 'proven', differences: [] })
  await createDatabase(server, 'copy')
  const restored = await restoreInto(server, path, manifest.key, client)
  expect(restored).toMatchObject({ outcome: 'proven' })
})

it('the backups of clients of two minor versions have the same definitions', async ctx => {
  if (!newer || !older) return ctx.skip(WITHOUT)
  const { binaries, server, client } = parts()
  const given = await clientParts(join(folder, 'cache'), folder)
  const newest = await provideClient({ major: MAJOR, least: binaries.version }, { ...given, env: {} })
  const sums: string[] = []
  for (const each of [client, newest]) {
    const store = folderStore(join(folder, `of-${each.version}`))
    const { manifest } = await runBackup({ url: server.url('shop'), client: each, store })
    expect(manifest.clientVersion).toBe(each.version)
    sums.push(manifest.fingerprint.ddlSha256)
  }
  expect(sums[0]).toBe(sums[1])
})

it('a server of an older minor version does not know what an older client dumped, which does not refute the backup', async ctx => {
  if (!newer || !older) return ctx.skip(WITHOUT)
  const { server, client } = parts()
  const path = join(folder, 'refused')
  const { manifest } = await runBackup({ url: server.url('shop'), client, store: folderStore(path) })
  const embedded = await findBinaries(MAJOR)
  await expect(drillOn(path, embedded.native, client)).rejects.toMatchObject({
    code: 'restore-parameter-unknown',
    message: expect.stringContaining('pg_attver'),
    hint: expect.stringContaining('minor version included'),
  })
  await using target = await startPostgres({ major: MAJOR })
  await createDatabase(target, 'copy')
  expect(await restoreInto(target, path, manifest.key, client)).toMatchObject({
    outcome: 'failed',
    failure: { errors: [{ code: 'restore-parameter-unknown' }] },
    warnings: expect.arrayContaining([
      expect.stringContaining(`older than the one that was backed up, ${parts().binaries.version}`),
    ]),
  })
})
