import { beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import type { RestoreChoices, RestoreSelection } from '../../../src/restore/plan/restore-choices.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)

/** Rows of a_orders come before those of customers, in the order of an archive. */
const SHOP = `
  SET ROLE clerk;
  CREATE TABLE customers (id int PRIMARY KEY);
  CREATE TABLE a_orders (c int REFERENCES customers);
  CREATE TABLE calls (c int);
  CREATE FUNCTION call() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO calls VALUES (NEW.c); RETURN NEW; END$$;
  INSERT INTO customers VALUES (1); INSERT INTO a_orders VALUES (1), (1);
  RESET ROLE;`
const ROWS: RestoreSelection = { kind: 'all', mode: 'data' }
const codes = ({ refusals }: RestoreReport): string[] => refusals.map(({ code }) => code)

function over(database: string, instead: Partial<RestoreChoices> = {}): Partial<RestoreChoices> {
  return { allow: new Set(['not-empty', 'source']), confirm: database, ...instead }
}

beforeAll(async () => {
  const { server } = world()
  await server.sql(
    'postgres',
    `CREATE ROLE clerk LOGIN PASSWORD 'pw'; CREATE ROLE guest LOGIN PASSWORD 'pw'; CREATE ROLE other`,
  )
})

async function shop(name: string): Promise<Manifest> {
  const { backup, database, server } = world()
  await database(name)
  await server.sql('postgres', `ALTER DATABASE ${name} OWNER TO clerk`)
  await server.sql(name, SHOP)
  return await backup(name)
}

function as(role: string, database: string): string {
  return world()
    .server.url(database)
    .replace(/\/\/postgres:[^@]*@/, `//${role}:pw@`)
}

describe('a role that is no superuser', () => {
  it('restores rows where it may set session_replication_role, and no trigger fires', async () => {
    const { restore, server, value } = world()
    const manifest = await shop('granted')
    await server.sql(
      'granted',
      `CREATE TRIGGER webhook AFTER INSERT ON a_orders FOR EACH ROW EXECUTE FUNCTION call();
       GRANT SET ON PARAMETER session_replication_role TO clerk`,
    )
    const run = { url: as('clerk', 'granted'), choices: over('granted', { selection: ROWS }) }
    try {
      expectProven(await restore(manifest, 'granted', run))
      expect(await value('granted', 'SELECT count(*)::int FROM calls')).toBe(0)
      await server.sql('granted', 'ALTER TABLE a_orders ENABLE ALWAYS TRIGGER webhook')
      const disableOutbound = { choices: over('granted', { selection: ROWS, disableOutbound: true }) }
      const always = await restore(manifest, 'granted', { ...run, ...disableOutbound })
      expect(codes(always)).toEqual(['restore-rows-hindered'])
    } finally {
      await server.sql('postgres', 'REVOKE SET ON PARAMETER session_replication_role FROM clerk')
    }
  })

  it('is reported before which triggers and foreign keys would act on the rows', async () => {
    const { restore, server, value } = world()
    const manifest = await shop('hindered')
    await server.sql(
      'hindered',
      'CREATE TRIGGER webhook AFTER INSERT ON a_orders FOR EACH ROW EXECUTE FUNCTION call()',
    )
    const url = as('clerk', 'hindered')
    const refused = await restore(manifest, 'hindered', {
      url,
      choices: over('hindered', { selection: ROWS }),
    })
    expect(codes(refused)).toEqual(['restore-rows-hindered'])
    expect(refused.refusals[0]?.message).toMatch(
      /trigger webhook on public\.a_orders, foreign key \S+ of public\.a_orders to public\.customers/,
    )
    expect(refused.refusals[0]?.hint).toContain('GRANT SET ON PARAMETER session_replication_role TO clerk')
    const customers = [{ schema: 'public', name: 'customers' }]
    const one = { kind: 'tables', tables: customers, definitions: false } as const
    const pointed = await restore(manifest, 'hindered', {
      url,
      choices: over('hindered', { selection: one }),
    })
    expect(pointed.refusals[0]?.hint).toContain('or restore public.a_orders too')
    expect(await value('hindered', 'SELECT count(*)::int FROM calls')).toBe(0)
    const calls = { ...one, tables: [{ schema: 'public', name: 'calls' }] }
    expectProven(
      await restore(manifest, 'hindered', { url, choices: over('hindered', { selection: calls }) }),
    )
  })

  it('is refused in a dry run what it could not create or drop', async () => {
    const { database, restore, server } = world()
    const manifest = await shop('rights')
    await database('closed', 'CREATE TABLE calls (c int); ALTER TABLE calls OWNER TO other')
    const run = { url: as('guest', 'closed'), request: { dryRun: true }, choices: over('closed') }
    const closed = await restore(manifest, 'closed', run)
    expect(codes(closed)).toEqual(['restore-right-missing'])
    expect(closed.refusals[0]?.message).toMatch(
      /CREATE on schema public.*ownership of what is to be dropped, table public\.calls of other/,
    )
    await server.sql('closed', 'GRANT CREATE ON SCHEMA public TO guest; ALTER TABLE calls OWNER TO guest')
    expect((await restore(manifest, 'closed', run)).outcome).toBe('planned')
  })

  it('comments on schema public where it owns the database', async () => {
    const { backup, database, restore, server, value } = world()
    await database('commented_source', `CREATE TABLE t (); COMMENT ON SCHEMA public IS 'ours'`)
    const manifest = await backup('commented_source')
    await database('commented')
    await server.sql('postgres', 'ALTER DATABASE commented OWNER TO clerk')
    expectProven(await restore(manifest, 'commented', { url: as('clerk', 'commented') }))
    expect(await value('commented', `SELECT obj_description('public'::regnamespace)`)).toBe('ours')
  })
})

describe('owners and privileges', () => {
  it('that are lost are reported, and those that are restored are reported as not compared', async () => {
    const { backup, database, restore } = world()
    await database('owned', 'CREATE TABLE t (); ALTER TABLE t OWNER TO other; GRANT SELECT ON t TO guest')
    const manifest = await backup('owned', { request: { noOwner: false, noAcl: false } })
    const dry = { choices: over('owned'), request: { dryRun: true } }
    const lost = await restore(manifest, 'owned', dry)
    expect(lost.warnings.join()).toMatch(/loses their owners.*public\.t.*privileges of others.*public\.t/)
    const all = await restore(manifest, 'owned', {
      choices: over('owned', { noOwner: false, noAcl: false }),
    })
    expect(all.outcome).toBe('partly proven')
    expect(all.comparison?.notVerified).toEqual(['owners and privileges: no fingerprint has them'])
  })
})

it('a source that is not known by its name is refused, unless that is allowed', async () => {
  const { backup, database, restore, server } = world()
  await database('alias', 'CREATE TABLE t (); ALTER TABLE t OWNER TO clerk')
  await server.sql('alias', 'REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC')
  const manifest = await backup('alias', { url: as('clerk', 'alias') })
  expect(manifest.source).toMatchObject({ port: server.port, databaseOid: expect.stringMatching(/^\d+$/) })
  expect(manifest.source).not.toHaveProperty('systemIdentifier')
  const url = as('clerk', 'alias').replace('127.0.0.1', 'localhost')
  const choices = { allow: new Set(['not-empty'] as const), confirm: 'alias' }
  const report = await restore(manifest, 'alias', { url, choices })
  expect(codes(report)).toEqual(['restore-maybe-source'])
  expect(report.refusals[0]?.hint).toContain('write allow: source')
  const here = await restore(manifest, 'alias', { url: as('clerk', 'alias'), choices })
  expect(codes(here)).toEqual(['restore-into-source'])
  await server.sql('postgres', 'ALTER DATABASE alias RENAME TO renamed')
  const renamed = await restore(manifest, 'renamed', {
    url: as('clerk', 'renamed').replace('127.0.0.1', 'localhost'),
    choices: { ...choices, confirm: 'renamed' },
  })
  expect(codes(renamed)).toEqual(['restore-maybe-source'])
  expect(renamed.refusals[0]?.message).toContain('the oid of the database is the same')
})
