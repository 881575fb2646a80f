import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRoles } from '../../src/restore/create-roles.ts'
import { missingRoles, placeholderRoles } from '../../src/restore/plan/roles.ts'
import { analyzeDatabase } from '../../src/restore/post-restore/analyze.ts'
import { turnOutboundOff } from '../../src/restore/post-restore/outbound.ts'
import { connectionTo, refusal } from '../support/ask-server.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../support/postgres-server.ts'

/** The shapes that pg_cron 1.4, pg_net and Supabase give them, without what reaches out. */
const OUTBOUND = `
  CREATE SCHEMA cron;
  CREATE TABLE cron.job (jobid bigserial PRIMARY KEY, schedule text NOT NULL, command text NOT NULL,
    nodename text NOT NULL DEFAULT 'localhost', nodeport int NOT NULL DEFAULT 5432,
    database text NOT NULL DEFAULT current_database(), username text NOT NULL DEFAULT current_user,
    active boolean NOT NULL DEFAULT true, jobname text);
  GRANT USAGE ON SCHEMA cron TO PUBLIC; GRANT SELECT ON cron.job TO PUBLIC;
  ALTER TABLE cron.job ENABLE ROW LEVEL SECURITY;
  CREATE POLICY cron_job_policy ON cron.job USING (username = CURRENT_USER);
  INSERT INTO cron.job (schedule, command, username) VALUES ('* * * * *', 'SELECT 1', 'postgres'), ('* * * * *', 'SELECT 2', 'keeper');
  INSERT INTO cron.job (schedule, command, active) VALUES ('* * * * *', 'SELECT 3', false);
  CREATE SCHEMA net;
  CREATE UNLOGGED TABLE net.http_request_queue (id bigserial, method text NOT NULL, url text NOT NULL, headers jsonb,
    body bytea, timeout_milliseconds int NOT NULL);
  INSERT INTO net.http_request_queue (method, url, timeout_milliseconds) VALUES ('POST', 'https://example.test', 1000);
  CREATE SCHEMA supabase_functions;
  CREATE FUNCTION supabase_functions.http_request() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW\\; END';
  CREATE FUNCTION public.own_hook() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM net.http_post(''x'')\\; RETURN NEW\\; END';
  CREATE TABLE public."Orders" (id int, day date) PARTITION BY RANGE (day);
  CREATE TABLE public.orders_26 PARTITION OF public."Orders" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE TRIGGER "on insert" AFTER INSERT ON public."Orders" FOR EACH ROW
    EXECUTE FUNCTION supabase_functions.http_request('https://example.test', 'POST');
  CREATE TRIGGER mine AFTER INSERT ON public."Orders" FOR EACH ROW EXECUTE FUNCTION public.own_hook();
  CREATE EXTENSION postgres_fdw;
  CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw`

async function load(server: PostgresServer, database: string, sql: string): Promise<void> {
  for (const statement of sql.split(/(?<!\\);/)) await server.sql(database, statement.replaceAll('\\;', ';'))
}

const options = () => ({ signal: AbortSignal.timeout(60_000) })

describe.each(availableMajors())('after a restore into PostgreSQL %i', major => {
  let server: PostgresServer
  const at = (database: string, user = 'postgres') =>
    connectionTo(`postgresql://${user}:geheim@127.0.0.1:${server.port}/${database}?sslmode=disable`)

  beforeAll(async () => {
    server = await startPostgres({ major, password: 'geheim', settings: { wal_level: 'logical' } })
    await server.sql('postgres', 'CREATE DATABASE source')
    await server.sql('postgres', 'CREATE DATABASE staging')
    await server.sql('postgres', 'CREATE DATABASE plain')
    await server.sql('postgres', `CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'geheim'`)
    await server.sql('source', 'CREATE TABLE public.news (a int)')
    await server.sql('source', 'CREATE PUBLICATION news FOR TABLE public.news')
    await server.sql('source', `SELECT pg_create_logical_replication_slot('news', 'pgoutput')`)
    await server.sql('staging', 'CREATE TABLE public.news (a int)')
    await server.sql(
      'staging',
      `CREATE SUBSCRIPTION "my news" CONNECTION 'host=${server.socketDir} port=${server.port} dbname=source user=postgres'
        PUBLICATION news WITH (create_slot = false, slot_name = 'news', copy_data = false)`,
    )
    await load(server, 'staging', OUTBOUND)
    await server.sql('postgres', 'ALTER DATABASE staging SET default_transaction_read_only = on')
  })
  afterAll(async () => {
    await server
      ?.sql('staging', 'BEGIN READ WRITE; ALTER SUBSCRIPTION "my news" DISABLE; COMMIT')
      .catch(() => {})
    await server?.stop()
  })

  it('a role without rights is reported what is still on, and what it cannot even see', async () => {
    const result = await turnOutboundOff(at('staging', 'keeper'), options())
    expect(result.off).toEqual([])
    const told = result.stillOn.join('\n')
    expect(told).toContain('pg_cron jobs of other roles, which are hidden from role keeper')
    expect(told).toContain('pg_cron job 2 of role keeper: permission denied')
    expect(told).toContain('webhook "on insert" on table public."Orders": must be owner')
    expect(told).toContain('subscription "my news": must be owner')
    expect(told).toContain('requests waiting in pg_net: permission denied')
  })

  it('nothing reaches out any more, though only reading is the default, and what has no switch is named', async () => {
    const [before] = await server.sql('source', `SELECT count(*)::int AS n FROM pg_stat_replication`)
    expect(before).toEqual({ n: 1 })
    const result = await turnOutboundOff(at('staging'), options())
    expect(result.stillOn).toEqual([])
    expect(result.off).toEqual([
      'pg_cron job 1 of role postgres',
      'pg_cron job 2 of role keeper',
      'webhook "on insert" on table public."Orders"',
      'subscription "my news"',
      'requests waiting in pg_net (1)',
    ])
    expect(result.leftAlone).toEqual([
      'foreign server away (postgres_fdw)',
      'function public.own_hook, which sends requests',
    ])
    expect(await server.sql('staging', 'SELECT FROM cron.job WHERE active')).toEqual([])
    expect(await server.sql('staging', 'SELECT FROM net.http_request_queue')).toEqual([])
    expect(
      await server.sql(
        'staging',
        `SELECT tgname, tgenabled FROM pg_trigger WHERE tgconstraint = 0 GROUP BY 1, 2 ORDER BY 1`,
      ),
    ).toEqual([
      { tgname: 'mine', tgenabled: 'O' },
      { tgname: 'on insert', tgenabled: 'D' },
    ])
    await expect
      .poll(() => server.sql('source', 'SELECT FROM pg_stat_replication'), { timeout: 30_000 })
      .toEqual([])
    const again = await turnOutboundOff(at('staging'), options())
    expect([...again.off, ...again.stillOn]).toEqual([])
  })

  it('a database without any of it needs nothing', async () => {
    expect(await turnOutboundOff(at('plain'), options())).toEqual({ off: [], stillOn: [], leftAlone: [] })
  })

  it('a job is switched off by alter_job where the table may not be written', async () => {
    await load(
      server,
      'plain',
      `CREATE SCHEMA cron;
       CREATE TABLE cron.job (jobid bigserial PRIMARY KEY, username text, active boolean DEFAULT true);
       INSERT INTO cron.job (username) VALUES ('keeper');
       GRANT USAGE ON SCHEMA cron TO PUBLIC; GRANT SELECT ON cron.job TO PUBLIC;
       CREATE FUNCTION cron.alter_job(job_id bigint, schedule text DEFAULT null, command text DEFAULT null,
         database text DEFAULT null, username text DEFAULT null, active boolean DEFAULT null) RETURNS void
         LANGUAGE sql SECURITY DEFINER AS 'UPDATE cron.job j SET active = alter_job.active WHERE jobid = job_id'`,
    )
    const result = await turnOutboundOff(at('plain', 'keeper'), options())
    expect(result).toEqual({ off: ['pg_cron job 1 of role keeper'], stillOn: [], leftAlone: [] })
    await server.sql('plain', 'DROP SCHEMA cron CASCADE')
  })

  it('the planner learns of the tables, and those of others are only warned of', async () => {
    await server.sql('plain', 'CREATE TABLE public.rows AS SELECT generate_series(1, 300)')
    await server.sql('postgres', 'ALTER DATABASE plain SET default_transaction_read_only = on')
    const warnings = await analyzeDatabase(at('plain', 'keeper'), options())
    expect(warnings.filter(warning => warning.includes('"rows"'))).toHaveLength(1)
    // Of the system's own catalogs nobody can do anything, and nobody need hear.
    expect(warnings.filter(warning => warning.includes('"pg_'))).toEqual([])
    expect(await analyzeDatabase(at('plain'), options())).toEqual([])
    const [row] = await server.sql('plain', `SELECT reltuples::int AS n FROM pg_class WHERE relname = 'rows'`)
    expect(row).toEqual({ n: 300 })
  })

  it('roles are created as the backup has them, and an ordinary role can then give objects to them', async () => {
    const globals = `CREATE ROLE owner_x;
ALTER ROLE owner_x WITH SUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN REPLICATION NOBYPASSRLS;
CREATE ROLE group_x;
ALTER ROLE group_x WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
GRANT group_x TO owner_x WITH ADMIN OPTION, INHERIT TRUE GRANTED BY postgres;
GRANT pg_monitor TO owner_x GRANTED BY postgres;
`
    const statements = missingRoles(globals, ['owner_x'], ['postgres', 'pg_monitor'], {
      superuser: false,
      major,
    })
    const notGranted = await createRoles(at('postgres', 'keeper'), statements, options())
    // Up to 15 CREATEROLE was enough to give any role but a superuser's.
    expect(notGranted).toEqual(
      major < 16
        ? []
        : [expect.stringMatching(/^GRANT "pg_monitor" TO "owner_x"(?: WITH .*)?: permission denied/)],
    )
    const roles = `SELECT rolname AS name, rolsuper AS super, rolcanlogin AS login, rolcreatedb AS createdb FROM pg_roles WHERE rolname LIKE '%\\_x' ORDER BY 1`
    expect(await server.sql('postgres', roles)).toEqual([
      { name: 'group_x', super: false, login: false, createdb: false },
      { name: 'owner_x', super: false, login: true, createdb: false },
    ])
    const can = `SELECT pg_has_role('keeper', 'owner_x', 'MEMBER') AS keeper, pg_has_role('owner_x', 'group_x', 'MEMBER') AS owner_x`
    expect(await server.sql('postgres', can)).toEqual([{ keeper: true, owner_x: true }])
  })

  it('a superuser creates them with all that they had', async () => {
    const globals = `CREATE ROLE "Chief";\nALTER ROLE "Chief" WITH SUPERUSER NOINHERIT LOGIN REPLICATION BYPASSRLS;\n`
    const statements = missingRoles(globals, ['Chief'], ['postgres'], { superuser: true, major })
    expect(
      await createRoles(at('postgres'), [...statements, ...placeholderRoles(['ghost'])], options()),
    ).toEqual([])
    const roles = `SELECT rolname AS name, rolsuper AS super, rolcanlogin AS login FROM pg_roles WHERE rolname IN ('Chief', 'ghost') ORDER BY 1`
    expect(await server.sql('postgres', roles)).toEqual([
      { name: 'Chief', super: true, login: true },
      { name: 'ghost', super: false, login: false },
    ])
  })

  it('a role that may not be created is reported, and none is created then', async () => {
    await server.sql('postgres', `CREATE ROLE nobody_much LOGIN PASSWORD 'geheim'`)
    const creating = createRoles(at('postgres', 'nobody_much'), placeholderRoles(['lost']), options())
    const error = await refusal(creating)
    expect(error).toMatchObject({ kind: 'database', code: 'roles-not-created' })
    expect(error.message).toContain('Role nobody_much could not create role "lost": permission denied')
    const existing = createRoles(at('postgres'), placeholderRoles(['never', 'keeper']), options())
    expect((await refusal(existing)).message).toContain('"keeper" already exists')
    expect(await server.sql('postgres', `SELECT FROM pg_roles WHERE rolname IN ('lost', 'never')`)).toEqual(
      [],
    )
  })
})
