import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { probeServer } from '../../../src/postgres/probe/probe.ts'
import { reasonsToFail } from '../../../src/restore/failure-reasons.ts'
import { leftUnmasked } from '../../../src/restore/report.ts'
import type { RestoreDeps } from '../../../src/restore/request.ts'
import { startPostgres } from '../../support/postgres-server.ts'
import { OBJECTS_IN_TABLES } from '../../support/restore-samples.ts'
import { expectProven, useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17, { wal_level: 'logical' })
const MASK = `UPDATE customers SET name = 'masked ' || id; DELETE FROM orders WHERE id > 10;`

/** A webhook as Supabase makes them, and a subscription to a server that is not there. */
const OUTBOUND = `
  CREATE SCHEMA supabase_functions;
  CREATE FUNCTION supabase_functions.http_request() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE hooked (id int);
  CREATE TRIGGER calls_out AFTER INSERT ON hooked FOR EACH ROW
    EXECUTE FUNCTION supabase_functions.http_request('https://example.com', 'POST');
  CREATE SUBSCRIPTION follows CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
`

describe('what is done with restored data', () => {
  it('masks it, after the proof was taken', async () => {
    const { backup, database, restore, value } = world()
    await database('mask_source', OBJECTS_IN_TABLES)
    await database('mask')
    const report = await restore(await backup('mask_source'), 'mask', { request: { postRestoreSql: MASK } })
    expectProven(report)
    expect(report.afterCare.map(({ what, outcome }) => `${what}: ${outcome}`)).toEqual([
      'post-restore-sql: done',
      'analyze: done',
    ])
    expect(await value('mask', `SELECT count(*)::int FROM customers WHERE name LIKE 'masked %'`)).toBe(20)
    expect(await value('mask', `SELECT reltuples::int FROM pg_class WHERE relname = 'orders'`)).toBe(10)
  })

  it('fails where it cannot be masked, and says that it is not', async () => {
    const { backup, database, restore, value } = world()
    await database('unmasked_source', OBJECTS_IN_TABLES)
    await database('unmasked')
    const report = await restore(await backup('unmasked_source'), 'unmasked', {
      request: { postRestoreSql: `${MASK} UPDATE nowhere SET a = 1;` },
    })
    expect(report).toMatchObject({ outcome: 'failed', failure: { target: 'loaded' } })
    expect(leftUnmasked(report)).toBe(true)
    const [reason] = reasonsToFail(report)
    expect(reason).toBeInstanceOf(BackupError)
    expect(String(reason)).toContain('nowhere')
    // In one transaction: the half of it that could be done was not.
    expect(await value('unmasked', 'SELECT count(*)::int FROM orders')).toBe(100)
    expect(report.comparison?.differences).toEqual([])
  })

  it('is done too where the proof finds a difference, which fails the restore and is named', async () => {
    const { backup, database, restore, value } = world()
    // What an event trigger of the target does to restored rows is nobody's backup.
    await database('differs_source', OBJECTS_IN_TABLES)
    await database(
      'differs',
      `CREATE FUNCTION public.meddle() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF to_regclass('public.orders_customer') IS NOT NULL AND to_regclass('public.orders') IS NOT NULL THEN
           UPDATE public.customers SET name = 'meddled' WHERE id = 3;
         END IF;
       END $$;
       CREATE EVENT TRIGGER meddler ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION public.meddle()`,
    )
    const report = await restore(await backup('differs_source'), 'differs', {
      choices: { allow: new Set(['not-empty']), confirm: 'differs' },
      request: { postRestoreSql: MASK },
    })
    expect(report.outcome).toBe('different')
    expect(report.comparison?.differences).toEqual([expect.stringContaining('public.customers')])
    expect(report.afterCare[0]).toMatchObject({ what: 'post-restore-sql', outcome: 'done' })
    expect(await value('differs', `SELECT count(*)::int FROM customers WHERE name LIKE 'masked %'`)).toBe(20)
    const [reason] = reasonsToFail(report)
    expect(reason).toMatchObject({
      code: 'restore-differs',
      message: expect.stringContaining('public.customers'),
    })
  })

  it('switches off what reaches out of the copy, with disable-outbound', async () => {
    const { backup, database, restore, value } = world()
    await database('outbound_source', OUTBOUND)
    await database('outbound')
    const manifest = await backup('outbound_source')
    const report = await restore(manifest, 'outbound', { choices: { disableOutbound: true } })
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.comparison?.differences).toEqual([])
    expect(report.afterCare[0]).toMatchObject({ what: 'disable-outbound', outcome: 'done' })
    const calling = `SELECT count(*)::int FROM pg_trigger WHERE tgname = 'calls_out' AND tgenabled <> 'D'`
    expect(await value('outbound', calling)).toBe(0)
    expect(await value('outbound', 'SELECT count(*)::int FROM pg_subscription WHERE subenabled')).toBe(0)
    await world().server.sql('outbound_source', 'DROP SUBSCRIPTION follows')
  })

  it.each(['custom', 'plain'] as const)(
    'lets no job of the backup run at any time, with disable-outbound: format %s',
    async format => {
      const { backup, database, restore, server, value } = world()
      const source = `jobs_${format}`
      await database(
        source,
        `CREATE SCHEMA cron; CREATE TABLE cron.job (jobid int PRIMARY KEY, command text, username text, active boolean);
       INSERT INTO cron.job VALUES (1, 'SELECT call_customers()', 'postgres', true); CREATE TABLE t AS SELECT 1 AS a`,
      )
      const copy = `${source}_copy`
      await database(copy)
      const seen: unknown[] = []
      // Committed, and not yet proven.
      const probe: RestoreDeps['probe'] = async (connection, signal) => {
        seen.push(await value(copy, 'SELECT count(*)::int FROM cron.job WHERE active'))
        return await probeServer(connection, { signal })
      }
      const manifest = await backup(source, { request: { format } })
      const report = await restore(manifest, copy, { choices: { disableOutbound: true }, parts: { probe } })
      expect(seen).toEqual([0])
      expectProven(report, format === 'plain' ? 'partly proven' : 'proven')
      if (format === 'plain') {
        expect(report.comparison?.notVerified.join()).toContain('rows of cron.job: switched off')
        const [job] = await server.sql(copy, 'SELECT command, active FROM cron.job')
        expect(job).toEqual({ command: 'SELECT call_customers()', active: false })
      }
    },
  )

  it('is compared as it came, though a trigger of the backup fires at each login', async () => {
    const { backup, database, restore, value } = world()
    await database(
      'logs_in',
      `CREATE TABLE logins (who text);
       CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS
         $$ BEGIN INSERT INTO public.logins VALUES (session_user); END $$;
       CREATE EVENT TRIGGER notes ON login EXECUTE FUNCTION note()`,
    )
    const manifest = await backup('logs_in')
    await database('logged')
    expectProven(await restore(manifest, 'logged', { request: { analyze: false } }))
    expect(await value('logged', 'SELECT count(*)::int > 0 FROM logins')).toBe(true)
  })

  it.each([false, true])(
    'never logs in to the servers of foreign tables (disable-outbound: %s)',
    async disableOutbound => {
      const { backup, database, restore, server, value } = world()
      await using remote = await startPostgres({ major: 17, settings: { log_connections: 'on' } })
      const source = `foreign_${disableOutbound}`
      await remote.sql('postgres', 'CREATE TABLE old_orders (id int, at date)')
      await database(
        source,
        `CREATE EXTENSION postgres_fdw;
       CREATE SERVER production FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '${remote.port}', dbname 'postgres');
       CREATE USER MAPPING FOR PUBLIC SERVER production OPTIONS (user 'postgres', password '${remote.password}');
       CREATE TABLE orders (id int, at date) PARTITION BY RANGE (at);
       CREATE TABLE orders_new PARTITION OF orders FOR VALUES FROM ('2021-01-01') TO ('2030-01-01');
       CREATE FOREIGN TABLE orders_old PARTITION OF orders FOR VALUES FROM ('2010-01-01') TO ('2021-01-01')
         SERVER production OPTIONS (table_name 'old_orders');
       CREATE TABLE parent (id int); CREATE FOREIGN TABLE child () INHERITS (parent) SERVER production OPTIONS (table_name 'old_orders');
       INSERT INTO orders VALUES (1, '2022-01-01'), (2, '2022-01-01')`,
      )
      const target = `${source}_target`
      await database(target)
      const report = await restore(await backup(source), target, { choices: { disableOutbound } })
      expectProven(report)
      expect(report.afterCare.at(-1)).toEqual({ what: 'analyze', outcome: 'done', lines: [] })
      expect(await value(target, `SELECT reltuples::int FROM pg_class WHERE relname = 'orders_new'`)).toBe(2)
      expect(remote.log()).not.toContain('postgres_fdw')
      await server.sql(target, 'SELECT count(*) FROM orders')
      expect(remote.log()).toContain('postgres_fdw')
    },
  )

  it('leaves what Supabase manages alone, with its preset, and gives back the rows of its users', async () => {
    const { backup, database, restore, value } = world()
    const platform = `
      CREATE SCHEMA auth; CREATE SCHEMA vault; CREATE SCHEMA realtime;
      CREATE TABLE auth.users (id int PRIMARY KEY, email text);
      CREATE TABLE auth.schema_migrations (version text PRIMARY KEY);
      CREATE TABLE vault.secrets (id int); CREATE TABLE realtime.messages (id int);
      INSERT INTO auth.schema_migrations VALUES ('1')`
    await database(
      'supabase_source',
      `${platform}; ${OBJECTS_IN_TABLES}; INSERT INTO auth.users VALUES (1, 'a@example.com'), (2, 'b@example.com');
       INSERT INTO vault.secrets VALUES (1); INSERT INTO auth.schema_migrations VALUES ('2');
       CREATE TABLE profiles (id int REFERENCES auth.users); INSERT INTO profiles VALUES (1), (2)`,
    )
    await database('supabase', platform)
    const manifest = await backup('supabase_source')
    const report = await restore(manifest, 'supabase', { choices: { preset: 'supabase' } })
    expect(report.refusals).toEqual([])
    expect(report.failure?.errors ?? []).toEqual([])
    expect(report.comparison?.differences).toEqual([])
    expect(await value('supabase', 'SELECT count(*)::int FROM auth.users')).toBe(2)
    expect(await value('supabase', 'SELECT count(*)::int FROM auth.schema_migrations')).toBe(1)
    expect(await value('supabase', 'SELECT count(*)::int FROM vault.secrets')).toBe(0)
    expect(await value('supabase', 'SELECT count(*)::int FROM profiles')).toBe(2)
    expect(await value('supabase', 'SELECT count(*)::int FROM orders')).toBe(100)
  })
})
