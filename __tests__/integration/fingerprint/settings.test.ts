import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { Fingerprint } from '../../../src/fingerprint/fingerprint.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'

const CONTENT = `CREATE TABLE "café" (t timestamptz, b bytea, n text);
  INSERT INTO "café" VALUES ('2026-01-02 03:04:05+00', '\\x0102', 'é');
  SELECT lo_from_bytea(0, 'hello')`

/** Regardless of a server, a database or a role is set to, the same content has the same fingerprint. */
describe('the fingerprint of a database', () => {
  let server: PostgresServer
  let client: PostgresClient
  let folder: string
  let runs = 0

  beforeAll(async () => {
    client = await provideTestClient(15, { exact: false })
    server = await startPostgres({ major: 15 })
    folder = await mkdtemp(join(tmpdir(), 'fingerprint-'))
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function fingerprintOf(database: string): Promise<Fingerprint> {
    const store = folderStore(join(folder, database, String(runs++)))
    return (await runBackup({ url: server.url(database), client, store })).manifest.fingerprint
  }

  async function created(
    database: string,
    options: string,
    settings: readonly string[],
  ): Promise<Fingerprint> {
    await server.sql('postgres', `CREATE DATABASE ${database} TEMPLATE template0 ${options}`)
    for (const setting of settings) await server.sql('postgres', `ALTER DATABASE ${database} SET ${setting}`)
    await server.sql(database, CONTENT)
    return fingerprintOf(database)
  }

  it('does not depend on settings of the database that change how text is written', async () => {
    const usual = await created('usual', '', [])
    expect(usual.largeObjects).toMatchObject({ count: 1, bytes: 5 })
    const settings = [
      "timezone = 'Asia/Kolkata'",
      'bytea_output = escape',
      "datestyle = 'SQL, DMY'",
      'client_encoding = LATIN1',
    ]
    // The object's number differs from database to database, so large objects are compared by their size here.
    const unusual = await created('unusual', '', settings)
    expect(differences({ ...usual, largeObjects: unusual.largeObjects }, unusual)).toEqual([])
  })

  it('reads names and rows of a database in another encoding', async () => {
    const latin = await created('latin', "ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C'", [])
    expect(latin.tables).toMatchObject([{ schema: 'public', name: 'café', rows: 1 }])
  })

  it('sees the content of large objects where standard strings are off', async () => {
    const one = await created('off_one', '', ['standard_conforming_strings = off'])
    await server.sql('off_one', "UPDATE pg_largeobject SET data = 'jello'")
    const other = await fingerprintOf('off_one')
    expect(one.largeObjects.bytes).toBe(5)
    expect(differences(one, other)).toEqual(['the 1 large objects have other content'])
  })
})
