import { describe, expect, it } from 'vitest'
import { requireAuthOf } from '../../../../src/postgres/connection/authentication.ts'
import { describe as describeConnection } from '../../../../src/postgres/connection/connection.ts'
import { filesInMemory } from './files-in-memory.ts'
import { notices, problems, resolved } from './resolved.ts'

const URL = 'postgres://u:secret@db.example.com/app'

describe('where the connection comes from', () => {
  it('a URL is enough, and everything else has a default', () => {
    expect(resolved({ databaseUrl: ` ${URL}\n` })).toMatchObject({
      endpoints: [{ host: 'db.example.com', port: 5432 }],
      user: 'u',
      password: 'secret',
      database: 'app',
      sslmode: 'require',
      connectTimeoutS: 15,
    })
  })

  it("libpq's environment does without a URL", () => {
    const env = {
      PGHOST: 'h',
      PGPORT: '5433',
      PGUSER: 'u',
      PGPASSWORD: 'p',
      PGDATABASE: 'd',
      PGOPTIONS: '-c a=b',
    }
    expect(resolved({ env })).toMatchObject({
      endpoints: [{ host: 'h', port: 5433 }],
      user: 'u',
      password: 'p',
      database: 'd',
      options: '-c a=b',
      origin: { host: 'PGHOST', password: 'PGPASSWORD' },
    })
  })

  it('the environment fills in what the URL leaves open, and no more', () => {
    const env = { PGPASSWORD: 'from-env', PGHOST: 'other', PGHOSTADDR: '10.0.0.1', PGUSER: 'other' }
    const connection = resolved({ databaseUrl: 'postgres://u@h/d', env })
    expect(connection).toMatchObject({
      user: 'u',
      password: 'from-env',
      endpoints: [{ host: 'h', port: 5432 }],
    })
    expect(connection.endpoints[0]).not.toHaveProperty('address')
  })

  it('reads host=… dbname=… with quoted values', () => {
    const databaseUrl = String.raw`host=/tmp dbname=x user=u password='it\'s a \\ secret'`
    expect(resolved({ databaseUrl })).toMatchObject({ database: 'x', password: String.raw`it's a \ secret` })
  })

  it('reads a service from its file', () => {
    const files = filesInMemory({
      '/home/me/.pg_service.conf': '# mine\n[prod]\nhost=h\nuser=u\n[dev]\nhost=x\n',
    })
    expect(resolved({ env: { HOME: '/home/me', PGSERVICE: 'prod' }, files })).toMatchObject({
      endpoints: [{ host: 'h' }],
      user: 'u',
    })
    expect(problems({ env: { HOME: '/home/me', PGSERVICE: 'none' }, files }).join()).toContain('not defined')
  })

  it('pairs several hosts with their ports', () => {
    expect(resolved({ databaseUrl: 'postgres://u@a:1,b:2/d' }).endpoints).toEqual([
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
    ])
    expect(problems({ databaseUrl: 'postgres://u@a,b,c/d?port=1,2' })).toEqual([
      'database-url: there are 2 ports for 3 hosts; give one, or one for each',
    ])
  })

  it('describes itself without the password', () => {
    expect(describeConnection(resolved({ databaseUrl: 'postgres://u:secret@[::1]:5433/d' }))).toBe(
      'u@[::1]:5433/d',
    )
  })

  it('hands on what only libpq understands, and says what it ignores', () => {
    const databaseUrl = `${URL}?gssencmode=disable&keepalives_idle=30&pgbouncer=true&schema=public`
    expect(resolved({ databaseUrl })).toMatchObject({
      passed: { PGGSSENCMODE: 'disable' },
      parameters: { keepalives_idle: '30' },
    })
    expect(notices({ databaseUrl })).toHaveLength(2)
  })
})

describe("a client's certificate", () => {
  const home = '/home/me/.postgresql'
  const files = filesInMemory({ [`${home}/postgresql.crt`]: 'x', [`${home}/postgresql.key`]: 'x' })

  it('in the home is used with its key, and not without', () => {
    const env = { HOME: '/home/me' }
    expect(resolved({ databaseUrl: URL, env, files })).toMatchObject({
      sslCert: `${home}/postgresql.crt`,
      sslKey: `${home}/postgresql.key`,
    })
    const missing = filesInMemory({ [`${home}/postgresql.crt`]: 'x' })
    expect(resolved({ databaseUrl: URL, env, files: missing }).sslCert).toBeUndefined()
    expect(notices({ databaseUrl: URL, env, files: missing }).join()).toContain('has no key')
  })

  it('in a home whose files this user may not read is not used, and that is reported', () => {
    const unreadable = { read: () => undefined, mode: files.mode }
    const inputs = { databaseUrl: URL, env: { HOME: '/home/me' }, files: unreadable }
    expect(resolved(inputs)).not.toHaveProperty('sslCert')
    expect(notices(inputs)).toEqual([
      `${home}/postgresql.crt is there, cannot be read, and is not used`,
      `${home}/postgresql.key is there, cannot be read, and is not used`,
    ])
  })
})

describe('what a server may ask for', () => {
  it.each([
    [URL, '!password,!md5'],
    [`${URL}?sslmode=disable`, '!password,!md5'],
    [`${URL}?require_auth=md5`, 'md5'],
    ['postgres://u:p@127.0.0.1/d', undefined],
    ['postgres://u:p@[::1]/d?sslmode=disable', undefined],
    ['postgres://u:p@localhost,h/d', '!password,!md5'],
    ['postgres://u:p@localhost/d?hostaddr=192.0.2.7', '!password,!md5'],
    ['postgres://u:p@h/d?sslmode=verify-full&sslrootcert=/ca.pem', undefined],
  ])('by %s: %s', (databaseUrl, allowed) => {
    const files = filesInMemory({ '/ca.pem': 'x' })
    expect(requireAuthOf(resolved({ databaseUrl, files }))).toBe(allowed)
  })
})

describe('the strength of TLS', () => {
  it("the URL's own sslmode wins over the input, the input over the environment, require is the default", () => {
    const env = { PGSSLMODE: 'prefer' }
    expect(resolved({ databaseUrl: `${URL}?sslmode=disable`, sslmode: 'allow', env }).sslmode).toBe('disable')
    expect(resolved({ databaseUrl: URL, sslmode: 'allow', env }).sslmode).toBe('allow')
    expect(resolved({ databaseUrl: URL, env }).sslmode).toBe('prefer')
    expect(resolved({ databaseUrl: URL }).sslmode).toBe('require')
  })

  it('verify-full needs a root certificate that can be read', () => {
    expect(problems({ databaseUrl: URL, sslmode: 'verify-full' }).join()).toContain('give ssl-root-cert')
    expect(problems({ databaseUrl: URL, sslmode: 'verify-full', sslRootCert: '/no' }).join()).toContain(
      'missing',
    )
    const files = filesInMemory({ '/ca.pem': 'x' })
    expect(
      resolved({ databaseUrl: URL, sslmode: 'verify-full', sslRootCert: '/ca.pem', files }).sslRootCert,
    ).toBe('/ca.pem')
  })

  it("libpq's own root certificate in the home is found", () => {
    const files = filesInMemory({ '/home/me/.postgresql/root.crt': 'x' })
    const connection = resolved({ databaseUrl: URL, sslmode: 'verify-ca', env: { HOME: '/home/me' }, files })
    expect(connection.sslRootCert).toBe('/home/me/.postgresql/root.crt')
  })

  it("“system” is the machine's own bundle, for verify-full only", () => {
    const files = filesInMemory({ '/etc/ssl/certs/ca-certificates.crt': 'x' })
    expect(resolved({ databaseUrl: URL, sslRootCert: 'system', files })).toMatchObject({
      sslmode: 'verify-full',
      sslRootCert: '/etc/ssl/certs/ca-certificates.crt',
    })
    expect(
      problems({ databaseUrl: `${URL}?sslmode=require`, sslRootCert: 'system', files }).join(),
    ).toContain('verify-full')
  })

  it('needs no certificate over a Unix socket, which has no TLS', () => {
    expect(
      resolved({ databaseUrl: 'postgres://u@/d?host=/tmp', sslmode: 'verify-full' }).endpoints[0]?.host,
    ).toBe('/tmp')
  })
})
