import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { withoutManaged } from '../../../src/presets/preset.ts'
import { readRestoreInputs } from '../../../src/restore/inputs.ts'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import type { RestoreDeps } from '../../../src/restore/request.ts'
import { rollback } from '../../../src/restore/summary/rollback.ts'
import { connectionTo } from '../../support/ask-server.ts'
import { useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)
const run = promisify(execFile)
const NOTHING = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }
const WITH_ROLES = { noOwner: false, noAcl: false } as const

function over(database: string, more: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source'] as const), confirm: database, ...more }
}

function told(report: RestoreReport): string {
  const { store } = world()
  const where = { location: store.location, url: (key: string) => store.url(key), endpoint: undefined }
  return rollback(report, { ...where, openCommand: () => undefined })
}

function blockOf(text: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(text)?.[1] ?? ''
}

/** Does what the summary says: its SQL, then the action with its inputs and no others. */
async function goBack(report: RestoreReport): Promise<RestoreReport> {
  const { database } = report.target
  const text = told(report)
  await world().server.sql(database, blockOf(text, 'sql') || 'SELECT 1')
  const inputs: Record<string, string> = parse(blockOf(text, 'yaml'))
  const env = Object.entries({
    destination: '/backups',
    'target-url': 'postgresql://u@localhost/d',
    ...inputs,
  })
  const read = readRestoreInputs({
    env: Object.fromEntries(env.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)])),
    scratch: '/nowhere',
  })
  const { wanted } = read.request
  expect(wanted).toMatchObject({ kind: 'key' })
  const key = wanted.kind === 'key' ? wanted.key : ''
  const back = await world().restore({ ...report.manifest, key }, database, {
    choices: { ...read.choices, selection: selectionOf(read.part) },
  })
  expect(back.refusals).toEqual([])
  expect(back.failure?.errors ?? []).toEqual([])
  expect(back.comparison?.differences).toEqual([])
  return back
}

function selectionOf(part: ReturnType<typeof readRestoreInputs>['part']): RestoreSelection {
  if (part.kind === 'list file') throw new Error('no list is printed')
  return part
}

async function everything(database: string): Promise<Manifest['fingerprint']> {
  return await world().fingerprint(database)
}

describe('the way back that a restore prints, done as it says', () => {
  it('brings back owners and privileges', async () => {
    const { backup, database, restore, server, value } = world()
    await server.sql('postgres', 'CREATE ROLE reader; CREATE ROLE keeper')
    await database(
      'owned',
      'CREATE TABLE t (a int); ALTER TABLE t OWNER TO keeper; GRANT SELECT ON t TO reader',
    )
    const rights = () =>
      value('owned', `SELECT relowner::regrole || ' ' || relacl::text FROM pg_class WHERE relname = 't'`)
    const before = await rights()
    const report = await restore(await backup('owned', { request: WITH_ROLES }), 'owned', {
      choices: over('owned'),
    })
    expect(await rights()).not.toBe(before)
    await goBack(report)
    expect(await rights()).toBe(before)
  })

  it('drops what the restore has added, no matter what it refers to', async () => {
    const { backup, database, restore, server, value } = world()
    const old =
      'CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (7); CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS $$SELECT 1$$;'
    await database(
      'richer',
      `${old} CREATE TABLE b (id int REFERENCES a); CREATE VIEW "odd View" AS SELECT a.id FROM a, b;
       CREATE SCHEMA more; CREATE TYPE more.mood AS ENUM ('x'); CREATE TYPE mood AS ENUM ('y'); CREATE DOMAIN small AS int;
       ALTER TABLE a ADD m mood; CREATE FUNCTION f(text, mood) RETURNS a LANGUAGE sql AS 'SELECT * FROM a';
       CREATE EXTENSION citext; CREATE TABLE more.c (c citext); CREATE PROCEDURE p() LANGUAGE sql AS '';
       CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int); CREATE OPERATOR === (function = int4eq, leftarg = int, rightarg = int);
       CREATE CAST (mood AS int) WITH INOUT; CREATE STATISTICS st ON id, m FROM a; CREATE COLLATION coll FROM "C";
       CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE PUBLICATION pub FOR TABLE b;
       CREATE TEXT SEARCH CONFIGURATION conf (COPY = simple); CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
       CREATE OPERATOR FAMILY fam USING btree; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION ev()`,
    )
    await database('poorer', old)
    const before = await everything('poorer')
    const report = await restore(await backup('richer'), 'poorer', { choices: over('poorer') })
    expect(report.outcome).toBe('proven')
    await goBack(report)
    expect(await everything('poorer')).toEqual(before)
    expect(await value('poorer', 'SELECT id FROM a')).toBe(7)
    await server.sql('poorer', 'SELECT f(1)')
  })

  it('leaves alone what others have made meanwhile', async () => {
    const { backup, database, restore, server } = world()
    await database('busy_source', 'CREATE TABLE t (a int); CREATE TABLE added (a int)')
    await database('busy', 'CREATE TABLE t (a int)')
    const manifest = await backup('busy_source')
    // Once the target has been asked.
    const exclusively: RestoreDeps['exclusively'] = async (_, work) => {
      await server.sql('busy', 'CREATE TABLE of_the_application (a int)')
      await server.sql('busy', 'CREATE SCHEMA apps; CREATE TYPE k AS (a int)')
      return await work()
    }
    const report = await restore(manifest, 'busy', { choices: over('busy'), parts: { exclusively } })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.after?.dropAdditions).toEqual(['DROP TABLE IF EXISTS "public"."added" CASCADE;'])
  })

  it('is made also where another restore took its name in the same second', async () => {
    const { backup, database, restore } = world()
    await database('twice', 'CREATE TABLE t (a int); INSERT INTO t VALUES (1)')
    const manifest = await backup('twice')
    const second = Date.now() - 60_000
    const began = performance.now()
    const now = (): Date => new Date(second + (performance.now() - began > 1_000 ? 1_000 : 0))
    const again = { choices: over('twice'), parts: { now: () => new Date(second) } }
    const first = await restore(manifest, 'twice', again)
    const other = await restore(manifest, 'twice', { ...again, parts: { now } })
    expect([first.preRestore.kind, other.preRestore.kind]).toEqual(['made', 'made'])
    expect(other.outcome).toBe('proven')
  })

  it('brings back no more than the tables that were replaced', async () => {
    const { backup, database, restore, server, value } = world()
    await database(
      'part',
      'CREATE TABLE a (id int); CREATE TABLE b (id int); INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)',
    )
    const manifest = await backup('part')
    await server.sql('part', 'UPDATE a SET id = 2')
    const tables = [{ schema: 'public', name: 'a' }]
    const report = await restore(manifest, 'part', {
      choices: over('part', { selection: { kind: 'tables', tables, definitions: false } }),
    })
    expect(await value('part', 'SELECT id FROM a')).toBe(1)
    await server.sql('part', 'UPDATE b SET id = 3')
    await goBack(report)
    expect(await value('part', 'SELECT id FROM a')).toBe(2)
    expect(await value('part', 'SELECT id FROM b')).toBe(3)
  })

  it('brings back the rows where only definitions were restored', async () => {
    const { backup, database, restore, value } = world()
    await database('defined', 'CREATE TABLE a (id int); INSERT INTO a VALUES (1)')
    const report = await restore(await backup('defined'), 'defined', {
      choices: over('defined', { selection: { kind: 'all', mode: 'schema' } }),
    })
    expect(await value('defined', 'SELECT count(*)::int FROM a')).toBe(0)
    await goBack(report)
    expect(await value('defined', 'SELECT count(*)::int FROM a')).toBe(1)
  })

  it('keeps to the preset, and stock tools find the schemas that it leaves out', async () => {
    const { backup, client, database, restore, server, value } = world()
    const platform = `CREATE SCHEMA auth; CREATE SCHEMA extensions; CREATE EXTENSION "uuid-ossp" SCHEMA extensions;
      CREATE TABLE auth.users (id uuid PRIMARY KEY DEFAULT extensions.uuid_generate_v4(), email text);
      CREATE TABLE t (id uuid DEFAULT extensions.uuid_generate_v4(), who uuid REFERENCES auth.users);
      INSERT INTO auth.users (email) VALUES ('a@example.com'); INSERT INTO t (who) SELECT id FROM auth.users`
    await database('supa', platform)
    await database('supa_target', `${platform}; UPDATE auth.users SET email = 'b@example.com'`)
    const preset = 'supabase'
    const manifest = await backup('supa', { request: { selection: withoutManaged(NOTHING, preset) } })
    const report = await restore(manifest, 'supa_target', { choices: over('supa_target', { preset }) })
    const email = () => value('supa_target', 'SELECT email FROM auth.users')
    expect(await email()).toBe('a@example.com')
    const back = await goBack(report)
    expect(await email()).toBe('b@example.com')
    expect(back.asked.preset).toBe(preset)

    const folder = await mkdtemp(join(tmpdir(), 'stock-'))
    const { endpoints, password = '', user } = connectionTo(`${server.url('postgres')}?sslmode=disable`)
    const createdb = `createdb() { psql -X -q --dbname=postgres -c "CREATE DATABASE $1 TEMPLATE template0"; }`
    await run('bash', ['-euc', `${createdb}\n${blockOf(told(report), 'bash')}`], {
      cwd: folder,
      env: {
        PATH: `${dirname(client.program('pg_restore'))}:${process.env['PATH']}`,
        PGHOST: endpoints[0]?.host,
        PGPORT: String(endpoints[0]?.port),
        PGUSER: user,
        PGPASSWORD: password,
      },
    })
    expect(await value('restored', 'SELECT email FROM auth.users')).toBe('b@example.com')
    await rm(folder, { recursive: true })
  })
})
