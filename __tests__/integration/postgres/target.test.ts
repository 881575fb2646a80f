import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeTarget } from '../../../src/postgres/target/probe-target.ts'
import { SCHEMAS_OF_ROWS } from '../../../src/presets/preset.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'

const OBJECTS = `
  CREATE EXTENSION hstore;
  CREATE SCHEMA contrib; CREATE EXTENSION citext SCHEMA contrib;
  CREATE SCHEMA "My App";
  CREATE TABLE public.orders (id bigserial PRIMARY KEY, note hstore);
  INSERT INTO public.orders SELECT FROM generate_series(1, 500);
  CREATE TABLE "My App".parts (id int, day date) PARTITION BY RANGE (day);
  CREATE TABLE "My App".parts_2026 PARTITION OF "My App".parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE VIEW "My App".v AS SELECT 1 AS x;
  CREATE MATERIALIZED VIEW "My App".m AS SELECT 1 AS x;
  CREATE TYPE public.mood AS ENUM ('sad', 'glad');
  CREATE TYPE public.span AS RANGE (subtype = int4);
  CREATE TYPE public.pair AS (a int, b text);
  CREATE DOMAIN public.positive AS int CHECK (VALUE > 0);
  CREATE FUNCTION "My App"."do it"(int, VARIADIC text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE PROCEDURE public.tidy() LANGUAGE sql AS '';
  CREATE AGGREGATE public.total(int) (SFUNC = int4pl, STYPE = int);
  CREATE FUNCTION public.noted() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE EVENT TRIGGER noticed ON ddl_command_end EXECUTE FUNCTION public.noted();
  CREATE CAST (public.mood AS int) WITH INOUT;
  CREATE PUBLICATION news FOR ALL TABLES;
  CREATE SUBSCRIPTION "from elsewhere" CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false);
  CREATE FOREIGN DATA WRAPPER far;
  CREATE SERVER away FOREIGN DATA WRAPPER far;
  CREATE FOREIGN TABLE public.distant (a int) SERVER away;
  CREATE STATISTICS public.both ON id, note FROM public.orders;
  SELECT lo_create(0);
  ANALYZE;
  CREATE ROLE guest LOGIN PASSWORD 'guest-pw';
  REVOKE CREATE ON SCHEMA public FROM PUBLIC`

describe.each(availableMajors())('a target of PostgreSQL %i', major => {
  let server: PostgresServer
  const probe = (url: string) =>
    probeTarget(connectionTo(`${url.split('?')[0]}?sslmode=disable`), {
      managedSchemas: SCHEMAS_OF_ROWS,
      signal: AbortSignal.timeout(60_000),
    })

  beforeAll(async () => {
    server = await startPostgres({ major, password: 'geheim' })
    await server.sql('postgres', 'CREATE DATABASE full_one')
    await server.sql('postgres', 'CREATE DATABASE untouched')
    await server.sql('postgres', `ALTER DATABASE untouched SET default_transaction_read_only = on`)
    for (const statement of OBJECTS.split(';')) await server.sql('full_one', statement)
  })
  afterAll(() => server?.stop())

  it('that is untouched has nothing in it, even where only reading is the default', async () => {
    const target = await probe(server.url('untouched'))
    expect(target).toMatchObject({
      host: '127.0.0.1',
      port: server.port,
      database: 'untouched',
      major,
      encoding: 'UTF8',
      isInRecovery: false,
      readOnlyByDefault: true,
      role: { name: 'postgres', superuser: true, createRole: true, createInDatabase: true },
      schemas: ['public'],
      extensions: [{ name: 'plpgsql', schema: 'pg_catalog', owned: true }],
      relations: [],
      otherObjects: [],
    })
    expect(target.endpoint).toEqual({ host: '127.0.0.1', port: server.port })
    expect(target.systemIdentifier).toMatch(/^\d{15,}$/)
    expect(target.databaseBytes).toBeGreaterThan(1_000_000)
    expect(target.version).toMatch(new RegExp(`^${major}(?:\\.|beta|rc)\\d+$`))
    expect(target.roles).toEqual(expect.arrayContaining(['postgres', 'guest', 'pg_monitor']))
    expect(target.availableExtensions.get('hstore')).toEqual({
      version: expect.stringMatching(/^\d/),
      trusted: true,
    })
    expect(target.availableExtensions.get('postgres_fdw')?.trusted).toBe(false)
  })

  it('that is not empty has it reported: its own, not what came with extensions', async () => {
    const target = await probe(server.url('full_one'))
    expect(target.readOnlyByDefault).toBe(false)
    expect(target.schemas).toEqual(['My App', 'contrib', 'public'])
    expect(target.extensions.map(({ name, schema }) => `${schema}.${name}`)).toEqual([
      'contrib.citext',
      'public.hstore',
      'pg_catalog.plpgsql',
    ])
    expect(
      target.relations.map(({ schema, name, kind, rows }) => `${kind} ${schema}.${name} ${rows}`),
    ).toEqual([
      'materialized view My App.m 1',
      'table My App.parts 0',
      'table My App.parts_2026 0',
      'view My App.v 0',
      'foreign table public.distant 0',
      'table public.orders 500',
      'sequence public.orders_id_seq 0',
    ])
    expect(target.otherObjects.toSorted()).toEqual(
      [
        '1 large object',
        'function public.total(integer)',
        'cast from public.mood to integer',
        'event trigger noticed',
        'foreign-data wrapper far',
        'function "My App"."do it"(integer,text[])',
        'function public.noted()',
        'function public.tidy()',
        'publication news',
        'server away',
        'statistics object public."both"',
        'subscription "from elsewhere"',
        'type public.mood',
        'type public.pair',
        'type public.positive',
        'type public.span',
      ].toSorted(),
    )
  })

  it('says the same to a role without rights, and what that role may do', async () => {
    const url = `postgresql://guest:guest-pw@127.0.0.1:${server.port}/full_one?sslmode=disable`
    const target = await probe(url)
    const all = await probe(server.url('full_one'))
    expect(target.role).toEqual({
      name: 'guest',
      superuser: false,
      createRole: false,
      createInDatabase: false,
      setsReplicationRole: false,
      createsIn: [],
      ownsSchemas: [],
    })
    expect(target.extensions.every(({ owned }) => !owned)).toBe(true)
    expect(target.relations).toEqual(all.relations.map(each => ({ ...each, owned: false })))
    expect(all.relations.every(({ owned }) => owned)).toBe(true)
    expect(target.otherObjects).toEqual(all.otherObjects)
    expect(target.roles).toEqual(all.roles)
  })

  it('shows nothing of temporary tables of others', async () => {
    const other = server
      .sql('full_one', 'CREATE TEMP TABLE passing (a int); COMMIT; SELECT pg_sleep(60)')
      .catch(() => [])
    const there = `SELECT FROM pg_class WHERE relname = 'passing'`
    await expect.poll(() => server.sql('full_one', there)).toHaveLength(1)
    const target = await probe(server.url('full_one'))
    expect(target.relations.map(({ name }) => name)).not.toContain('passing')
    expect(target.schemas.join()).not.toContain('temp')
    await server.sql(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND pid <> pg_backend_pid()`,
    )
    await other
  })

  it('that cannot be reached is explained', async () => {
    const error = await refusal(probe(server.url('nowhere')))
    expect(error.code).toBe('database-missing')
    expect(`${error.message}${error.hint}`).not.toContain('geheim')
  })
})
