import { execFile } from 'node:child_process'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atEndpoint } from '../../../src/postgres/connection/connection.ts'
import { libpqArguments, libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { ask, connectionTo, refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { asks, CLEAR_TEXT, fakePostgres, MD5, message, SIGNED_IN } from '../../support/fake-postgres.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { makeCertificates, type TestCertificates } from '../../support/test-certificates.ts'

const run = promisify(execFile)
const PASSWORD = 'CANARY-password'
/** The loopback interface by another name, as if it were elsewhere. */
const ELSEWHERE = '0.0.0.0'
const MAJOR = 17

let certificates: TestCertificates
let server: PostgresServer

beforeAll(async () => {
  const made = await makeCertificates()
  if (!made) throw new Error('there is no openssl program to make certificates with')
  certificates = made
  server = await startPostgres({
    major: MAJOR,
    password: PASSWORD,
    ssl: certificates.server,
    settings: { password_encryption: 'md5' },
  })
  await server.sql('postgres', `CREATE ROLE old LOGIN PASSWORD '${PASSWORD}'`)
  await server.sql(
    'postgres',
    `SET password_encryption = 'scram-sha-256'; CREATE ROLE modern LOGIN PASSWORD '${PASSWORD}'`,
  )
  const hba = join(server.dataDir, 'pg_hba.conf')
  await appendFile(
    hba,
    'local all all trust\nhost all clear 0.0.0.0/0 password\nhost all old 0.0.0.0/0 md5\nhost all modern 0.0.0.0/0 scram-sha-256\n',
  )
  const lines = (await readFile(hba, 'utf8')).split('\n').reverse()
  await writeFile(hba, `${lines.join('\n')}\n`)
  await server.sql('postgres', `CREATE ROLE clear LOGIN PASSWORD '${PASSWORD}'`)
  await server.sql('postgres', 'SELECT pg_reload_conf()')
})
afterAll(async () => {
  await server?.stop()
  await certificates?.[Symbol.asyncDispose]()
})

function url(role: string, host: string, parameters: string, port = server.port): string {
  return `postgresql://${role}:${PASSWORD}@${host}:${port}/postgres?${parameters}`
}

describe('a server that may be anybody', () => {
  it.each([
    ['the clear password', [CLEAR_TEXT], 'in the clear'],
    ['an MD5 hash', [MD5], 'as an MD5 hash'],
    // pg keeps the password that it was given for the first.
    [
      'the clear password after it began with SCRAM',
      [asks(10, 'SCRAM-SHA-256\0\0'), CLEAR_TEXT],
      'in the clear',
    ],
  ])('that asks for %s gets neither', async (_, answers, told) => {
    for (const tls of [certificates.server, undefined]) {
      await using fake = await fakePostgres([...answers, SIGNED_IN], tls)
      const mode = tls ? 'require' : 'disable'
      const {
        code,
        hint,
        message: text,
      } = await refusal(ask(connectionTo(url('prod', ELSEWHERE, `sslmode=${mode}`, fake.port))))
      expect(code).toBe('database-password-unprotected')
      expect(text).toContain(told)
      expect(hint).toContain('verify-full')
      expect(fake.received()).not.toContain(PASSWORD)
      expect(fake.received()).not.toContain('md5')
    }
  })

  it('gets it where the user allows that, or where it is on this machine', async () => {
    for (const [host, parameters] of [
      [ELSEWHERE, 'sslmode=disable&require_auth=password'],
      ['127.0.0.1', 'sslmode=disable'],
    ] as const) {
      await using fake = await fakePostgres([CLEAR_TEXT, SIGNED_IN])
      await ask({
        ...connectionTo(url('prod', host, parameters, fake.port)),
        connectTimeoutS: 2,
        stallTimeoutMs: 1_000,
      }).catch(() => undefined)
      expect(fake.received()).toContain(PASSWORD)
    }
  })
})

describe('a real server', () => {
  it.each([
    ['clear', 'sslmode=require', 'database-password-unprotected'],
    ['old', 'sslmode=require', 'database-password-unprotected'],
    ['old', 'sslmode=disable', 'database-password-unprotected'],
    ['old', 'sslmode=require&require_auth=md5', 'signed in'],
    ['clear', 'sslmode=verify-ca&sslrootcert=CA', 'signed in'],
    ['clear', 'sslmode=require&sslrootcert=CA', 'signed in'],
    ['modern', 'sslmode=require', 'signed in'],
    ['modern', 'sslmode=disable', 'signed in'],
    ['modern', 'sslmode=require&require_auth=md5', 'database-auth-refused'],
    ['modern', 'sslmode=disable&channel_binding=require', 'tls-channel-binding'],
  ])('and role %s with %s: %s', async (role, parameters, outcome) => {
    const at = url(role, ELSEWHERE, parameters.replace('CA', certificates.ca))
    const said = await ask(connectionTo(at)).then(
      () => 'signed in',
      error => error.code,
    )
    expect(said).toBe(outcome)
  })

  it('that offered channel binding has to offer it to libpq too, also to one that knows no require_auth', async () => {
    const connection = connectionTo(url('modern', ELSEWHERE, 'sslmode=require'))
    const { endpoint } = await ask(connection)
    expect(endpoint.bindsChannel).toBe(true)
    const env = libpqEnvironment(atEndpoint(connection, endpoint), process.env)
    expect(env).toMatchObject({ PGCHANNELBINDING: 'require', PGREQUIREAUTH: '!password,!md5' })
    const { program } = await provideTestClient(MAJOR, { exact: false })
    const connect = [...libpqArguments(connection), '-Xtc', 'SELECT 1']
    const { stdout } = await run(program('psql'), connect, { env })
    expect(stdout.trim()).toBe('1')
    // As libpq before 16, which has no require_auth.
    const { PGREQUIREAUTH: _, ...old } = env
    await using fake = await fakePostgres([CLEAR_TEXT, SIGNED_IN], certificates.server)
    const betrayed = run(program('psql'), connect, { env: { ...old, PGPORT: String(fake.port) } })
    await expect(betrayed).rejects.toThrow(/channel binding required/)
    expect(fake.received()).not.toContain(PASSWORD)
  })

  it('is not asked with a certificate of the home that libpq would find by itself', async () => {
    const env = libpqEnvironment(connectionTo(url('modern', ELSEWHERE, 'sslmode=require')), { HOME: '/root' })
    expect(env['PGSSLCERT']).toMatch(/^\/nonexistent\//)
    expect(env['PGSSLROOTCERT']).toMatch(/^\/nonexistent\//)
  })
})

describe('a server that means harm', () => {
  it('announces a message of two gigabytes, and is refused before any of it is kept', async () => {
    const huge = Buffer.from([0x44, 0x7f, 0xff, 0xff, 0xff])
    await using fake = await fakePostgres([SIGNED_IN, huge])
    const asking = ask(connectionTo(url('prod', '127.0.0.1', 'sslmode=disable', fake.port)))
    const { code } = await refusal(asking)
    expect(code).toBe('database-message-too-long')
  })

  it('sends notices without end, which are not kept, and is not waited for without end', async () => {
    const notice = message('N', `SWARNING\0C01000\0M${'x'.repeat(8_000)}\0\0`)
    let sending = true
    const flood = (socket: {
      write(data: Buffer): boolean
      once(event: 'drain', then: () => void): unknown
    }): void => {
      while (sending && socket.write(notice)) {}
      if (sending) socket.once('drain', () => flood(socket))
    }
    await using fake = await fakePostgres([SIGNED_IN, flood])
    const connection = {
      ...connectionTo(url('prod', '127.0.0.1', 'sslmode=disable', fake.port)),
      stallTimeoutMs: 2_000,
      connectTimeoutS: 2,
    }
    const before = process.memoryUsage().rss
    const { code } = await refusal(ask(connection))
    sending = false
    expect(code).toBe('database-stalled')
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
  })
})
