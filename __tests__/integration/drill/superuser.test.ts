import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupError } from '../../../src/core/errors.ts'
import { parseChecks } from '../../../src/drill/checks.ts'
import type { Drill } from '../../../src/drill/drill.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { loadNasty } from '../../support/nasty-database.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { type DrillRun, runDrill } from '../../support/run-drill.ts'
import { createDatabase } from '../../support/sql-folder.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drill-superuser-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What ordinary databases have that only a superuser may make, in all of its forms. */
const ORDINARY = `
  CREATE SCHEMA "the extensions"; COMMENT ON SCHEMA "the extensions" IS 'made before';
  CREATE EXTENSION hstore SCHEMA "the extensions"; CREATE EXTENSION dblink; CREATE EXTENSION postgres_fdw; CREATE EXTENSION file_fdw;
  COMMENT ON EXTENSION hstore IS 'it''s; \\. mine';
  CREATE TABLE a (id int PRIMARY KEY, h "the extensions".hstore); INSERT INTO a VALUES (1, 'a=>1'), (2, NULL);
  CREATE FUNCTION noticed() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'x'; END $$;
  CREATE SCHEMA "odd; schema";
  CREATE FUNCTION "odd; schema"."it""s" () RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RAISE 'never'; END $$;
  CREATE FOREIGN DATA WRAPPER "odd; wrapper" OPTIONS (debug 'it''s; \\.', other '1'); CREATE FOREIGN DATA WRAPPER bare;
  COMMENT ON FOREIGN DATA WRAPPER bare IS 'on a wrapper';
  CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1');
  CREATE SERVER odd FOREIGN DATA WRAPPER "odd; wrapper";
  CREATE ROLE drilled_clerk; CREATE USER MAPPING FOR drilled_clerk SERVER far OPTIONS (user 'u', password 'it''s');
  CREATE USER MAPPING FOR public SERVER far OPTIONS (user 'u', password 'p');
  CREATE FOREIGN TABLE far_away (id int) SERVER far;
  CREATE CAST (varchar AS inet) WITH INOUT AS IMPLICIT; COMMENT ON CAST (varchar AS inet) IS 'on a cast';
  CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update');
  CREATE PUBLICATION "one; table" FOR TABLE a; COMMENT ON PUBLICATION everything IS 'on a publication';
  CREATE SUBSCRIPTION "from; nowhere" CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION "it""s", b WITH (connect = false, slot_name = NONE, enabled = false);
  COMMENT ON SUBSCRIPTION "from; nowhere" IS 'on a subscription';
  CREATE TABLE closed (id int); INSERT INTO closed VALUES (1); ALTER TABLE closed ENABLE ROW LEVEL SECURITY; ALTER TABLE closed FORCE ROW LEVEL SECURITY;
  CREATE POLICY nothing ON closed TO drilled_clerk USING (false);
  SELECT lo_from_bytea(0, 'large');
  CREATE EVENT TRIGGER plain ON ddl_command_end EXECUTE FUNCTION noticed();
  CREATE EVENT TRIGGER "off; event" ON sql_drop WHEN TAG IN ('DROP TABLE', 'DROP VIEW') EXECUTE FUNCTION "odd; schema"."it""s"();
  ALTER EVENT TRIGGER "off; event" DISABLE;
  CREATE EVENT TRIGGER always ON table_rewrite EXECUTE FUNCTION noticed(); ALTER EVENT TRIGGER always ENABLE ALWAYS;
  COMMENT ON EVENT TRIGGER always IS 'it''s; \\';
`
const FROM_15 = `CREATE PUBLICATION "whole; schema" FOR TABLES IN SCHEMA public;
  CREATE FUNCTION replicating() RETURNS void LANGUAGE plpgsql SET session_replication_role = 'replica' AS $$ BEGIN END $$;
  CREATE FUNCTION resting() RETURNS void LANGUAGE plpgsql SET track_functions = 'all' AS $$ BEGIN END $$;`

let taken = 0
async function drillOf(path: string, run: Omit<DrillRun, 'store' | 'scratch'>): Promise<Drill> {
  const scratch = await mkdtemp(join(folder, `scratch-${++taken}-`))
  return await runDrill({ store: folderStore(path), scratch, ...run })
}

describe.each([13, 15, 17, 18] as const)('a drill as no superuser, of PostgreSQL %i', major => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(major)
    server = await startPostgres({ major })
  })
  afterAll(() => server?.stop())

  async function stored(database: string): Promise<string> {
    const path = join(folder, `${database}-${major}`)
    await runBackup({ url: server.url(database), client, store: folderStore(path) })
    return path
  }

  it('proves what ordinary databases have from a superuser', async () => {
    await createDatabase(server, 'ordinary')
    for (const statements of [ORDINARY, ...(major >= 15 ? [FROM_15] : [])])
      await server.sql('ordinary', statements)
    const path = await stored('ordinary')
    const { reasons, record } = await drillOf(path, { client })
    expect([reasons, record.differences, record.skipped, record.notVerified]).toEqual([[], [], [], []])
    expect(record.outcome).toBe('proven')
  })

  it('refuses what takes trust, naming it and the input', async () => {
    await loadNasty(server, 'nasty', { bigValueBytes: 1_000 })
    const error: BackupError = await refusal(drillOf(await stored('nasty'), { client }))
    expect(error).toMatchObject({ kind: 'refusal', code: 'drill-superuser-needed' })
    expect(error.message).toMatch(/own_in.*\(functions in internal need a superuser\)/)
    expect(error.message).toMatch(/and \d+ more\. /)
    expect(error.hint).toContain('trusted: true')
  })
})

describe('a drill as no superuser', () => {
  let client: PostgresClient
  let server: PostgresServer
  beforeAll(async () => {
    client = await provideTestClient(17)
    server = await startPostgres({ major: 17 })
  })
  afterAll(() => server?.stop())

  async function drillDatabase(name: string, sql: string, run: Partial<DrillRun> = {}): Promise<Drill> {
    await createDatabase(server, name)
    await server.sql(name, `CREATE TABLE kept (id int); INSERT INTO kept VALUES (1); ${sql}`)
    const path = join(folder, name)
    await runBackup({ url: server.url(name), client, store: folderStore(path) })
    return await drillOf(path, { client, ...run })
  }

  it.for([
    ['leakproof', 'CREATE FUNCTION f(int) RETURNS int LANGUAGE sql LEAKPROOF AS $$ SELECT 1 $$', 'LEAKPROOF'],
    ['binary', 'CREATE TYPE t AS (a int); CREATE CAST (text AS jsonb) WITHOUT FUNCTION', 'casts'],
    ['classes', 'CREATE OPERATOR FAMILY f USING btree', 'operator families'],
    // The server itself says so of what is not recognised.
    [
      'setting',
      `CREATE FUNCTION f() RETURNS void LANGUAGE sql SET log_statement = 'none' AS $$ SELECT $$`,
      'log_statement',
    ],
    [
      'support',
      'CREATE FUNCTION f(text) RETURNS bool LANGUAGE sql SUPPORT textlike_support AS $$ SELECT true $$',
      'support function',
    ],
    [
      'reading',
      `CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE f (a text) SERVER s OPTIONS (filename '/etc/passwd')`,
      'filename',
    ],
  ] as const)('refuses %s, and drills it where it is trusted', async ([name, sql, named]) => {
    const error = await refusal(drillDatabase(name, sql))
    expect([error.code, error.message]).toEqual(['drill-superuser-needed', expect.stringContaining(named)])
    const { record } = await drillOf(join(folder, name), { client, request: { trusted: true } })
    expect([record.outcome, record.differences]).toEqual(['proven', []])
  })

  it('lets no setting of the database that the backup makes change what the superuser says', async () => {
    const checks = parseChecks(`SELECT rolname FROM pg_roles WHERE rolname = 'evil';
      SELECT count(*) = 1 FROM pg_db_role_setting s, unnest(s.setconfig) AS each WHERE each = 'standard_conforming_strings=off'`)
    if (!checks.ok) throw new Error(checks.problem)
    const { reasons, record } = await drillDatabase(
      'strings',
      `CREATE FUNCTION act() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
         IF current_database() <> 'strings' THEN
           EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', current_database());
           EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
         END IF; RETURN 1; END $$;
       CREATE MATERIALIZED VIEW acting AS SELECT act();
       CREATE FUNCTION noticed() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
       CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION noticed();
       COMMENT ON EVENT TRIGGER e IS '\\''; CREATE ROLE evil SUPERUSER; --'`,
      { request: { checks: checks.value } },
    )
    expect([reasons, record.outcome]).toEqual([[], 'proven'])
  })

  it('proves SQL text with owners, privileges and an extension in a schema of its own', async () => {
    await createDatabase(server, 'text')
    await server.sql(
      'text',
      `CREATE ROLE texts; CREATE SCHEMA "ext; schema"; CREATE EXTENSION hstore SCHEMA "ext; schema"; CREATE EXTENSION postgres_fdw;
       CREATE TABLE a (h "ext; schema".hstore, t text); INSERT INTO a VALUES ('a=>1', 'CREATE SCHEMA "ext; schema";');
       ALTER TABLE a OWNER TO texts; GRANT SELECT ON a TO PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE texts GRANT SELECT ON TABLES TO PUBLIC`,
    )
    const path = join(folder, 'text')
    const request = { format: 'plain', noOwner: false, noAcl: false } as const
    await runBackup({ url: server.url('text'), client, store: folderStore(path), request })
    const { reasons, record } = await drillOf(path, { client })
    expect([reasons, record.outcome, record.differences]).toEqual([[], 'proven', []])
  })

  it.each(['none', 'gzip'] as const)(
    'proves SQL text, compressed by %s, whose policies name roles',
    async method => {
      const name = `policies_${method}`
      await createDatabase(server, name)
      await server.sql(
        name,
        `CREATE ROLE anon_${method}; CREATE ROLE "Odd, ""role"" ${method}";
       CREATE TABLE a (t text); INSERT INTO a VALUES ('CREATE POLICY x ON public.a TO nobody_else USING (true);');
       ALTER TABLE a ENABLE ROW LEVEL SECURITY;
       CREATE POLICY p ON a FOR SELECT TO anon_${method}, "Odd, ""role"" ${method}" USING (true)`,
      )
      const path = join(folder, name)
      const request = { format: 'plain', compression: { kind: 'pg_dump', spec: method } } as const
      await runBackup({ url: server.url(name), client, store: folderStore(path), request })
      const { reasons, record } = await drillOf(path, { client })
      expect([reasons, record.outcome, record.differences]).toEqual([[], 'proven', []])
    },
  )
})
