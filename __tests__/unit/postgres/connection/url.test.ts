import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENCODE_PASSWORD, readUrl } from '../../../../src/postgres/connection/url.ts'

const read = (url: string) => Object.fromEntries(readUrl(url).settings)

describe('a connection URL is read as libpq reads it', () => {
  // After libpq's own regression test, src/interfaces/libpq/t/001_uri.pl.
  it.each([
    [
      'postgresql://uri-user:secret@host:12345/db',
      { user: 'uri-user', password: 'secret', host: 'host', port: '12345', dbname: 'db' },
    ],
    ['postgres://uri-user@host/', { user: 'uri-user', host: 'host' }],
    ['postgresql://host:12345/', { host: 'host', port: '12345' }],
    ['postgresql://host?user=uri-user&port=12345', { host: 'host', user: 'uri-user', port: '12345' }],
    [
      'postgresql://host/db?u%73er=someotheruser&port=12345',
      { host: 'host', dbname: 'db', user: 'someotheruser', port: '12345' },
    ],
    ['postgresql://', {}],
    ['postgresql://@host', { host: 'host' }],
    ['postgresql:///db', { dbname: 'db' }],
    ['postgresql://[2001:db8::1234]:5433/db', { host: '2001:db8::1234', port: '5433', dbname: 'db' }],
    ['postgresql://[::1]', { host: '::1' }],
    ['postgres://%2Fvar%2Flib%2Fpostgresql/dbname', { host: '/var/lib/postgresql', dbname: 'dbname' }],
    ['postgresql:///dbname?host=/path/to/socket', { host: '/path/to/socket', dbname: 'dbname' }],
    ['postgres://otheruser@/no/such/directory', { user: 'otheruser', dbname: 'no/such/directory' }],
    ['postgresql://a:1,b:2/db', { host: 'a,b', port: '1,2', dbname: 'db' }],
    ['postgresql://a,b:2/db', { host: 'a,b', port: ',2', dbname: 'db' }],
    ['postgres://host/db?ssl=true', { host: 'host', dbname: 'db', sslmode: 'require' }],
    [
      'postgres://u:p%40ss%2Fw%25%20%C3%A4@h/d%20b',
      { user: 'u', password: 'p@ss/w% ä', host: 'h', dbname: 'd b' },
    ],
    ['postgres://u:a#b?c d+e@h/db', { user: 'u', password: 'a#b?c d+e', host: 'h', dbname: 'db' }],
  ])('%s', (url, settings) => {
    expect(readUrl(url).problems).toEqual([])
    expect(read(url)).toEqual(settings)
  })

  it.each(['postgresql://[]/db', 'postgresql://[::1', 'postgresql://[::1]z'])('refuses %s', url => {
    expect(readUrl(url).problems.join()).toContain('square brackets')
  })

  it('refuses a parameter that is not name=value', () => {
    expect(readUrl('postgresql://host?zzz').problems.join()).toContain('name=value')
    expect(readUrl('postgresql://host?a=b=c').problems.join()).toContain('name=value')
  })

  it('reads back every user, password and database that was percent-encoded', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter(s => !s.includes('\0') && s.isWellFormed())
    fc.assert(
      fc.property(text, text, text, (user, password, dbname) => {
        const url = `postgres://${[user, password].map(encodeURIComponent).join(':')}@host/${encodeURIComponent(dbname)}`
        expect(read(url)).toEqual({ user, password, dbname, host: 'host' })
      }),
    )
  })
})

describe('a password with an unencoded character', () => {
  it.each([
    ['@', 'postgres://u:sec@ret@host/db'],
    ['/', 'postgres://u:sec/ret@host/db'],
    ['/ after digits, which could be a port', 'postgres://u:123/ret@host/db'],
    ['/ and ?', 'postgres://u:1/x?s@host/db'],
    ['% without two digits', 'postgres://u:sec%ret@host/db'],
    ['@ and /', 'postgres://u:se@c/ret@host/db'],
  ])('is reported by what to do about it: %s', (_character, url) => {
    expect(readUrl(url).problems).toEqual([ENCODE_PASSWORD])
  })
})
