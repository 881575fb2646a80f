import { describe, expect, it } from 'vitest'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)

/** May replace what is there, the source too. */
function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source']), confirm: database, ...instead }
}
const codes = ({ refusals }: RestoreReport): string[] => refusals.map(({ code }) => code)

describe('rows of a platform, where everything else is empty,', () => {
  it('are contents: they are confirmed, allowed and backed up before they are replaced', async () => {
    const { backup, database, restore, value } = world()
    const auth = `CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY, email text);
      CREATE TABLE auth.schema_migrations (version text); INSERT INTO auth.schema_migrations VALUES ('1');`
    await database(
      'platform_source',
      `${auth} INSERT INTO auth.users VALUES (1, 'old'); CREATE TABLE t AS SELECT 1 AS a`,
    )
    await database('platform', `${auth} INSERT INTO auth.users SELECT i, 'live' FROM generate_series(1, 9) i`)
    const manifest = await backup('platform_source')
    const refused = await restore(manifest, 'platform', { choices: { preset: 'supabase' } })
    expect(codes(refused)).toEqual(['restore-target-not-empty', 'restore-not-confirmed'])
    expect(refused.refusals[0]?.message).toContain('rows in auth.users')
    expect(await value('platform', 'SELECT count(*)::int FROM auth.users')).toBe(9)
    const report = await restore(manifest, 'platform', { choices: over('platform', { preset: 'supabase' }) })
    expectProven(report)
    expect(report.preRestore).toMatchObject({ kind: 'made', manifest: { contents: { rows: 10 } } })
  })
})

describe('what users add to the schemas of a platform', () => {
  it('is not restored: it is reported before and after, and the restore is not proven as a whole', async () => {
    const { backup, database, restore } = world()
    const auth = `CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY, email text);
      CREATE FUNCTION auth.uid() RETURNS int LANGUAGE sql AS 'SELECT NULL::int';`
    await database(
      'added_source',
      `${auth} CREATE FUNCTION auth.tenant_id() RETURNS int LANGUAGE sql AS 'SELECT 7';
       CREATE VIEW auth.active AS SELECT * FROM auth.users; CREATE INDEX users_email ON auth.users (email);
       INSERT INTO auth.users VALUES (1, 'a'); CREATE TABLE t AS SELECT 1 AS a`,
    )
    await database('added', auth)
    const report = await restore(await backup('added_source'), 'added', { choices: { preset: 'supabase' } })
    expectProven(report, 'partly proven')
    expect(report.warnings.join()).toMatch(/target lacks.*FUNCTION auth\."tenant_id\(\)", VIEW auth\.active/)
    const told = report.comparison?.skipped.join('\n')
    for (const name of ['tenant_id', 'active', 'users_email']) expect(told).toContain(name)
    expect(told).not.toContain('uid()')
  })
})

describe('the latest backup', () => {
  it('is the latest that has what is asked for', async () => {
    const { backup, database, restore, value } = world()
    await database('series', 'CREATE TABLE t AS SELECT generate_series(1, 10) AS id; CREATE TABLE u (id int)')
    await database('latest', 'CREATE TABLE t AS SELECT generate_series(1, 10) AS id')
    const selection = { excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] }
    const made = []
    const now = Date.now()
    for (const [step, request] of [
      {},
      { mode: 'schema' as const },
      { mode: 'data' as const },
      { selection: { ...selection, tables: ['u'] } },
    ].entries())
      made.push(
        await backup('series', {
          request: { series: 'series', ...request },
          parts: { now: () => new Date(now + step * 5000) },
        }),
      )
    const wanted = { kind: 'newest', series: 'series', backupClass: undefined, before: undefined } as const
    const [whole, definitions] = made
    if (!(whole && definitions)) throw new Error('no backups')
    const report = await restore(whole, 'latest', { choices: over('latest'), request: { wanted } })
    expectProven(report)
    expect(report.manifest.key).toBe(whole.key)
    expect(await value('latest', 'SELECT count(*)::int FROM t')).toBe(10)
    const schema = { kind: 'all', mode: 'schema' } as const
    const dry = { choices: over('latest', { selection: schema }), request: { wanted, dryRun: true } }
    expect((await restore(whole, 'latest', dry)).manifest.key).toBe(definitions.key)
    expect(codes(await restore(definitions, 'latest', { choices: over('latest') }))).toEqual([
      'restore-mode-missing',
    ])
  })
})

describe('a table without rows in the backup', () => {
  it('is no difference in a new database, and a loss that is reported over rows', async () => {
    const { backup, database, restore } = world()
    await database('audited', 'CREATE TABLE t AS SELECT 1 AS a; CREATE TABLE audit AS SELECT 1 AS a')
    await database('unaudited')
    const nothing = { tables: [], excludeTables: [], schemas: [], excludeSchemas: [] }
    const manifest = await backup('audited', {
      request: { selection: { ...nothing, excludeTableData: ['audit'] } },
    })
    expectProven(await restore(manifest, 'unaudited'))
    const report = await restore(manifest, 'audited', { choices: over('audited'), request: { dryRun: true } })
    expect(report.warnings.join()).toMatch(/brings no rows for it.*public\.audit/)
  })

  it('is reported with mode: schema, and with a list that leaves its rows or its policies out', async () => {
    const { backup, database, restore } = world()
    await database(
      'listed',
      `CREATE TABLE s (id int PRIMARY KEY); ALTER TABLE s ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON s;
       INSERT INTO s VALUES (1); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE ty AS ENUM ('a')`,
    )
    const manifest = await backup('listed')
    const dry = async (selection: RestoreSelection): Promise<RestoreReport> =>
      restore(manifest, 'listed', { choices: over('listed', { selection }), request: { dryRun: true } })
    const definitions = await dry({ kind: 'all', mode: 'schema' })
    expect(definitions.warnings.join()).toMatch(/brings no rows for it.*public\.s/)
    expect(definitions.plan?.drops).toEqual(['table public.s', 'function public.f()', 'type public.ty'])
    const ids = definitions.plan?.load.filter(({ kind }) => kind === 'TABLE').map(({ id }) => id) ?? []
    const { warnings } = await dry({ kind: 'list', ids })
    expect(warnings.join()).toMatch(/dropped with them.*POLICY public\."s p"/)
  })
})

describe('rows of an extension’s table', () => {
  /** As pg_cron's: an extension with a table whose rows are the user's, except some. */
  const CRON = `
    CREATE EXTENSION citext; CREATE SCHEMA cron; CREATE TABLE cron.job (id int PRIMARY KEY, mine boolean);
    ALTER EXTENSION citext ADD SCHEMA cron; ALTER EXTENSION citext ADD TABLE cron.job;
    UPDATE pg_extension SET extconfig = ARRAY['cron.job'::regclass::oid], extcondition = ARRAY['WHERE mine']
     WHERE extname = 'citext';
    INSERT INTO cron.job VALUES (1, true), (2, false);`

  it('are replaced, except its own; and are contents', async () => {
    const { backup, database, restore, server, value } = world()
    await database('jobs', `${CRON} CREATE TABLE t AS SELECT 1 AS a`)
    await database('only_jobs', CRON)
    const manifest = await backup('jobs')
    await server.sql('jobs', 'INSERT INTO cron.job VALUES (3, true)')
    const report = await restore(manifest, 'jobs', { choices: over('jobs') })
    expectProven(report)
    expect(report.plan?.empties).toEqual([{ schema: 'cron', name: 'job' }])
    expect(await value('jobs', `SELECT string_agg(id::text, ' ' ORDER BY id) FROM cron.job`)).toBe('1 2')
    const refused = await restore(manifest, 'only_jobs')
    expect(codes(refused)).toEqual(['restore-target-not-empty', 'restore-not-confirmed'])
    expect(refused.refusals[0]?.message).toContain('rows in cron.job')
  })
})

it('settings of the database are reported as left out, by their names and never their values', async () => {
  const { backup, database, restore, server } = world()
  await database('set_source', 'CREATE TABLE t AS SELECT 1 AS a')
  await server.sql(
    'set_source',
    `ALTER DATABASE set_source SET search_path = app; ALTER DATABASE set_source SET app.secret = 'geheim'`,
  )
  await database('set')
  const report = await restore(await backup('set_source'), 'set')
  expectProven(report)
  expect(report.comparison?.skipped.join()).toContain('ALTER DATABASE … SET app.secret, search_path')
  expect(report.warnings.join()).toContain('app.secret, search_path')
  expect(JSON.stringify(report)).not.toContain('geheim')
})
