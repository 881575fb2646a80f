import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CleanupTask } from '../../../src/core/cleanup-journal.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { aroundSql, runSql } from '../../../src/restore/post-restore/run-sql.ts'
import { startChild } from '../../../src/stream/child.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { findTestClient } from '../../support/client-for-tests.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'

const MAJORS: readonly Major[] = availableMajors().filter(major => [13, 15, 18, 19].includes(major))

describe.each(MAJORS)('SQL that a user brings, run at PostgreSQL %i', major => {
  let server: PostgresServer
  let client: PostgresClient
  const left: CleanupTask[] = []
  const journal = {
    record: (task: CleanupTask) => {
      left.push(task)
      return () => void left.splice(left.indexOf(task), 1)
    },
  }
  const connection = () =>
    connectionTo(`postgresql://postgres:geheim@127.0.0.1:${server.port}/postgres?sslmode=disable`)
  const run = (sql: string, { transaction = true, signal = AbortSignal.timeout(60_000) } = {}) =>
    runSql(
      { connection: connection(), client, name: 'masking', sql, transaction },
      { journal, env: process.env, signal },
    )
  const people = async () =>
    (await server.sql('postgres', 'SELECT string_agg(name, $$,$$ ORDER BY name) AS names FROM people'))[0]?.[
      'names'
    ]

  beforeAll(async () => {
    const found = await findTestClient(major, { exact: false })
    if (!found) throw new Error(`no PostgreSQL client for ${major} can be had on this machine`)
    client = found
    server = await startPostgres({ major, password: 'geheim' })
    await server.sql('postgres', `CREATE TABLE people (name text PRIMARY KEY CHECK (name <> 'nobody') )`)
    await server.sql('postgres', `ALTER ROLE postgres SET statement_timeout = '200ms'`)
    await server.sql('postgres', 'ALTER DATABASE postgres SET default_transaction_read_only = on')
  })
  afterAll(() => server?.stop())
  beforeEach(async () => {
    await server.sql(
      'postgres',
      `BEGIN READ WRITE; TRUNCATE people; INSERT INTO people VALUES ('Ann'); COMMIT`,
    )
  })

  it('is kept, regardless of the database takes for granted and with no matter what psql understands', async () => {
    await run(`\uFEFF\\set who '\\'Zoë\\''
SELECT 'not for the log', pg_sleep(0.3);
\\echo said aloud
COPY people FROM stdin;
Bob
\\.
INSERT INTO people VALUES (:who) -- no semicolon at the end`)
    expect(await people()).toBe('Ann,Bob,Zoë')
    expect(left).toEqual([])
  })

  it('names the line of a mistake, and keeps nothing', async () => {
    const error = await refusal(
      run(
        `DELETE FROM people;\n\nINSERT INTO people VALUES\n  ('Bob');\nUPDATE persons SET name = 'x-secret-x';\n`,
      ),
    )
    expect(error).toMatchObject({ kind: 'database', code: 'sql-failed' })
    expect(error.message).toBe('masking failed at line 5: relation "persons" does not exist.')
    expect(await people()).toBe('Ann')
  })

  it('does not show the rows that a mistake is about', async () => {
    const error = await refusal(run(`INSERT INTO people VALUES ('Ann');`))
    expect(error.message).toMatch(/line 1: duplicate key value violates unique constraint "people_pkey"\.$/)
    expect(`${error.message}${error.hint}`).not.toContain('Ann')
  })

  it.each([
    ['another type', 'SELECT name::int FROM people', 'invalid input syntax for type integer: "…"'],
    ['a range', 'SELECT (id::text || id)::bigint FROM wide', 'value "…" is out of range for type bigint'],
    ['a length', 'INSERT INTO short SELECT name FROM people', 'value too long for type character varying(3)'],
    ['a date', `SELECT ('2026-13-' || name)::date FROM people`, 'invalid input syntax for type date: "…"'],
    ['a key', 'INSERT INTO people SELECT name FROM people', 'unique constraint "people_pkey"'],
    ['a rule', 'UPDATE people SET name = lower(name) || $$x$$', 'check constraint "people_is"'],
    ['a raised exception', 'SELECT complain(name) FROM people', 'raised (P0001)'],
    [
      'a quotation in a quotation',
      `SELECT ('"' || name || '" is "' || name)::uuid FROM people`,
      'type uuid: "…"',
    ],
  ])('says which object a row breaks, and never the row itself: %s', async (_what, sql, words) => {
    await server.sql(
      'postgres',
      `BEGIN READ WRITE; CREATE TABLE IF NOT EXISTS short (name varchar(3));
       CREATE TABLE IF NOT EXISTS wide AS SELECT 987654321098765::bigint AS id;
       CREATE OR REPLACE FUNCTION complain(t text) RETURNS text LANGUAGE plpgsql AS
         $$BEGIN RAISE EXCEPTION 'not this one: %', t; END$$;
       ALTER TABLE people DROP CONSTRAINT IF EXISTS people_is;
       DELETE FROM people; INSERT INTO people VALUES ('Hans Muster');
       ALTER TABLE people ADD CONSTRAINT people_is CHECK (name = 'Hans Muster' OR name = 'Ann' OR name = 'Bob' OR name = 'Zoë');
       COMMIT`,
    )
    const error = await refusal(run(sql))
    expect(error).toMatchObject({ code: 'sql-failed', message: expect.stringContaining(words) })
    expect(`${error.message}${error.hint}`).not.toMatch(/hans|muster|98765/i)
    await server.sql('postgres', 'BEGIN READ WRITE; ALTER TABLE people DROP CONSTRAINT people_is; COMMIT')
  })

  it.each([
    ['a password without quotation marks', 'ALTER ROLE postgres PASSWORD n3wpassw0rd'],
    ['an option that is no option', `CREATE ROLE app LOGIN n3wpassw0rd`],
    [
      'a connection that cannot be read',
      `CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 n3wpassw0rd' PUBLICATION p WITH (connect = false)`,
    ],
    [
      'a connection with an option that is none',
      `CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 n3wpassw0rd=x' PUBLICATION p WITH (connect = false)`,
    ],
    [
      'a URL that cannot be read',
      `CREATE SUBSCRIPTION s CONNECTION 'postgresql://u@h/d?n3wpassw0rd' PUBLICATION p WITH (connect = false)`,
    ],
  ])('never quotes a literal of the text: %s', async (_what, sql) => {
    const error = await refusal(run(`SELECT 1;\n${sql};\n`))
    expect(error).toMatchObject({ code: 'sql-failed', message: expect.stringContaining('line 2: ') })
    expect(`${error.message}${error.hint}`).not.toContain('n3wpassw0rd')
  })

  it('says an exception that the text raises in words of its own', async () => {
    const error = await refusal(run(`DO $$BEGIN RAISE EXCEPTION 'some people are not masked'; END$$;`))
    expect(error.message).toBe('masking failed at line 1: some people are not masked.')
  })

  it.each([
    ['a string', `DELETE FROM people; SELECT 'open`],
    ['a body', 'DELETE FROM people; DO $x$ BEGIN'],
    ['data', 'DELETE FROM people;\nCOPY people FROM stdin;\nBob\n'],
    ['the whole, by quitting', 'DELETE FROM people;\n\\q\n'],
  ])('that does not end %s is not kept', async (_what, sql) => {
    const error = await refusal(run(sql))
    expect(error).toMatchObject({ kind: 'input', code: 'sql-not-ended' })
    expect(await people()).toBe('Ann')
  })

  it.each([
    [
      'an open condition where mistakes are overlooked',
      '\\set ON_ERROR_STOP off\nDELETE FROM people;\n\\if true\nSELECT 1;',
      'sql-not-ended',
    ],
    [
      'open conditions in which nothing is run',
      'DELETE FROM people;\n\\if false\n\\if true\nSELECT 1;',
      'sql-not-ended',
    ],
    ['a condition that is left open', 'DELETE FROM people;\n\\if true\nSELECT 1;', 'sql-not-ended'],
    [
      'a mistake that it was reported to overlook',
      '\\set ON_ERROR_STOP off\nDELETE FROM people; SELECT 1/0;',
      'sql-failed',
    ],
    ['a file that is not there', 'DELETE FROM people;\n\\i no/such/file.sql\n', 'sql-failed'],
    [
      'a check that is deferred',
      'DELETE FROM people; SELECT 1; CREATE TEMP TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO t VALUES (1), (1);',
      'sql-failed',
    ],
  ])('is not kept with %s', async (_what, sql, code) => {
    const error = await refusal(run(sql))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining('masking')])
    expect(await people()).toBe('Ann')
  })

  it('that commits by itself is reported, since it was not all or nothing', async () => {
    const error = await refusal(run(`BEGIN; INSERT INTO people VALUES ('Bob'); COMMIT;`))
    expect(error).toMatchObject({ kind: 'input', code: 'sql-ends-transaction' })
    expect(await people()).toBe('Ann,Bob')
  })

  it('that is cut off with the process that wrote it is not kept', async () => {
    // What psql gets when its writer is killed: the beginning of the text, and the end of its input.
    const { before, after } = aroundSql(7, { transaction: true })
    const args = [...before.flatMap(each => ['-c', each]), '-f', '-', ...after.flatMap(each => ['-c', each])]
    const psql = startChild(client.program('psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...args], {
      env: libpqEnvironment(connection(), process.env),
      signal: AbortSignal.timeout(60_000),
    })
    psql.stdout.resume()
    psql.stdin.end('DELETE FROM people;\n')
    expect(await psql.ended).toEqual({ code: expect.any(Number) })
    expect(psql.stderr()).toContain('unended-7')
    expect(await people()).toBe('Ann')
  })

  it('outside of a transaction keeps what came before a mistake, and says so', async () => {
    const statements = `SET default_transaction_read_only = off;\nINSERT INTO people VALUES ('Bob');\nVACUUM people;\nSELECT 1/0;`
    const error = await refusal(run(statements, { transaction: false }))
    expect(error.message).toBe('masking failed at line 4: division by zero.')
    expect(error.hint).toContain('what came before was kept')
    expect(await people()).toBe('Ann,Bob')
  })

  it('is stopped with the run, and nothing of it is kept', async () => {
    const controller = new AbortController()
    const running = run(`DELETE FROM people; SELECT pg_sleep(60);`, { signal: controller.signal })
    const asleep = `SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid() AND state = 'active'`
    await expect.poll(() => server.sql('postgres', asleep)).toHaveLength(1)
    controller.abort(new Error('reported to stop'))
    await expect(running).rejects.toThrow('reported to stop')
    // From 14 on the server notices that its client has gone; before, it sleeps on.
    if (major < 14) await server.sql('postgres', asleep.replace('FROM', 'pg_terminate_backend(pid) FROM'))
    await expect.poll(() => server.sql('postgres', asleep), { timeout: 20_000 }).toEqual([])
    expect(await people()).toBe('Ann')
    expect(left).toEqual([])
  })

  it('is not run where the server is not reached, and the reason is reported', async () => {
    const wrong = connectionTo(
      `postgresql://postgres:wrong-pw@127.0.0.1:${server.port}/postgres?sslmode=disable`,
    )
    const failed = runSql(
      { connection: wrong, client, name: 'masking', sql: 'SELECT 1', transaction: true },
      { journal, env: process.env, signal: AbortSignal.timeout(60_000) },
    )
    expect((await refusal(failed)).code).toBe('database-password-rejected')
  })
})
