import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agePassphrase } from '../../../src/encryption/age.ts'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { Fingerprint } from '../../../src/fingerprint/fingerprint.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { fingerprintOf, runLoad } from '../../support/run-load.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJORS = availableMajors().filter(major => [15, 17, 18, 19].includes(major))
const PASSPHRASE = 'correct horse battery staple'

describe.each(MAJORS)('a backup of PostgreSQL %i, streamed into a database', major => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  let databases = 0

  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
    folder = await mkdtemp(join(tmpdir(), 'load-'))
    await loadNasty(server, 'nasty', { bigValueBytes: major === 17 ? 100_000_000 : 5_000_000 })
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function emptyDatabase(): Promise<{ readonly name: string; readonly url: string }> {
    const name = `target_${++databases}`
    await createDatabase(server, name)
    return { name, url: server.url(name) }
  }

  it('gives the same fingerprint, on its way and read back, of everything odd there is', async () => {
    const store = folderStore(join(folder, 'sealed'))
    const { manifest } = await runBackup({
      url: server.url('nasty'),
      client,
      store,
      parts: { encryption: agePassphrase(PASSPHRASE, 10) },
    })
    const { url } = await emptyDatabase()
    const passed: Fingerprint[] = []
    const load = {
      check: (fingerprint: Fingerprint) => {
        passed.push(fingerprint)
        return differences(manifest.fingerprint, fingerprint)
      },
    }
    await runLoad({ url, client, store, manifest, scratch: folder, load, keys: { passphrase: PASSPHRASE } })
    expect(passed).toHaveLength(1)
    expect(differences(manifest.fingerprint, await fingerprintOf(url, client))).toEqual([])
    expect(await readdir(folder)).toEqual(['sealed'])
  })

  it.each(['none', 'gzip:1'] as const)('does so from SQL text, compressed by %s', async spec => {
    const store = folderStore(join(folder, `plain-${spec.replace(':', '-')}`))
    const { manifest } = await runBackup({
      url: server.url('nasty'),
      client,
      store,
      request: { format: 'plain', compression: { kind: 'pg_dump', spec } },
    })
    const { url } = await emptyDatabase()
    const check = (passed: Fingerprint) => differences(manifest.fingerprint, passed)
    await runLoad({ url, client, store, manifest, scratch: folder, load: { check } })
    expect(differences(manifest.fingerprint, await fingerprintOf(url, client))).toEqual([])
  })

  it.each(['custom', 'plain'] as const)(
    'loads what psql itself would misread, from format %s',
    async format => {
      await createDatabase(server, `misread_${format}`)
      const url = server.url(`misread_${format}`)
      await server.sql(
        `misread_${format}`,
        `CREATE TABLE t (begin int, v text); INSERT INTO t VALUES (1, E'\r; DROP TABLE t;');
       CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS 'SELECT 1';
       CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT begin FROM t; SELECT CASE begin WHEN 1 THEN 2 END FROM t; END`,
      )
      const store = folderStore(join(folder, `misread-${format}`))
      const { manifest } = await runBackup({ url, client, store, request: { format } })
      const target = await emptyDatabase()
      await runLoad({ url: target.url, client, store, manifest, scratch: folder })
      expect(differences(manifest.fingerprint, await fingerprintOf(target.url, client))).toEqual([])
      expect(await server.sql(target.name, 'SELECT begin() + f() AS three, * FROM t')).toEqual([
        { three: 3, begin: 1, v: '\r; DROP TABLE t;' },
      ])
    },
  )
})
