import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { generateIdentity } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/action/inputs/reading.ts'
import { namesOf } from '../../../src/action/inputs/row.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { DRILL_INPUTS } from '../../../src/drill/input-table.ts'
import { DRILL_RULES, type DrillInputs, readDrillInputs } from '../../../src/drill/inputs.ts'
import { environment, SCRATCH, sourceOf } from '../action/inputs/run-with.ts'

const KEY = 'shop/2026/11/shop_backup_20261122_030700.dump'
const SERVER = 'postgresql://app:s3cr3t-pw@db.example.com/postgres'

function read(inputs: Readonly<Record<string, string>>): DrillInputs {
  return readDrillInputs(sourceOf({ destination: 's3://backups/shop', ...inputs }))
}

function problems(inputs: Readonly<Record<string, string>>): string[] {
  try {
    read(inputs)
    return []
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'input-invalid') throw error
    return error.message.split('\n')
  }
}

describe('the inputs of drill', () => {
  it('need a destination only', () => {
    expect(read({})).toEqual({
      destination: { kind: 's3', bucket: 'backups', prefix: 'shop' },
      s3: {
        forcePathStyle: false,
        sse: { kind: 'AES256' },
        checksum: 'sha256',
        stallTimeoutMs: 600_000,
      },
      request: {
        wanted: { kind: 'newest', prefersWhole: true },
        checks: [],
        budgets: {},
        jobs: Math.min(64, availableParallelism()),
        missingExtensions: 'fail',
        record: true,
        trusted: false,
        stallTimeoutMs: 600_000,
        run: {},
      },
      keys: { identities: [], passphrase: undefined },
      warnings: [],
      notices: [],
      secrets: [],
    })
    expect(problems({ destination: '' })).toEqual(['destination: is required and empty'])
  })

  it('arrive as the domain understands them', async () => {
    const identity = await generateIdentity()
    const certificate = join(SCRATCH, 'ca.pem')
    writeFileSync(certificate, '')
    const inputs = read({
      ...{ series: 'shop', class: 'weekly', before: '2026-11-01' },
      'server-url': SERVER,
      sslmode: 'verify-full',
      'ssl-root-cert': certificate,
      jobs: '64',
      'missing-extensions': 'skip',
      checks: '-- there are orders\nSELECT count(*) > 0 FROM orders;\nSELECT 1 WHERE false',
      'rto-budget': '30m',
      'max-age': '60d',
      'age-identity': identity,
      passphrase: 'open sesame\n',
      ...{ endpoint: 'https://s3.example.com', tags: 'team=platform' },
    })
    expect(inputs).toMatchObject({
      request: {
        wanted: { series: 'shop', backupClass: 'weekly', before: new Date('2026-11-01') },
        server: { endpoints: [{ host: 'db.example.com' }], sslmode: 'verify-full', sslRootCert: certificate },
        jobs: 64,
        missingExtensions: 'skip',
        checks: [{ label: 'there are orders', line: 2 }, { sql: 'SELECT 1 WHERE false' }],
        budgets: { rtoMs: 1_800_000, ageMs: 5_184_000_000 },
      },
      keys: { identities: [identity], passphrase: 'open sesame' },
      s3: { sse: { kind: 'none' }, tags: { team: 'platform' } },
    })
  })

  it('take a key, also that of its manifest', () => {
    expect(read({ from: `${KEY}.manifest.json` }).request.wanted).toEqual({ kind: 'key', key: KEY })
  })

  it.each([
    ['from', 'all', 'write latest, or the key of one'],
    ['jobs', '0', 'from 1 to 64'],
    ['jobs', '65', 'from 1 to 64'],
    ['rto-budget', '30', 'is no length of time'],
    ['max-age', 'yesterday', 'is no length of time'],
    ['missing-extensions', 'ignore', 'is not one of fail, skip'],
    ['record', 'yes', 'is neither true nor false'],
    ['checks', "SELECT 'open", 'is never closed'],
    ['checks', '-- nothing', 'there is no statement'],
    ['age-identity', 'TOPSECRET', 'Secret key 1 is not an age secret key'],
  ])('of %s refuse %s, in words that repeat no secret', (name, value, why) => {
    const [line = '', ...more] = problems({ [name]: value })
    expect(more).toEqual([])
    expect(line.startsWith(`${name}: `)).toBe(true)
    expect(line).toContain(why)
    expect(line).not.toContain('TOPSECRET')
  })

  it('are not those of another action', () => {
    expect(problems({ 'storage-class': 'GLACIER' })).toEqual([
      'storage-class: is not an input of this action; remove it',
    ])
  })

  it('each have a description that ends like a sentence', () => {
    for (const name of namesOf(DRILL_INPUTS))
      expect(DRILL_INPUTS[name].description, name).toMatch(/^[A-Z].*\.$/)
  })
})

/** What can't go together, and the input that is blamed. */
const ROLE = 'arn:aws:iam::123456789012:role/backup'
const BROKEN: readonly (readonly [inputs: Readonly<Record<string, string>>, blamed: string])[] = [
  [{ from: `s3://elsewhere/${KEY}`, destination: 's3://backups/shop' }, 'from'],
  [{ from: KEY, series: 'shop' }, 'series'],
  [{ from: KEY, class: 'daily' }, 'class'],
  [{ from: KEY, before: '1d' }, 'before'],
  [{ sslmode: 'require' }, 'sslmode'],
  [{ 'ssl-root-cert': '/etc/ca.pem' }, 'ssl-root-cert'],
  [{ record: 'false', sse: 'AES256' }, 'sse'],
  [{ record: 'false', 'sse-kms-key-id': 'k', sse: 'aws:kms' }, 'sse'],
  [{ record: 'false', tags: 'a=b' }, 'tags'],
  [{ record: 'false', checksum: 'crc32' }, 'checksum'],
  [{ 'sse-kms-key-id': 'k' }, 'sse-kms-key-id'],
  [{ 'aws-access-key-id': 'AKIA' }, 'aws-secret-access-key'],
  [{ 'aws-session-token': 't' }, 'aws-session-token'],
  [{ 'role-to-assume': ROLE, 'aws-access-key-id': 'AKIA', 'aws-secret-access-key': 's' }, 'role-to-assume'],
  [{ region: 'Frankfurt' }, 'region'],
  [{ endpoint: 'https://backups.s3.eu-central-1.amazonaws.com' }, 'endpoint'],
]

describe('inputs of drill that do not go together', () => {
  it.each(BROKEN)('%j', (inputs, blamed) => {
    const [line = ''] = problems(inputs)
    expect(line.startsWith(`${blamed}: `)).toBe(true)
    expect(line).toMatch(/; (write|give|check|leave|remove)/)
  })

  it('have an example for every rule', () => {
    const broken = BROKEN.flatMap(([inputs]) => {
      const reading = readTable(DRILL_INPUTS, environment({ destination: 's3://backups/shop', ...inputs }))
      return DRILL_RULES.filter(rule => rule.broken(reading) !== undefined)
    })
    expect(DRILL_RULES.filter(rule => !broken.includes(rule)).map(({ about }) => about)).toEqual([])
  })
})
