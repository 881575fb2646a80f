import { generateIdentity } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/action/inputs/reading.ts'
import { namesOf } from '../../../src/action/inputs/row.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { VERIFY_INPUTS } from '../../../src/verify/input-table.ts'
import { readVerifyInputs, VERIFY_RULES, type VerifyInputs } from '../../../src/verify/inputs.ts'
import { environment, sourceOf } from '../action/inputs/run-with.ts'

const KEY = 'shop/2026/11/shop_backup_20261122_030700.dump'

function read(inputs: Readonly<Record<string, string>>): VerifyInputs {
  return readVerifyInputs(sourceOf({ destination: 's3://backups/shop', ...inputs }))
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

describe('the inputs of verify', () => {
  it('need a destination only', () => {
    expect(read({})).toEqual({
      destination: { kind: 's3', bucket: 'backups', prefix: 'shop' },
      s3: { forcePathStyle: false, stallTimeoutMs: 600_000 },
      request: { range: { start: { kind: 'latest' } }, depth: 'full', parallel: 2 },
      keys: { identities: [], passphrase: undefined },
      warnings: [],
      notices: [],
      secrets: [],
    })
    expect(problems({ destination: '' })).toEqual(['destination: is required and empty'])
  })

  it('arrive as the domain understands them', async () => {
    const keys = [await generateIdentity(), await generateIdentity()]
    const inputs = read({
      from: 'all',
      series: 'shop',
      class: 'pre-restore',
      since: '30d',
      sample: '10%',
      depth: 'quick',
      parallel: '4',
      'age-identity': `# created: today\n# public key: age1x\n${keys[0]}\n\n${keys[1]}\n`,
      passphrase: 'open sesame\n',
      endpoint: 'https://s3.example.com',
      'aws-access-key-id': 'AKIA',
      'aws-secret-access-key': 'secret',
    })
    expect(inputs).toMatchObject({
      request: {
        range: { start: { kind: 'all' }, series: 'shop', backupClass: 'pre-restore', sample: 0.1 },
        depth: 'quick',
        parallel: 4,
      },
      keys: { identities: keys, passphrase: 'open sesame' },
      s3: {
        endpoint: 'https://s3.example.com',
        forcePathStyle: true,
        credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
      },
    })
    const { since = new Date() } = inputs.request.range
    expect(Date.now() - since.getTime()).toBeCloseTo(30 * 86_400_000, -5)
  })

  it.each(['', '.sha256', '.manifest.json'])('take a key, also that of its file %s', suffix => {
    expect(read({ from: KEY + suffix }).request.range.start).toEqual({ kind: 'key', key: KEY })
  })

  it.each([
    ['from', 'lates', 'neither latest nor all'],
    ['from', '../x/y', 'neither latest nor all'],
    ['since', 'yesterday', 'is no time'],
    ['since', '2026-02-31', 'is no time'],
    ['since', '0d', 'is no time'],
    ['sample', '0', 'is no share'],
    ['sample', '150%', 'is no share'],
    ['parallel', '0', 'from 1 to 16'],
    ['depth', 'fast', 'is not one of full, quick'],
    ['age-identity', 'AGE-SECRET-KEY-1TOPSECRET', 'Secret key 1 is not an age secret key'],
    ['age-identity', 'TOPSECRET', 'Secret key 1 is not an age secret key'],
  ])('of %s refuse %s, in words that repeat no secret', (name, value, why) => {
    const [line = '', ...more] = problems({ [name]: value, ...(name === 'sample' && { from: 'all' }) })
    expect(more).toEqual([])
    expect(line.startsWith(`${name}: `)).toBe(true)
    expect(line).toContain(why)
    expect(line).not.toContain('TOPSECRET')
  })

  it('are not those of the backup action', () => {
    expect(problems({ 'storage-class': 'GLACIER' })).toEqual([
      'storage-class: is not an input of this action; remove it',
    ])
    expect(read({ destination: '/b', region: 'eu' }).warnings[0]).toContain('destination is a folder')
  })

  it('each have a description that ends like a sentence', () => {
    for (const name of namesOf(VERIFY_INPUTS))
      expect(VERIFY_INPUTS[name].description, name).toMatch(/^[A-Z].*\.$/)
  })
})

/** What can't go together, and the input that is blamed. */
const ROLE = 'arn:aws:iam::123456789012:role/backup'
const BROKEN: readonly (readonly [inputs: Readonly<Record<string, string>>, blamed: string])[] = [
  [{ from: `s3://elsewhere/${KEY}`, destination: 's3://backups/shop' }, 'from'],
  [{ from: KEY, series: 'shop' }, 'series'],
  [{ from: KEY, class: 'daily' }, 'class'],
  [{ from: KEY, since: '1d' }, 'since'],
  [{ from: KEY, sample: '0.5' }, 'sample'],
  [{ from: 'latest', sample: '0.5' }, 'sample'],
  [{ 'aws-access-key-id': 'AKIA' }, 'aws-secret-access-key'],
  [{ 'aws-session-token': 't' }, 'aws-session-token'],
  [{ 'role-to-assume': ROLE, 'aws-access-key-id': 'AKIA', 'aws-secret-access-key': 's' }, 'role-to-assume'],
  [{ region: 'Frankfurt' }, 'region'],
  [{ endpoint: 'https://backups.s3.eu-central-1.amazonaws.com' }, 'endpoint'],
]

describe('inputs of verify that do not go together', () => {
  it.each(BROKEN)('%j', (inputs, blamed) => {
    const lines = problems(inputs)
    expect(lines).toHaveLength(1)
    expect(lines[0]?.startsWith(`${blamed}: `)).toBe(true)
    expect(lines[0]).toMatch(/; (write|give|check|leave|remove)/)
  })

  it('have an example for every rule', () => {
    const broken = BROKEN.flatMap(([inputs]) => {
      const reading = readTable(VERIFY_INPUTS, environment({ destination: 's3://backups/shop', ...inputs }))
      return VERIFY_RULES.filter(rule => rule.broken(reading) !== undefined)
    })
    expect(VERIFY_RULES.filter(rule => !broken.includes(rule)).map(({ about }) => about)).toEqual([])
  })
})
