import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupError } from '../../../src/core/errors.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { firstEndpoint } from '../../../src/postgres/connection/connection.ts'
import { libpqArguments, libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { secretsOf } from '../../../src/postgres/connection/secrets.ts'
import { diagnose } from '../../../src/postgres/diagnosis/diagnose.ts'
import { startChild } from '../../../src/stream/child.ts'
import { connectionTo } from '../../support/ask-server.ts'
import { findTestClient } from '../../support/client-for-tests.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'

const MAJORS: readonly Major[] = availableMajors().filter(major => [15, 17, 18, 19].includes(major))

/**
 * Runs pg_dump as a backup does, its output thrown away; says what our diagnosis makes of its failure. Nothing is read
 * until `meanwhile` is done, so that a big table is still being copied by then.
 */
async function failure(
  client: PostgresClient,
  url: string,
  args: readonly string[] = [],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<BackupError> {
  const connection = connectionTo(url)
  const signal = AbortSignal.timeout(60_000)
  const child = startChild(
    client.program('pg_dump'),
    ['--no-password', '--verbose', ...libpqArguments(connection), ...args],
    {
      env: libpqEnvironment(connection, process.env),
      signal,
    },
  )
  child.stdin.end()
  await meanwhile()
  child.stdout.resume()
  const end = await child.ended
  expect(end).toEqual({ code: 1 })
  const { user: role, database } = connection
  const target = { ...firstEndpoint(connection), role, database, secrets: secretsOf(connection) }
  return diagnose({ program: 'pg_dump', stderr: child.stderr(), end }, target)
}

const SCHEMA = `
  CREATE TABLE open_table (a int); CREATE TABLE secret_table (a int); CREATE SEQUENCE counter;
  CREATE TABLE policed (a int); ALTER TABLE policed ENABLE ROW LEVEL SECURITY;
  CREATE SCHEMA hidden; CREATE TABLE hidden.inside (a int);
  CREATE ROLE reader LOGIN PASSWORD 'reader-pw';
  GRANT SELECT ON open_table, policed TO reader;
  CREATE TABLE big AS SELECT i, repeat(md5(i::text), 30) AS t FROM generate_series(1, 100000) i`

describe.each(MAJORS)('pg_dump %i fails, and the reason is reported', major => {
  let client: PostgresClient | undefined
  let server: PostgresServer
  const NO_CLIENT = `no PostgreSQL client ${major} can be had on this machine`
  const url = (user = 'postgres', password = 'geheim', database = 'postgres') =>
    `postgresql://${user}:${password}@127.0.0.1:${server.port}/${database}?sslmode=disable`

  beforeAll(async () => {
    client = await findTestClient(major, { exact: true })
    if (!client) console.log(`diagnosis of pg_dump: not run: ${NO_CLIENT}`)
    server = await startPostgres({ major, password: 'geheim' })
    for (const statement of SCHEMA.split(';')) await server.sql('postgres', statement)
  })
  afterAll(() => server?.stop())

  it.for([
    ['password', () => url('postgres', 'wrong-pw'), [], 'database-password-rejected', 'role postgres'],
    ['database', () => url('postgres', 'geheim', 'none'), [], 'database-missing', 'database none'],
    ['TLS', () => url().replace('disable', 'require'), [], 'tls-unsupported', 'no TLS'],
    ['table', () => url('reader', 'reader-pw'), [], 'table-denied', 'table secret_table'],
    ['schema', () => url('reader', 'reader-pw'), ['-n', 'hidden'], 'schema-denied', 'schema hidden'],
    ['policy', () => url('reader', 'reader-pw'), ['-t', 'policed'], 'row-security-applies', '"policed"'],
    ['pattern', () => url(), ['-t', 'no*thing'], 'nothing-matched', 'No tables'],
    ['compression', () => url(), ['-Z', 'zst'], 'compression-unsupported', 'zst'],
  ] as const)('%s', async ([_what, at, args, code, words], ctx) => {
    if (!client) return ctx.skip(NO_CLIENT)
    const error = await failure(client, at(), args)
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(error.message + error.hint).not.toMatch(/wrong-pw|reader-pw|geheim|\n/)
  })

  it('a lock that a migration holds', async ctx => {
    if (!client) return ctx.skip(NO_CLIENT)
    const pid = `SELECT pid FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'secret_table'::regclass`
    const migration = server
      .sql('postgres', 'BEGIN; LOCK TABLE secret_table; SELECT pg_sleep(60)')
      .catch(() => [])
    await expect.poll(() => server.sql('postgres', pid)).toHaveLength(1)
    const error = await failure(client, url(), ['--lock-wait-timeout=200', '-t', 'secret_table'])
    expect(error.code).toBe('lock-timeout')
    expect(error.message).toContain('secret_table')
    await server.sql('postgres', `SELECT pg_terminate_backend(pid) FROM (${pid}) AS holder`)
    await migration
  })

  it.for([
    // A session that is ended while it waits for its client to read says nothing more.
    ['its session is ended', 'SELECT pg_terminate_backend(pid)', ['server-shut-down', 'connection-lost']],
    ['its query is cancelled', 'SELECT pg_cancel_backend(pid)', ['query-cancelled']],
  ] as const)('%s in the middle of a table', async ([_what, action, codes], ctx) => {
    if (!client) return ctx.skip(NO_CLIENT)
    const error = await failure(client, url(), ['-t', 'big'], () => duringCopy(server, action))
    expect(codes).toContain(error.code)
  })

  it('its server process is killed in the middle of a table', async ctx => {
    if (!client) return ctx.skip(NO_CLIENT)
    const kill = async () => {
      const [row] = await duringCopy(server, 'SELECT pid')
      process.kill(Number(row?.['pid']), 'SIGKILL')
    }
    const error = await failure(client, url(), ['-t', 'big'], kill)
    expect(error.code).toBe('connection-lost')
    expect(error.message).toContain('table "big"')
  })
})

/** Does something to the session that is copying the big table out, as soon as there is one. */
async function duringCopy(server: PostgresServer, action: string): Promise<Record<string, unknown>[]> {
  // Only one at work: a session that has just ended shows its last query for a while.
  const copying = `${action} FROM pg_stat_activity WHERE query LIKE 'COPY public.big%' AND state = 'active'`
  for (let look = 0; look < 1000; look++) {
    const rows = await server.sql('postgres', copying)
    if (rows.length > 0) return rows
    await sleep(5)
  }
  throw new Error('pg_dump never came to the big table')
}

describe('a client that is older than the server', () => {
  it('is reported with both versions', async ctx => {
    const [newest = 17] = MAJORS.slice(-1)
    const client = await findTestClient(15, { exact: true })
    if (!client) return ctx.skip('no PostgreSQL client 15 can be had on this machine')
    await using server = await startPostgres({ major: newest, password: 'geheim' })
    const error = await failure(client, `${server.url('postgres')}?sslmode=disable`)
    expect(error).toMatchObject({ code: 'client-too-old', kind: 'environment' })
    expect(error.message).toMatch(
      new RegExp(`pg_dump 15\\.\\d+ is older than the server, which is ${newest}`),
    )
  })
})
