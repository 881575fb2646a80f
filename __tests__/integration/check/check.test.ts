import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcomeOf } from '../../../src/check/check-report.ts'
import { ageEncryption, agePassphrase } from '../../../src/encryption/age.ts'
import { decryptionWith } from '../../../src/encryption/opening.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import {
  availableMajors,
  type Major,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres-server.ts'
import { failuresOf, findingsOf, runCheck } from '../../support/run-check.ts'
import { lockTable } from '../../support/table-lock.ts'
import { makeCertificates } from '../../support/test-certificates.ts'

const MAJORS: readonly Major[] = availableMajors().filter(major => [13, 17, 19].includes(major))
const PASSWORD = 'p@ss/w%rd'

const SCHEMA = `
  CREATE TABLE open_table (a int); CREATE TABLE secret_table (a int); CREATE SEQUENCE counter;
  CREATE TABLE policed (a int); ALTER TABLE policed ENABLE ROW LEVEL SECURITY;
  CREATE SCHEMA hidden; CREATE TABLE hidden.inside (a int);
  CREATE ROLE reader LOGIN PASSWORD 'reader-pw';
  GRANT SELECT ON open_table, policed TO reader;
  SELECT lo_from_bytea(4711, 'large')`

let folder: string
let store: ObjectStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'))
  store = folderStore(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(MAJORS)('PostgreSQL %i is looked at', major => {
  let server: PostgresServer
  const url = (
    user = 'postgres',
    password = PASSWORD,
    database = 'postgres',
    parameters = 'sslmode=prefer',
  ) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${database}?${parameters}`

  beforeAll(async () => {
    server = await startPostgres({ major, password: PASSWORD })
    for (const statement of SCHEMA.split(';')) await server.sql('postgres', statement)
  })
  afterAll(() => server?.stop())

  it('and all is well for its owner; nothing is left in the destination', async () => {
    const report = await runCheck({ url: url(), store })
    expect(failuresOf(report)).toEqual([])
    // 13 gets no fixes any more, which is reported.
    expect(outcomeOf(report)).toBe(major === 13 ? 'warning' : 'ok')
    expect(report.findings.filter(({ outcome }) => outcome === 'ok').map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Address',
        'Sign-in',
        'TLS',
        'Privileges',
        'Row-level security',
        'Locks',
        'Size',
      ]),
    )
    expect(findingsOf(report, 'Write, list, read, delete')).toMatchObject([{ outcome: 'ok' }])
    expect(findingsOf(report, 'Large objects')).toMatchObject([{ outcome: 'ok' }])
    expect(findingsOf(report, 'Size')[0]?.message).toContain('estimate')
    expect(report.estimate?.databaseBytes).toBeGreaterThan(1_000_000)
    expect(await readdir(folder)).toEqual([])
  })

  it('and what a role may not read is reported all at once, with the statement that fixes it', async () => {
    const report = await runCheck({ url: url('reader', 'reader-pw'), store })
    expect(failuresOf(report)).toEqual([
      'Privileges: table-denied',
      'Row-level security: row-security-applies',
      'Large objects: large-object-denied',
    ])
    const [privileges] = findingsOf(report, 'Privileges')
    expect(privileges).toMatchObject({
      message: 'Role reader may not read hidden.inside, public.counter, public.secret_table.',
      fix: expect.stringContaining(
        major >= 14 ? 'GRANT pg_read_all_data TO reader' : 'GRANT USAGE ON SCHEMA',
      ),
    })
    expect(findingsOf(report, 'Row-level security')).toMatchObject([
      { message: expect.stringContaining('public.policed'), fix: expect.stringContaining('BYPASSRLS') },
    ])
  })

  it('and what the backup leaves out does not matter', async () => {
    const selection = {
      tables: [],
      excludeTables: ['secret_*', 'public.policed', '"counter"'],
      schemas: [],
      excludeSchemas: ['hid*'],
      excludeTableData: [],
    }
    const report = await runCheck({ url: url('reader', 'reader-pw'), store, request: { selection } })
    expect(failuresOf(report)).toEqual(['Large objects: large-object-denied'])
    expect(findingsOf(report, 'Privileges')).toMatchObject([
      { outcome: 'ok', message: 'Role reader may read all 1 table of the backup.' },
    ])
  })

  it('and a pattern that leaves out nothing is a warning', async () => {
    const selection = {
      ...{ tables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
      excludeTables: ['open_tabel'],
    }
    const report = await runCheck({ url: url(), store, request: { selection } })
    expect(findingsOf(report, 'Selection')).toMatchObject([
      { outcome: 'warning', message: expect.stringContaining('nothing in the database matches open_tabel') },
    ])
  })

  it('and a lock that pg_dump would wait for is reported, with who holds it', async () => {
    await using _migration = await lockTable(server, 'postgres', 'open_table')
    const report = await runCheck({ url: url(), store })
    expect(findingsOf(report, 'Locks')).toMatchObject([
      {
        outcome: 'warning',
        message: expect.stringMatching(/public\.open_table is locked .*\(held by process \d+, for \d+ s/),
        fix: expect.stringContaining('lock-timeout'),
      },
    ])
    expect(outcomeOf(report)).toBe('warning')
  })

  it.each([
    ['a wrong password', () => url('postgres', 'wrong-pw'), 'database-password-rejected'],
    ['a database that is not there', () => url('postgres', PASSWORD, 'none'), 'database-missing'],
    [
      'TLS, which it has not',
      () => url('postgres', PASSWORD, 'postgres', 'sslmode=require'),
      'tls-unsupported',
    ],
  ])('and %s is one finding, which hides none of the destination', async (_what, at, code) => {
    const report = await runCheck({ url: at(), store })
    expect(failuresOf(report)).toEqual([`Sign-in: ${code}`])
    expect(findingsOf(report, 'Write, list, read, delete')).toMatchObject([{ outcome: 'ok' }])
    expect(findingsOf(report, 'Clock')).toMatchObject([{ outcome: 'ok' }])
    expect(JSON.stringify(report)).not.toMatch(/wrong-pw|reader-pw|p@ss|p%40ss/)
  })
})

it('the certificate is reported, and whether verify-full would work with it', async ctx => {
  const certificates = await makeCertificates()
  if (!certificates) return ctx.skip('there is no openssl program to make certificates with')
  const [major] = MAJORS
  if (major === undefined) return ctx.skip('no server')
  await using _certificates = certificates
  await using server = await startPostgres({ major, password: PASSWORD, ssl: certificates.server })
  const at = (host: string, parameters: string) =>
    `postgresql://postgres:${encodeURIComponent(PASSWORD)}@${host}:${server.port}/postgres?${parameters}`
  const message = async (host: string, parameters: string) =>
    findingsOf(await runCheck({ url: at(host, parameters), store }), 'Certificate')
  expect(await message('localhost', 'sslmode=require')).toMatchObject([
    { outcome: 'ok', message: expect.stringMatching(/^Not verified, on this machine: issued by /) },
  ])
  expect(await message('localhost', `sslmode=verify-ca&sslrootcert=${certificates.ca}`)).toMatchObject([
    { message: expect.stringContaining('sslmode: verify-full would work with this ssl-root-cert') },
  ])
  expect(await message('localhost', `sslmode=verify-full&sslrootcert=${certificates.ca}`)).toMatchObject([
    {
      message: expect.stringMatching(
        /^Verified by sslmode verify-full: issued by .*, valid until \d{4}-\d{2}-\d{2}\.$/,
      ),
    },
  ])
  // The loopback interface by another name, as if it were elsewhere.
  expect(await message('0.0.0.0', 'sslmode=require')).toMatchObject([
    { outcome: 'warning', message: expect.stringContaining('It is not verified (sslmode require)') },
  ])
  const report = await runCheck({ url: at('localhost', 'sslmode=require'), store })
  expect(findingsOf(report, 'TLS')).toMatchObject([{ message: 'TLSv1.3, sslmode require.' }])
})

describe('a database that is not reached', () => {
  const supabase = 'postgresql://postgres:pw-of-mine@db.abcdefghijklm.supabase.co:5432/postgres'

  it('has only an IPv6 address: the pooler to use is reported', async () => {
    const names = { addressesOf: async () => ['2600:1f18::5'], hasIpv6: false }
    const report = await runCheck({ url: supabase, store, parts: { names } })
    expect(failuresOf(report)).toEqual(['Address: database-ipv6-only'])
    expect(findingsOf(report, 'Address')).toMatchObject([
      {
        fix: expect.stringContaining(
          'postgresql://postgres.abcdefghijklm:…@aws-0-<region>.pooler.supabase.com:5432/postgres',
        ),
      },
    ])
  })

  it('has a name that nobody knows, or that is never answered', async () => {
    const unknown = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    }
    const silent = () => new Promise<never>(() => {})
    const check = async (addressesOf: () => Promise<readonly string[]>) =>
      failuresOf(await runCheck({ url: supabase, store, parts: { names: { addressesOf, hasIpv6: true } } }))
    expect(await check(unknown)).toEqual(['Address: database-host-unknown'])
    expect(await check(silent)).toEqual(['Address: check-timed-out'])
  })

  it('is named by a transaction pooler or not at all: a finding, and no end of the check', async () => {
    const pooled = await runCheck({
      url: 'postgresql://postgres.abc:pw-of-mine@aws-0-eu-central-1.pooler.supabase.com:6543/postgres',
      store,
    })
    expect(failuresOf(pooled)).toEqual(['Connection: check-connection-unusable'])
    expect(findingsOf(pooled, 'Connection')[0]?.message).toContain("is Supabase's transaction pooler")
    expect(findingsOf(pooled, 'Connection')[0]).toMatchObject({
      fix: expect.stringContaining('ession pooler: the same host with port 5432'),
    })
    expect(findingsOf(pooled, 'Reached')).toMatchObject([{ outcome: 'ok' }])
    expect(JSON.stringify(pooled)).not.toContain('pw-of-mine')
  })
})

describe('the key', () => {
  const url = 'postgresql://u:p@192.0.2.1.invalid/d'
  const names = {
    addressesOf: async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    },
    hasIpv6: false,
  }
  const opening = (keys: Partial<Parameters<typeof decryptionWith>[0]>) =>
    decryptionWith({ identities: [], passphrase: undefined, ...keys }, { scratch: tmpdir(), searchPath: '' })

  it('that encrypts is reported, and with its identity that it opens; another identity fails', async () => {
    const identity = await generateIdentity()
    const stranger = await generateIdentity()
    const encryption = ageEncryption({ recipients: [await identityToRecipient(identity)] })
    const keyOf = async (opens: boolean, identities: string[]) =>
      findingsOf(
        await runCheck({
          url,
          store,
          request: { opens },
          parts: { names, encryption, decryption: opening({ identities }) },
        }),
        'Key',
      )
    expect(await keyOf(false, [])).toMatchObject([
      { outcome: 'ok', message: expect.stringContaining('no age-identity is given') },
    ])
    expect(await keyOf(true, [identity])).toMatchObject([
      { outcome: 'ok', message: expect.stringContaining('the given key opens') },
    ])
    expect(await keyOf(true, [stranger])).toMatchObject([
      { outcome: 'failed', code: 'encryption-key-mismatch' },
    ])
  })

  it('that is a passphrase opens what it sealed', async () => {
    const passphrase = 'correct horse battery staple'
    const parts = { names, encryption: agePassphrase(passphrase, 10), decryption: opening({ passphrase }) }
    const report = await runCheck({ url, store, parts })
    expect(findingsOf(report, 'Key')).toMatchObject([{ outcome: 'ok' }])
    expect(JSON.stringify(report)).not.toContain(passphrase)
  })
})
