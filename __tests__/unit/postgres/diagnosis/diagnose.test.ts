import { describe, expect, it } from 'vitest'
import { diagnose, diagnoseProbe } from '../../../../src/postgres/diagnosis/diagnose.ts'
import { DOCUMENTED_FAILURES } from '../../../../src/postgres/diagnosis/table.ts'
import type { ChildEnd } from '../../../../src/stream/child.ts'
import { COPY, HEARD } from './heard.ts'

const TARGET = { host: 'db.example.com', port: 5432, database: 'app', role: 'backup' }

function told(stderr: string, end: ChildEnd = { code: 1 }, target = TARGET) {
  return diagnose({ program: 'pg_dump', stderr, end }, target)
}

describe('what PostgreSQL 13 to 18 wrote when it failed', () => {
  it.each(HEARD.map(([stderr, code, words]) => [code, words, stderr] as const))(
    '%s: %s',
    (code, words, stderr) => {
      const error = told(stderr)
      expect(error.code).toBe(code)
      expect(error.message).toContain(words)
      expect(`${error.message}${error.hint}`).not.toMatch(/undefined|\n/)
    },
  )

  it('the end of a program says what it could not say itself', () => {
    expect(told('', { killedBy: 'SIGKILL' })).toMatchObject({ code: 'program-killed', kind: 'environment' })
    expect(told('', { killedBy: 'SIGTERM' }).message).toContain('SIGTERM')
    expect(told('', { notStarted: new Error('spawn ENOENT') })).toMatchObject({ code: 'program-broken' })
  })

  it('what it said itself is worth more than how it ended', () => {
    expect(told(COPY('server closed the connection unexpectedly'), { killedBy: 'SIGKILL' }).code).toBe(
      'connection-lost',
    )
  })

  it('the names of tables in the progress of --verbose mislead nobody', () => {
    const stderr =
      'pg_dump: dumping contents of table "public.permission denied for table x"\npg_dump: error: out of memory'
    expect(told(stderr).code).toBe('client-out-of-memory')
  })

  it("for Supabase's direct host the hint is the session pooler", () => {
    const target = { ...TARGET, host: 'db.abcdefgh.supabase.co', database: 'postgres' }
    for (const stderr of [
      'pg_dump: error: could not translate host name "db.abcdefgh.supabase.co" to address: Name or service not known',
      'pg_dump: error: connection to server at "db.abcdefgh.supabase.co" (2001:db8::7), port 5432 failed: Network is unreachable',
    ]) {
      expect(told(stderr, { code: 1 }, target).hint).toContain(
        'postgres.abcdefgh:…@aws-0-<region>.pooler.supabase.com:5432',
      )
    }
  })

  it('of options that a pooler refuses it says whose they are', () => {
    const hint = (stderr: string, options?: string) =>
      told(`pg_dump: error: FATAL:  ${stderr}`, { code: 1 }, { ...TARGET, ...(options && { options }) }).hint
    const refused = 'unsupported startup parameter: options'
    expect(hint(refused, '-c statement_timeout=0')).toMatch(/of the connection: statement_timeout\. Take/)
    expect(hint(refused)).toContain(`They are ours, since`)
    const named = 'unsupported startup parameter in options: quote_all_identifiers'
    expect(hint(named, '-c statement_timeout=0')).toContain(
      'ALTER ROLE "backup" SET quote_all_identifiers = off',
    )
  })

  it('nothing that is quoted holds a password or a connection string', () => {
    const stderr = 'pg_dump: error: odd thing with geheim99 at postgresql://u:other@h/d'
    const error = diagnose(
      { program: 'pg_dump', stderr, end: { code: 1 } },
      { ...TARGET, secrets: ['geheim99'] },
    )
    expect(error.message).toContain('odd thing with *** at postgresql://***')
  })
})

describe('what a session of our own was reported', () => {
  const probe = (properties: object) => diagnoseProbe(Object.assign(new Error('x'), properties), TARGET).code

  it.each([
    [{ code: '28P01' }, 'database-password-rejected'],
    [{ code: '3D000' }, 'database-missing'],
    [{ code: '53300' }, 'database-too-many-connections'],
    [{ code: '57P03' }, 'database-not-accepting'],
    [{ code: '25P04', message: 'Verbindung wird abgebrochen' }, 'session-timeout'],
    [{ code: 'ECONNREFUSED', address: '192.0.2.7' }, 'database-refused'],
    [{ code: 'ENOTFOUND' }, 'database-host-unknown'],
    [{ code: 'ETIMEDOUT', address: '192.0.2.7' }, 'database-timeout'],
    [{ code: 'ENETUNREACH', address: '2001:db8::7' }, 'database-ipv6-only'],
    [{ code: 'ETIMEDOUT', address: '2001:db8::7' }, 'database-ipv6-only'],
    [{ code: 'ENETUNREACH', address: '192.0.2.7' }, 'database-unreachable'],
    [{ code: 'ECONNRESET' }, 'connection-lost'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'tls-certificate-untrusted'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'tls-certificate-expired'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls-host-mismatch'],
    [{ message: 'The server does not support SSL connections' }, 'tls-unsupported'],
    [
      { message: 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string' },
      'database-password-missing',
    ],
  ])('%o', (properties, code) => {
    expect(probe(properties)).toBe(code)
  })

  it('of several addresses, the one that answered decides', () => {
    const errors = [
      Object.assign(new Error('v6'), { code: 'ENETUNREACH', address: '2001:db8::7' }),
      Object.assign(new Error('v4'), { code: 'ECONNREFUSED', address: '192.0.2.7' }),
    ]
    expect(diagnoseProbe(new AggregateError(errors), TARGET).code).toBe('database-refused')
  })
})

describe('the table of failures', () => {
  it('has one row for each code, each with a meaning and a fix', () => {
    const codes = DOCUMENTED_FAILURES.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { code, meaning, fix } of DOCUMENTED_FAILURES) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
      expect(meaning).toMatch(/\.$/)
      expect(fix).toMatch(/\.$/)
    }
  })
})
