import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { fingerprintDatabase } from '../../../src/restore/verify/fingerprint-database.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const ODD = 'a "quoted".name*? {1,2} $x é'

describe('the fingerprint of a live database', () => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string

  beforeAll(async () => {
    client = await provideTestClient(17)
    server = await startPostgres({ major: 17 })
    folder = await mkdtemp(join(tmpdir(), 'fingerprint-database-'))
    await createDatabase(server, 'shop')
    const odd = `"${ODD.replaceAll('"', '""')}"`
    await server.sql(
      'shop',
      `CREATE TABLE orders (id serial PRIMARY KEY); INSERT INTO orders DEFAULT VALUES;
       CREATE TABLE "Orders" (); CREATE SCHEMA ${odd}; CREATE TABLE ${odd}.${odd} (a int)`,
    )
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  function fingerprint(more: Partial<Parameters<typeof fingerprintDatabase>[0]>, signal?: AbortSignal) {
    const connection = connectionTo(`${server.url('shop')}?sslmode=disable`)
    return fingerprintDatabase(
      { client, connection, mode: 'full', encoding: 'UTF8', ...more },
      { journal: openLedger(), env: process.env, signal: signal ?? new AbortController().signal },
    )
  }

  it('is that of a backup of it, in each mode', async () => {
    for (const mode of ['full', 'schema', 'data'] as const) {
      const store = folderStore(join(folder, mode))
      const minimums = { bytes: 1, tables: 0, expectTables: [] }
      const request = { mode, minimums }
      const { manifest } = await runBackup({ url: server.url('shop'), client, store, request })
      expect(JSON.parse(JSON.stringify(await fingerprint({ mode })))).toEqual(
        JSON.parse(JSON.stringify(manifest.fingerprint)),
      )
    }
  })

  it('takes tables by their exact names, regardless of these are', async () => {
    const tables = [
      { schema: ODD, name: ODD },
      { schema: 'public', name: 'orders' },
      { schema: 'public', name: 'not there' },
    ]
    const { tables: found } = await fingerprint({ tables })
    const names = found.map(({ schema, name }) => ({ schema, name }))
    expect(names).toEqual(expect.arrayContaining(tables.slice(0, 2)))
    expect(names).toHaveLength(2)
  })

  it('stops when it is not wanted any more', async () => {
    const reason = new Error('not wanted')
    await expect(fingerprint({}, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  it('ends with the cause where the database cannot be read', async () => {
    const connection = connectionTo(`${server.url('nowhere')}?sslmode=disable`)
    expect((await refusal(fingerprint({ connection }))).code).toBe('database-missing')
  })
})
