import { describe, expect, it } from 'vitest'
import { probeTarget } from '../../../src/postgres/target/probe-target.ts'
import { SCHEMAS_OF_ROWS } from '../../../src/presets/preset.ts'
import type { RestoreDeps } from '../../../src/restore/request.ts'
import { OBJECTS_IN_TABLES } from '../../support/restore-samples.ts'
import { expectProven, type RestoreWorld, useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17, { wal_level: 'logical' })

/** An ordinary role that owns a database, as hosted servers give one. */
async function ownedBy(role: string, name: string): Promise<string> {
  const { database, server } = world()
  await database(name)
  await server.sql(
    'postgres',
    `CREATE ROLE ${role} LOGIN PASSWORD '${role}'; ALTER DATABASE ${name} OWNER TO ${role}`,
  )
  return server.url(name).replace(/\/\/postgres:[^@]*@/, `//${role}:${role}@`)
}

async function backupOf(
  name: string,
  sql: string,
  request: NonNullable<Parameters<RestoreWorld['backup']>[1]>['request'] = {},
): ReturnType<RestoreWorld['backup']> {
  await world().database(name, sql)
  return world().backup(name, { request })
}

describe('what restores trip over in the field', () => {
  it('a schema public that exists, with a comment and privileges of its own', async () => {
    const manifest = await backupOf(
      'public_source',
      `${OBJECTS_IN_TABLES}; COMMENT ON SCHEMA public IS 'ours'; REVOKE ALL ON SCHEMA public FROM PUBLIC`,
      { noAcl: false, noOwner: false },
    )
    const { database, restore } = world()
    await database('public_target')
    expectProven(await restore(manifest, 'public_target'))
  })

  it('extensions with comments, installed by somebody else, are left as they are', async () => {
    const manifest = await backupOf(
      'extension_source',
      `CREATE EXTENSION pgcrypto; CREATE EXTENSION hstore; CREATE TABLE h (v hstore); INSERT INTO h VALUES ('a=>1')`,
    )
    const url = await ownedBy('ext_owner', 'extension_target')
    const { restore, server } = world()
    await server.sql('extension_target', 'CREATE EXTENSION pgcrypto; CREATE EXTENSION hstore')
    const report = await restore(manifest, 'extension_target', { url })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.comparison?.differences).toEqual([])
    expect(report.plan?.skip.map(({ entry }) => entry.kind)).toContain('EXTENSION')
  })

  it('an extension that the target cannot have is refused by name, or skipped with what needs it', async () => {
    const { client, database, restore, server } = world()
    const manifest = await backupOf(
      'missing_source',
      `${OBJECTS_IN_TABLES}; CREATE EXTENSION citext; CREATE TABLE c (v citext); INSERT INTO c VALUES ('x')`,
    )
    await database('missing_target')
    const missing: RestoreDeps['probeTarget'] = async (connection, signal) => {
      // As a server records itself that lacks the extension: those of tests have them all.
      const facts = await probeTarget(connection, { managedSchemas: SCHEMAS_OF_ROWS, signal })
      const others = [...facts.availableExtensions].filter(([name]) => name !== 'citext')
      return { ...facts, availableExtensions: new Map(others) }
    }
    const parts = { provideClient: async () => client, probeTarget: missing }
    const refused = await restore(manifest, 'missing_target', { parts })
    expect(refused.refusals.map(({ code }) => code)).toEqual(['restore-extension-missing'])
    expect(refused.refusals[0]?.message).toContain('citext')
    expect(await server.sql('missing_target', `SELECT FROM pg_class WHERE relname = 'orders'`)).toEqual([])
    const skipped = await restore(manifest, 'missing_target', {
      parts,
      choices: { skipExtensions: ['citext'] },
    })
    expectProven(skipped, 'partly proven')
    expect(skipped.comparison?.skipped.join('\n')).toMatch(/table public\.c|rows of public\.c/)
  })

  it('event triggers and publications of all tables, as a role that is no superuser', async () => {
    const manifest = await backupOf(
      'triggers_source',
      `${OBJECTS_IN_TABLES};
       CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
       CREATE EVENT TRIGGER watcher ON ddl_command_end EXECUTE FUNCTION watch();
       CREATE PUBLICATION everything FOR ALL TABLES; CREATE PUBLICATION few FOR TABLE orders`,
    )
    const url = await ownedBy('plain_owner', 'triggers_target')
    const { restore, server } = world()
    const report = await restore(manifest, 'triggers_target', { url })
    expectProven(report, 'partly proven')
    const told = report.comparison?.skipped.join('\n')
    expect(told).toContain('watcher')
    expect(told).toContain('everything')
    expect(await server.sql('triggers_target', 'SELECT pubname FROM pg_publication')).toEqual([
      { pubname: 'few' },
    ])
  })

  it('roles that the target lacks: refused, or created from the backup, with what they own and may', async () => {
    const { backup, database, restore, server, value } = world()
    await server.sql('postgres', `CREATE ROLE app_owner; CREATE ROLE app_reader LOGIN PASSWORD 'secret'`)
    await database(
      'roles_source',
      `${OBJECTS_IN_TABLES}; ALTER TABLE orders OWNER TO app_owner; GRANT SELECT ON orders TO app_reader;
       ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT SELECT ON TABLES TO app_reader;
       ALTER TABLE customers ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON customers TO app_reader USING (true)`,
    )
    const request = { noAcl: false, noOwner: false, globals: true }
    const manifest = await backup('roles_source', { request })
    const without = await backup('roles_source', { request: { ...request, globals: false } })
    await server.sql(
      'roles_source',
      'DROP OWNED BY app_reader; REASSIGN OWNED BY app_owner TO postgres; DROP OWNED BY app_owner',
    )
    await server.sql('postgres', 'DROP ROLE app_owner; DROP ROLE app_reader')
    await database('roles_target')
    const all = { noOwner: false, noAcl: false }
    const refused = await restore(manifest, 'roles_target', { choices: all })
    expect(refused.outcome).toBe('refused')
    expect(refused.refusals.map(({ message }) => message).join()).toMatch(/app_reader/)
    const nothing = await restore(without, 'roles_target', { choices: { ...all, createRoles: true } })
    expect(nothing.refusals.map(({ code }) => code)).toEqual(['restore-role-missing'])
    const report = await restore(manifest, 'roles_target', { choices: { ...all, createRoles: true } })
    expectProven(report, 'partly proven')
    expect(report.createdRoles.toSorted()).toEqual(['app_owner', 'app_reader'])
    expect(
      await value('roles_target', `SELECT relowner::regrole::text FROM pg_class WHERE relname = 'orders'`),
    ).toBe('app_owner')
    expect(await value('roles_target', `SELECT has_table_privilege('app_reader', 'orders', 'SELECT')`)).toBe(
      true,
    )
    expect(
      await value('postgres', `SELECT rolpassword FROM pg_authid WHERE rolname = 'app_reader'`),
    ).toBeNull()
  })

  it.each(['custom', 'plain'] as const)(
    'a view by slices, into which psql would put its port (format %s)',
    async format => {
      const { backup, database, restore, value } = world()
      const name = `slices_${format}`
      await database(
        name,
        `CREATE TABLE t (a int[], "PORT" int); INSERT INTO t VALUES ('{1,2,3}', 2);
       CREATE VIEW v AS SELECT a[1:"PORT"] AS s FROM t`,
      )
      await database(`${name}_new`)
      const manifest = await backup(name, { request: { format } })
      expectProven(await restore(manifest, `${name}_new`))
      expect(await value(`${name}_new`, 'SELECT s FROM v')).toEqual([1, 2])
    },
  )
})
