import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeServer } from '../../../src/postgres/probe/probe.ts'
import { ask, connectionTo, refusal } from '../../support/ask-server.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'

const MAJORS: readonly Major[] = availableMajors().filter(major => [13, 15, 17, 18, 19].includes(major))
const PASSWORD = 'p@ss/w%rd: #?&ä'

const SCHEMA = `
  CREATE TABLE open_table (a int); CREATE TABLE secret_table (a int); CREATE SEQUENCE counter;
  CREATE TABLE policed (a int); ALTER TABLE policed ENABLE ROW LEVEL SECURITY;
  CREATE SCHEMA hidden; CREATE TABLE hidden.inside (a int);
  CREATE EXTENSION pg_trgm;
  CREATE ROLE reader LOGIN PASSWORD 'reader-pw';
  GRANT SELECT ON open_table, policed TO reader;
  CREATE DATABASE closed`

/** From here on standard_conforming_strings is always on. */
const NO_OTHER_STRINGS = 19

describe.each(MAJORS)('PostgreSQL %i is asked', major => {
  let server: PostgresServer
  const place = () => `127.0.0.1:${server.port}`
  const url = (user: string, password: string, database = 'postgres') =>
    `postgresql://${user}:${encodeURIComponent(password)}@${place()}/${database}?sslmode=prefer`

  beforeAll(async () => {
    const settings = {
      ...{ bytea_output: 'escape', quote_all_identifiers: 'on' },
      ...(major < NO_OTHER_STRINGS && { standard_conforming_strings: 'off' }),
      timezone: 'Asia/Tokyo',
    }
    server = await startPostgres({ major, password: PASSWORD, settings })
    for (const statement of SCHEMA.split(';')) await server.sql('postgres', statement)
    await server.sql('postgres', 'REVOKE CONNECT ON DATABASE closed FROM PUBLIC')
  })
  afterAll(() => server?.stop())

  it('and says what a backup has to know', async () => {
    const facts = await ask(connectionTo(url('postgres', PASSWORD)))
    expect(facts).toMatchObject({
      major,
      database: 'postgres',
      encoding: 'UTF8',
      isInRecovery: false,
      unlogged: [],
      byteaOutput: 'escape',
      sessionOptions: [
        '-c bytea_output=hex',
        '-c quote_all_identifiers=off',
        ...(major < NO_OTHER_STRINGS ? ['-c standard_conforming_strings=on'] : []),
      ],
      timeZone: 'Asia/Tokyo',
      tableCount: 4,
      role: { name: 'postgres', superuser: true, bypassesRls: true },
      unreadable: [],
      rowSecured: [],
    })
    expect(facts.version).toMatch(new RegExp(`^${major}(?:\\.|beta|rc)\\d+$`))
    expect(Math.floor(facts.versionNum / 10_000)).toBe(major)
    expect(facts.systemIdentifier).toMatch(/^\d{15,}$/)
    expect(facts.databaseBytes).toBeGreaterThan(1_000_000)
    expect(facts.extensions.map(({ name }) => name)).toEqual(['pg_trgm', 'plpgsql'])
    expect(facts.tls).toBeUndefined()
  })

  it('and says what a role may not read, and where row-level security applies to it', async () => {
    const facts = await ask(connectionTo(url('reader', 'reader-pw')))
    expect(facts.role).toEqual({ name: 'reader', superuser: false, bypassesRls: false })
    expect(facts.unreadable.map(({ schema, name, kind }) => `${kind} ${schema}.${name}`)).toEqual([
      'table hidden.inside',
      'sequence public.counter',
      'table public.secret_table',
    ])
    expect(facts.rowSecured).toEqual([{ schema: 'public', name: 'policed', kind: 'table' }])
  })

  it('over its Unix socket, without a password', async () => {
    const connection = connectionTo(
      `postgresql://postgres@/postgres?host=${server.socketDir}&port=${server.port}`,
    )
    expect((await ask({ ...connection, sslmode: 'require' })).tls).toBeUndefined()
  })

  it('with a password from the password file, unless others may read that', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pgpass-'))
    const file = join(folder, 'pgpass')
    const escaped = PASSWORD.replaceAll(/[:\\]/g, String.raw`\$&`)
    await writeFile(file, `127.0.0.1:${server.port}:*:postgres:${escaped}\n`, { mode: 0o600 })
    const withFile = () =>
      connectionTo(`postgresql://postgres@${place()}/postgres?sslmode=disable`, { PGPASSFILE: file })
    await expect(ask(withFile())).resolves.toMatchObject({ major })
    await chmod(file, 0o644)
    expect((await refusal(ask(withFile()))).code).toBe('database-password-missing')
    await rm(folder, { recursive: true })
  })

  it.each([
    ['a wrong password', () => url('postgres', 'wrong-pw'), 'database-password-rejected', 'role postgres'],
    [
      'a role that is not there',
      () => url('nobody', 'wrong-pw'),
      'database-password-rejected',
      'role nobody',
    ],
    [
      'a database that is not there',
      () => url('postgres', PASSWORD, 'none'),
      'database-missing',
      'database none',
    ],
    [
      'a database without CONNECT',
      () => url('reader', 'reader-pw', 'closed'),
      'database-connect-denied',
      'reader',
    ],
    [
      'TLS, which it has not',
      () => url('postgres', PASSWORD).replace('prefer', 'require'),
      'tls-unsupported',
      'no TLS',
    ],
  ])('and refuses %s', async (_what, at, code, words) => {
    const error = await refusal(ask(connectionTo(at())))
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(JSON.stringify([error.message, error.hint])).not.toMatch(/wrong-pw|reader-pw|p@ss|p%40ss/)
  })
})

describe('a server that is not there', () => {
  it.each([
    ['nothing listens', 'postgresql://u:geheim@127.0.0.1:1/d', 'database-refused'],
    ['the name is unknown', 'postgresql://u:geheim@no-such-host.invalid/d', 'database-host-unknown'],
    ['there is no socket', 'postgresql://u:geheim@/d?host=/no/such/directory', 'database-socket-missing'],
  ])('%s', async (_what, url, code) => {
    const error = await refusal(ask(connectionTo(url)))
    expect(error).toMatchObject({ code, kind: 'database' })
    expect(error.message + error.hint).not.toContain('geheim')
  })

  it('only IPv6 leads to it, and this machine has no way there', async () => {
    // 2001:db8::/32 is set aside for documentation: no machine has a way to it.
    const error = await refusal(ask(connectionTo('postgresql://u:p@[2001:db8::1]/d?connect_timeout=2')))
    expect(error.code).toBe('database-ipv6-only')
  })

  it('something else answers at the port, or nothing at all', async () => {
    const silent = createServer(socket => socket.on('error', () => {}))
    const web = createServer(socket =>
      socket.on('error', () => {}).on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )
    for (const [listener, code] of [
      [silent, 'database-timeout'],
      [web, 'database-not-postgresql'],
    ] as const) {
      await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
      const address = listener.address()
      const port = address && typeof address === 'object' ? address.port : 0
      const error = await refusal(ask(connectionTo(`postgresql://u:p@127.0.0.1:${port}/d?connect_timeout=1`)))
      expect(error.code).toBe(code)
      listener.close()
    }
  })

  it('an abort ends the attempt with the reason of the signal', async () => {
    const silent = createServer(socket => socket.on('error', () => {}))
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = address && typeof address === 'object' ? address.port : 0
    const controller = new AbortController()
    const asked = probeServer(connectionTo(`postgresql://u:p@127.0.0.1:${port}/d`), {
      signal: controller.signal,
    })
    silent.once('connection', () => controller.abort(new Error('reported to stop')))
    await expect(asked).rejects.toThrow('reported to stop')
    silent.close()
  })
})

describe('several hosts', () => {
  it('the first that answers and is of the wanted kind is named, so that it is dumped', async () => {
    const [major = 17] = MAJORS.slice(-1)
    await using first = await startPostgres({
      major,
      password: 'geheim',
      settings: { default_transaction_read_only: 'on' },
    })
    await using second = await startPostgres({ major, password: 'geheim' })
    const at = (attributes: string) =>
      `postgresql://postgres:geheim@127.0.0.1:1,127.0.0.1:${first.port},127.0.0.1:${second.port}/postgres?sslmode=disable${attributes}`
    expect((await ask(connectionTo(at('')))).endpoint.port).toBe(first.port)
    expect((await ask(connectionTo(at('&target_session_attrs=read-write')))).endpoint.port).toBe(second.port)
    expect((await ask(connectionTo(at('&target_session_attrs=prefer-standby')))).endpoint.port).toBe(
      first.port,
    )
    const only = `postgresql://postgres:geheim@127.0.0.1:${second.port}/postgres?sslmode=disable&target_session_attrs=standby`
    expect((await refusal(ask(connectionTo(only)))).code).toBe('database-not-of-the-kind')
  })
})
