import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readInputs } from '../../../../src/action/inputs/checked-reading.ts'
import type { Settled } from '../../../../src/action/inputs/connection.ts'
import { namesOf } from '../../../../src/action/inputs/row.ts'
import { BACKUP_INPUTS } from '../../../../src/backup/input-table.ts'
import { BACKUP_RULES } from '../../../../src/backup/inputs.ts'
import { BackupError } from '../../../../src/core/errors.ts'
import { secretsOf } from '../../../../src/postgres/connection/secrets.ts'
import { problems, read, SCRATCH, sourceOf } from './run-with.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
const RECIPIENT = 'age1qn5ufcs9ugq3wttrdc9hfewhu7ex79rdvprsqxcdsxj2kes8j46qxf8kup'

describe('two inputs are enough', () => {
  it('and everything else has its documented default', () => {
    const { request, ...inputs } = read({})
    const { connection, run, ...asked } = request
    expect(connection).toMatchObject({
      endpoints: [{ host: 'db.example.com', port: 5432 }],
      database: 'shop',
      sslmode: 'require',
      stallTimeoutMs: 600_000,
    })
    expect(run).toEqual({ repository: undefined, commit: undefined, url: undefined })
    expect(asked).toEqual({
      series: undefined,
      backupClass: 'manual',
      mode: 'full',
      format: 'custom',
      selection: { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
      compression: { kind: 'auto' },
      noOwner: true,
      noAcl: true,
      globals: false,
      lockTimeoutMs: undefined,
      clientMajor: 'auto',
      minimums: { bytes: 1, tables: 1, expectTables: [] },
      failOn: [],
    })
    expect(inputs).toEqual({
      destination: { kind: 's3', bucket: 'backups', prefix: 'shop' },
      reuseWithinMs: undefined,
      advisoryLock: undefined,
      repository: undefined,
      anomalies: { thresholds: { window: 4, percent: 20 }, onAnomaly: 'warn', onDrift: 'notice' },
      encryption: { kind: 'none' },
      s3: {
        forcePathStyle: false,
        sse: { kind: 'AES256' },
        maxParts: 10_000,
        checksum: 'sha256',
        stallTimeoutMs: 600_000,
      },
      localCopy: undefined,
      warnings: [],
      notices: [],
      secrets: secretsOf(connection),
    })
  })

  it('and an input that is written empty, as an unset secret is, means the default', () => {
    const empty = Object.fromEntries(
      namesOf(BACKUP_INPUTS)
        .filter(name => name !== 'database-url' && name !== 'destination')
        .map(name => [name, '']),
    )
    expect(read(empty)).toEqual(read({}))
  })

  it('and space around a value is no part of it', () => {
    expect(read({ class: '  weekly \n' }).request.backupClass).toBe('weekly')
  })

  it("and libpq's own environment can stand in for database-url", () => {
    const { connection } = read({ 'database-url': '' }, { PGHOST: 'pg.example.com', PGUSER: 'app' }).request
    expect(connection.endpoints).toEqual([{ host: 'pg.example.com', port: 5432 }])
    expect(problems({ 'database-url': '' }, { PGSERVICE: 'shop' }).join()).not.toContain(
      'secrets.DATABASE_URL',
    )
  })
})

describe('inputs arrive as the domain understands them', () => {
  it('when everything is written', () => {
    const certificate = join(SCRATCH, 'ca.pem')
    writeFileSync(certificate, PEM)
    const inputs = read({
      series: 'shop-production',
      class: 'pre-deploy',
      tables: 'public."a,b", o*\nx.{1,3}',
      'exclude-tables': 'logs',
      'exclude-table-data': 'cache, sessions',
      compression: 'zstd:3',
      'no-owner': 'false',
      'no-acl': 'False',
      globals: 'true',
      'lock-timeout': '30s',
      'pg-version': '17',
      'min-size': '1MB',
      'min-tables': '10',
      'expect-tables': 'orders, billing.invoices',
      'encrypt-to': RECIPIENT,
      sslmode: 'verify-full',
      'ssl-root-cert': certificate,
      region: 'eu-central-1',
      sse: 'aws:kms',
      'sse-kms-key-id': 'alias/backup',
      'storage-class': 'GLACIER_IR',
      'object-lock-mode': 'COMPLIANCE',
      'object-lock-days': '30',
      tags: 'team=platform\nref=a=b',
      'expected-bucket-owner': '123456789012',
      'max-parts': '1000',
      checksum: 'crc32',
      'aws-access-key-id': 'AKIAEXAMPLE',
      'aws-secret-access-key': 'very-secret',
      'aws-session-token': 'token',
      'local-copy': '/srv/backups',
      'local-copy-days': '3',
    })
    expect(inputs.request).toMatchObject({
      series: 'shop-production',
      backupClass: 'pre-deploy',
      selection: {
        tables: ['public."a,b"', 'o*', 'x.{1,3}'],
        excludeTables: ['logs'],
        excludeTableData: ['cache', 'sessions'],
      },
      compression: { kind: 'pg_dump', spec: 'zstd:3' },
      noOwner: false,
      noAcl: false,
      globals: true,
      lockTimeoutMs: 30_000,
      clientMajor: 17,
      minimums: { bytes: 1_048_576, tables: 10, expectTables: ['orders', 'billing.invoices'] },
      connection: { sslmode: 'verify-full', sslRootCert: certificate },
    })
    expect(inputs).toMatchObject({
      encryption: { kind: 'age', recipients: [RECIPIENT] },
      localCopy: { path: '/srv/backups', keepDays: 3 },
    })
    expect(inputs.s3).toEqual({
      region: 'eu-central-1',
      forcePathStyle: false,
      sse: { kind: 'aws:kms', keyId: 'alias/backup' },
      storageClass: 'GLACIER_IR',
      objectLock: { mode: 'COMPLIANCE', days: 30 },
      tags: { team: 'platform', ref: 'a=b' },
      expectedBucketOwner: '123456789012',
      maxParts: 1000,
      checksum: 'crc32',
      stallTimeoutMs: 600_000,
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'very-secret', sessionToken: 'token' },
    })
  })

  it('with another store than AWS, path style and no encryption at rest are assumed, and can be overruled', () => {
    const endpoint = 'https://s3.example.com'
    expect(read({ endpoint }).s3).toMatchObject({ endpoint, forcePathStyle: true, sse: { kind: 'none' } })
    const overruled = read({ endpoint, 'force-path-style': 'false', sse: 'AES256' }).s3
    expect(overruled).toMatchObject({ forcePathStyle: false, sse: { kind: 'AES256' } })
  })

  it('a passphrase means age, unless gpg is wanted', () => {
    const passphrase = 'correct horse battery'
    expect(read({ passphrase }).encryption).toEqual({ kind: 'age-passphrase', passphrase })
    expect(read({ passphrase: `${passphrase}\n`, encryption: 'gpg' }).encryption).toEqual({
      kind: 'gpg-passphrase',
      passphrase,
    })
  })

  it('a root certificate may be given as PEM text', () => {
    const { sslRootCert = '' } = read({ 'ssl-root-cert': PEM }).request.connection
    expect(readFileSync(sslRootCert, 'utf8')).toBe(PEM)
  })
})

describe('problems', () => {
  it('are all reported at once, each on its line, with what to write instead', () => {
    const lines = problems({
      destination: 'gs://bucket',
      class: 'predeploy',
      mode: 'shema',
      'min-size': 'big',
      'lock-timeout': '30',
      tags: 'team',
      globals: 'yes',
      'max-parts': '20000',
    })
    expect(lines).toEqual([
      'destination: gs: is not known; write s3://bucket/prefix, or the path of a folder',
      'class: "predeploy" is not one of manual, daily, weekly, monthly, pre-deploy, post-release; did you mean pre-deploy?',
      'mode: "shema" is not one of full, schema, data; did you mean schema?',
      'globals: "yes" is neither true nor false; write one of the two',
      'min-size: "big" is not a size; write bytes or a unit, such as 1048576, 500kB, 1MB or 2GB',
      'lock-timeout: "30" has no unit; write 30s for seconds or 30ms for milliseconds',
      'tags: "team" is not a tag; write one key=value a line',
      'max-parts: "20000" won\'t do; write a whole number from 1 to 10000',
    ])
  })

  it('name the secret to set when there is no database', () => {
    const [line] = problems({ 'database-url': '' })
    expect(line).toContain('database-url: is empty')
    expect(line).toContain('secrets.DATABASE_URL')
  })

  it('name a required input that is missing', () => {
    expect(problems({ destination: '' })).toEqual(['destination: is required and empty'])
  })

  it('of the connection are reported together with the others, but not about an input that is wrong already', () => {
    const connect = (): Settled<undefined> => ({
      ok: false,
      problems: [
        { input: 'database-url', message: 'names no user' },
        { input: 'class', message: 'is reported already' },
      ],
    })
    const source = sourceOf({ 'database-url': 'x', destination: '/b', class: 'x' })
    const act = () => readInputs({ table: BACKUP_INPUTS, rules: BACKUP_RULES, connect }, source)
    expect(act).toThrow(BackupError)
    expect(act).toThrow(/^class: "x" is not one of .*\ndatabase-url: names no user$/)
    expect(problems({ 'database-url': 'postgresql://db.example.com/shop', class: 'x' })).toEqual([
      expect.stringMatching(/^class: "x" is not one of /),
      expect.stringMatching(/^database-url: names no user/),
    ])
  })

  it('the class of the safety copies is for restore alone', () => {
    expect(problems({ class: 'pre-restore' })[0]).toMatch(/^class: "pre-restore" is not one of/)
  })

  it.each([
    ['passphrase', ' starts with a space'],
    ['passphrase', 'two\nlines'],
    ['ssl-root-cert', '-----BEGIN PRIVATE KEY-----\nTOPSECRETKEY\n-----END PRIVATE KEY-----'],
    ['encrypt-to', 'AGE-SECRET-KEY-1TOPSECRETKEY'],
    ['encrypt-to', 'TOPSECRETKEY'],
    ['endpoint', 'https://user:TOPSECRETKEY@s3.example.com'],
    ['destination', 'ftp://user:TOPSECRETKEY@host/'],
    ['client-repository', 'https://user:TOPSECRETKEY@apt.example.com'],
  ])('with %s never repeat what may be a secret', (name, value) => {
    const [line = ''] = problems({ [name]: value })
    expect(line.startsWith(`${name}: `)).toBe(true)
    expect(line).not.toContain('TOPSECRETKEY')
    expect(line).not.toContain('starts with a space')
    expect(line).not.toContain('two')
  })

  it('stay on one line each, however long and odd the value is', () => {
    const [line = '', ...more] = problems({ class: `x\n::error::${'y'.repeat(5000)}` })
    expect(more).toEqual([])
    expect(line.length).toBeLessThan(300)
  })
})

describe('an input that the action does not have', () => {
  it('stops the run, with the one that was probably meant', () => {
    expect(problems({ encrypt_to: 'age1x', 'Database URL': 'x', zzz: '1' })).toEqual([
      'encrypt_to: is not an input of this action; did you mean encrypt-to?',
      'database_url: is not an input of this action; did you mean database-url?',
      'zzz: is not an input of this action; remove it',
    ])
  })

  it('is reported together with the required input that it was meant for', () => {
    expect(problems({ destination: '', destinaton: 's3://backups/shop' })).toEqual([
      'destinaton: is not an input of this action; did you mean destination?',
      'destination: is required and empty',
    ])
  })
})

describe('a folder as destination', () => {
  const ON_HOSTED = { RUNNER_ENVIRONMENT: 'github-hosted' }

  it('is refused on a GitHub-hosted runner, which deletes it with the job', () => {
    const [line = '', ...more] = problems({ destination: '/srv/backups' }, ON_HOSTED)
    expect(more).toEqual([])
    expect(line).toMatch(/^destination: is a folder of a GitHub-hosted runner.*write s3:.*allow-folder: true/)
  })

  it('is accepted there if the workflow says so, and on a runner of your own', () => {
    expect(problems({ destination: '/srv/backups', 'allow-folder': 'true' }, ON_HOSTED)).toEqual([])
    expect(problems({ destination: '/srv/backups' }, { RUNNER_ENVIRONMENT: 'self-hosted' })).toEqual([])
  })
})

describe('odd but no reason to stop', () => {
  it("S3's inputs with a folder are reported to have no effect", () => {
    expect(read({ destination: '/b', region: 'eu', sse: 'none', 'max-parts': '10000' }).warnings).toEqual([
      'destination is a folder: region, sse are for s3:// only, without effect here',
    ])
  })

  it('a store that is spoken to in the clear is reported, unless the backup is sealed or stays on the machine', () => {
    const endpoint = 'http://s3.example.com'
    expect(read({ endpoint }).warnings[0]).toMatch(/^endpoint is http:/)
    expect(read({ endpoint, passphrase: 'correct horse' }).warnings).toEqual([])
    expect(read({ endpoint: 'http://127.0.0.1:9000' }).warnings).toEqual([])
  })
})

it('each input has a description that ends like a sentence', () => {
  for (const name of namesOf(BACKUP_INPUTS))
    expect(BACKUP_INPUTS[name].description, name).toMatch(/^[A-Z].*\.$/)
})
