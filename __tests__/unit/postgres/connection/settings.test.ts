import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveConnection } from '../../../../src/postgres/connection/resolve.ts'
import { NO_FILES, notices, problems } from './resolved.ts'

describe('classic mistakes are reported by what to do', () => {
  it.each([
    ['', 'the secret is not set'],
    ['"postgres://u:p@h/d"', 'without them'],
    ['postgres://u:p@h/d\npostgres://u:p@h/e', 'line break'],
    ['$DATABASE_URL', 'secrets.NAME'],
    ['DATABASE_URL=postgres://u:p@h/d', 'only what follows'],
    ['psql -h h -U u', 'command line'],
    ['jdbc:postgresql://h/d?user=u', 'JDBC'],
    ['postgresql+asyncpg://u:p@h/d', 'Python driver'],
    ['https://abc.supabase.co', 'web address'],
    ['mysql://u:p@h/d', 'not a PostgreSQL URL'],
    ['postgres://postgres:[YOUR-PASSWORD]@db.abc.supabase.co:5432/postgres', 'placeholder'],
    ['postgresql://postgres.{project-ref}:x@db.{project-ref}.supabase.co/postgres', 'placeholder'],
    ['hello', 'neither a URL'],
    ['postgres:///app', 'names no host'],
    ['postgres://h/app', 'names no user'],
    ['postgres://u:p@h:654321/d', 'port'],
    ['postgres://u:p@h/d?sslmode=on', 'sslmode is none of'],
    ['postgres://u:p@h/d?sslmode=off', 'did you mean disable?'],
    ['postgres://u:p@h/d?sslmode=VERIFY_CA', 'did you mean verify-ca?'],
    ['postgres://u:p@h/d?channel_binding=maybe', 'channel_binding is none of disable, prefer, require'],
    ['postgres://u:p@h/d?require_auth=scram', 'require_auth has a method that is none of'],
    ['postgres://u:p@h/d?require_auth=md5,!password', 'not both'],
    [
      'postgres://u:p@h/d?sslcert=/no/such.crt',
      'certificate /no/such.crt is missing, or this user may not read',
    ],
    ['postgresql://user:password@host:5432/database', 'placeholder'],
    ['postgresql://username:secret@hostname/shop', 'placeholder'],
    ['postgresql://u:p@2001:db8::1/d', '[2001:db8::1]:5432'],
    ['postgresql://u:p@2001:db8::1:5432/d', '[2001:db8::1]:5432'],
    ['postgresql://u:p@::1/d', 'square brackets'],
    ['postgres://u:p@h/d?conect_timeout=3', 'connect_timeout'],
    ['postgres://u.x:p@aws-0-eu-central-1.pooler.supabase.com:6543/postgres', 'port 5432'],
  ])('%s', (databaseUrl, words) => {
    const told = problems({ databaseUrl })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^database-url: /)
    expect(told[0]).toContain(words)
  })

  it('all of them are reported at once', () => {
    expect(
      problems({ databaseUrl: 'postgres://u:p@h:0/d?sslmode=on&connect_timeout=x&nonsense=1' }),
    ).toHaveLength(4)
  })

  it('other transaction poolers are reported, not refused', () => {
    expect(notices({ databaseUrl: 'postgres://u:p@h:6543/d' }).join()).toContain('session')
    expect(
      notices({ databaseUrl: 'postgres://u:p@ep-a-pooler.eu-central-1.aws.neon.tech/d' }).join(),
    ).toContain('Neon')
  })

  it('no problem and no notice ever repeats the password, no matter what is in it', () => {
    const password = fc.string({ minLength: 6, unit: fc.constantFrom(...'Xq7@/?#:% &=[]{}<>"\'') })
    fc.assert(
      fc.property(password, secret => {
        const inputs = { databaseUrl: `postgres://u:${secret}@h/d`, env: {}, files: NO_FILES }
        const resolution = resolveConnection(inputs)
        const told = JSON.stringify([resolution.notices, resolution.ok ? [] : resolution.problems])
        for (const part of secret.split(/[^Xq7]+/)) if (part.length > 2) expect(told).not.toContain(part)
      }),
      { examples: [['@?><&>qq7"= /%{@/'], ['?}{7qq=%/#/} ']], numRuns: 2_000 },
    )
  })
})
