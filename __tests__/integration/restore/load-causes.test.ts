import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { runDrill } from '../../support/run-drill.ts'
import { runRestore } from '../../support/run-restore.ts'
import { createDatabase } from '../../support/sql-folder.ts'

/** Databases whose dump PostgreSQL itself cannot load, and what is said of them. */
const CASES = [
  [
    'an extension’s function in an index, which relies on search_path',
    `CREATE EXTENSION cube; CREATE EXTENSION earthdistance; CREATE TABLE places (id int PRIMARY KEY, lat float8, lon float8);
     INSERT INTO places VALUES (1, 1, 1); CREATE INDEX places_idx ON places USING gist (ll_to_earth(lat, lon))`,
    'restore-search-path',
    /search_path/,
  ],
  [
    'a generated column by a function that calls its sister without a schema',
    `CREATE FUNCTION enc(bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT encode($1, 'hex')$$;
     CREATE FUNCTION enc(uuid) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT enc(uuid_send($1))$$;
     CREATE TABLE g (id uuid PRIMARY KEY, short text GENERATED ALWAYS AS (enc(id)) STORED); INSERT INTO g VALUES (gen_random_uuid())`,
    'restore-search-path',
    /search_path/,
  ],
  [
    'a materialized view whose query is text',
    `CREATE TABLE document (v tsvector); INSERT INTO document VALUES ('a');
     CREATE MATERIALIZED VIEW words AS SELECT * FROM ts_stat('SELECT v FROM document')`,
    'restore-search-path',
    /document/,
  ],
  [
    'a CHECK by a PL/pgSQL function that looks a table up without a schema',
    `CREATE TABLE allowed (a int); INSERT INTO allowed VALUES (1);
     CREATE FUNCTION ok(a int) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RETURN EXISTS (SELECT FROM allowed x WHERE x.a = $1); END$$;
     CREATE TABLE picky (a int CHECK (ok(a))); INSERT INTO picky VALUES (1)`,
    'restore-search-path',
    /search_path/,
  ],
  [
    'a view that selects from itself',
    `CREATE TABLE base (id int, a text); CREATE VIEW loopy AS SELECT id, a FROM base;
     CREATE OR REPLACE VIEW loopy AS SELECT id, a FROM loopy`,
    'restore-circular',
    /public\.loopy/,
  ],
  [
    'rows doubled behind a corrupt unique index',
    `CREATE TABLE rooms (u text); CREATE UNIQUE INDEX rooms_u_idx ON rooms (u); INSERT INTO rooms VALUES ('alice@secret.example');
     UPDATE pg_index SET indisready = false, indisvalid = false WHERE indexrelid = 'rooms_u_idx'::regclass;
     INSERT INTO rooms VALUES ('alice@secret.example');
     UPDATE pg_index SET indisready = true, indisvalid = true WHERE indexrelid = 'rooms_u_idx'::regclass`,
    'restore-rows-not-unique',
    /rooms_u_idx/,
  ],
  [
    'a function in an index that raises an error',
    `CREATE TABLE seeds (v text); INSERT INTO seeds VALUES ('alice@secret.example');
     CREATE FUNCTION raises(v text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN
       IF current_setting('search_path') = '' OR current_setting('search_path') = '""' THEN RAISE EXCEPTION 'not %', v; END IF; RETURN v; END$$;
     CREATE INDEX raising ON seeds (raises(v))`,
    'restore-function-raised',
    /function/,
  ],
] as const

describe.each([15, 17] as const)('a backup of PostgreSQL %i that PostgreSQL cannot load', major => {
  let client: PostgresClient
  let server: PostgresServer
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causes-'))
    client = await provideTestClient(major)
    server = await startPostgres({ major })
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  // From 17 on, a server builds indexes and materialized views with a safe search_path: it does not make these at all.
  const cases = CASES.filter(([what]) => major < 17 || !/index, |query is text|index that raises/.test(what))

  it.each(cases)('names the cause in restore and drill: %s', async (what, sql, code, words) => {
    const name = `source_${CASES.findIndex(([each]) => each === what)}`
    await createDatabase(server, name)
    await createDatabase(server, `${name}_target`)
    await server.sql(name, sql)
    const store = folderStore(join(folder, name))
    const { manifest } = await runBackup({ url: server.url(name), client, store })
    const run = { store, client, scratch: folder }
    for (const jobs of [1, 2]) {
      const { failure } = await runRestore({
        ...run,
        url: server.url(`${name}_target`),
        key: manifest.key,
        request: { load: { jobs, singleTransaction: jobs === 1 } },
      })
      const [error] = failure?.errors ?? []
      const known = jobs === 1 || code !== 'restore-function-raised' ? code : 'restore-statement-refused'
      expect(error).toMatchObject({ code: known })
      expect(String(error)).not.toContain('alice')
      if (known === code) expect(String(error)).toMatch(words)
      await server.sql('postgres', `DROP DATABASE ${name}_target`)
      await createDatabase(server, `${name}_target`)
    }
    const { reasons, record } = await runDrill(run)
    expect(record.passed).toBe(false)
    expect(reasons.map(each => each.code)).toEqual([
      code === 'restore-function-raised' ? 'drill-not-loaded' : code,
    ])
    expect(JSON.stringify([reasons, record])).not.toContain('alice')
  })
})

describe('a backup that cannot be made', () => {
  it('of a database whose catalog is damaged names the OID and the damage', async () => {
    const client = await provideTestClient(17)
    await using server = await startPostgres({ major: 17 })
    await createDatabase(server, 'broken')
    await server.sql(
      'broken',
      `CREATE SCHEMA gone; CREATE FUNCTION gone.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; SET allow_system_table_mods = on; DELETE FROM pg_namespace WHERE nspname = 'gone'`,
    )
    const folder = await mkdtemp(join(tmpdir(), 'broken-'))
    const error = await refusal(runBackup({ url: server.url('broken'), client, store: folderStore(folder) }))
    expect(error.code).toBe('catalog-broken')
    expect(error.message).toMatch(/OID \d+/)
    await rm(folder, { recursive: true, force: true })
  })

  it('of a database that is left over from DROP DATABASE says nothing about an archive', async () => {
    const client = await provideTestClient(17)
    await using server = await startPostgres({ major: 17 })
    await createDatabase(server, 'left')
    await server.sql('postgres', `UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'left'`)
    const folder = await mkdtemp(join(tmpdir(), 'left-'))
    const error = await refusal(runBackup({ url: server.url('left'), client, store: folderStore(folder) }))
    expect(error.code).toBe('database-invalid')
    await rm(folder, { recursive: true, force: true })
  })
})
