import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/action/inputs/reading.ts'
import { namesOf } from '../../../src/action/inputs/row.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { PRUNE_INPUTS } from '../../../src/prune/input-table.ts'
import { PRUNE_RULES, type PruneInputs, readPruneInputs } from '../../../src/prune/inputs.ts'
import { DEFAULT_POLICY } from '../../../src/retention/policy.ts'
import { environment, sourceOf } from '../action/inputs/run-with.ts'

type With = Readonly<Record<string, string>>

function read(inputs: With = {}): PruneInputs {
  return readPruneInputs(sourceOf({ destination: 's3://backups/shop', ...inputs }))
}

function problems(inputs: With): string[] {
  try {
    read(inputs)
    return []
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'input-invalid') throw error
    return error.message.split('\n')
  }
}

describe('inputs of prune', () => {
  it('keep by the default policy, sweep, and archive nothing where nothing is said', () => {
    expect(read()).toMatchObject({
      request: {
        ...{ series: undefined, policy: DEFAULT_POLICY, dryRun: false, archive: undefined },
        ...{ sweep: true, versions: 'current', maxRemovals: 0.8 },
      },
      warnings: [],
    })
  })

  it('archive to GLACIER_IR at AWS, and in the class of the bucket where another store may not have that', () => {
    const archive = (inputs: With) => read({ archive: 'true', ...inputs }).request.archive
    expect(archive({})).toEqual({ storageClass: 'GLACIER_IR' })
    expect(archive({ 'archive-storage-class': 'DEEP_ARCHIVE' })).toEqual({ storageClass: 'DEEP_ARCHIVE' })
    expect(archive({ endpoint: 'https://s3.example.com' })).toEqual({ storageClass: undefined })
    expect(archive({ destination: '/srv/backups' })).toEqual({ storageClass: undefined })
    const folder = { archive: 'true', destination: '/srv/backups', 'archive-storage-class': 'GLACIER_IR' }
    expect(read(folder).warnings).toEqual([
      expect.stringContaining('archive-storage-class is for s3:// only'),
    ])
  })

  it('say every mistake of a policy at once, with its line', () => {
    const [line = '', ...more] = problems({ policy: 'keep-dayly: 7\nclasses:\n  weekly: 90' })
    expect(more).toEqual([])
    expect(line).toMatch(/^policy: line 1: .*keep-daily.*line 3: /)
  })

  it.each([
    ['versions', 'none', 'is not one of current, all'],
    ['max-removals', '0.8', 'is no such share'],
    ['archive-storage-class', 'glacier', 'not a storage class'],
    ['dry-run', 'yes', 'is neither true nor false'],
    ['series', 'a/b', "can't name a folder"],
  ])('of %s refuse %s', (name, value, why) => {
    expect(problems({ archive: 'true', [name]: value })).toEqual([expect.stringContaining(why)])
  })

  it('each have a description that ends like a sentence', () => {
    for (const name of namesOf(PRUNE_INPUTS))
      expect(PRUNE_INPUTS[name].description, name).toMatch(/^[A-Z].*\.$/)
  })
})

/** What can't go together, and the input that is blamed. */
const ROLE = 'arn:aws:iam::123456789012:role/backup'
const BROKEN: readonly (readonly [inputs: With, blamed: string])[] = [
  [{ 'archive-storage-class': 'GLACIER' }, 'archive-storage-class'],
  [{ sse: 'AES256' }, 'sse'],
  [{ sse: 'aws:kms', 'sse-kms-key-id': 'k' }, 'sse'],
  [{ 'object-lock-mode': 'GOVERNANCE', 'object-lock-days': '3' }, 'object-lock-mode'],
  [{ tags: 'a=b' }, 'tags'],
  [{ 'max-parts': '1000' }, 'max-parts'],
  [{ 'part-size': '64MB' }, 'part-size'],
  [{ checksum: 'none' }, 'checksum'],
  [{ archive: 'true', 'archive-storage-class': 'GLACIER_XX' }, 'archive-storage-class'],
  [{ archive: 'true', 'sse-kms-key-id': 'k' }, 'sse-kms-key-id'],
  [{ archive: 'true', 'object-lock-days': '3' }, 'object-lock-days'],
  [{ archive: 'true', 'object-lock-mode': 'GOVERNANCE' }, 'object-lock-mode'],
  [
    { archive: 'true', 'object-lock-mode': 'GOVERNANCE', 'object-lock-days': '3', checksum: 'none' },
    'checksum',
  ],
  [{ 'aws-access-key-id': 'AKIA' }, 'aws-secret-access-key'],
  [{ 'aws-session-token': 't' }, 'aws-session-token'],
  [{ 'role-to-assume': ROLE, 'aws-access-key-id': 'AKIA', 'aws-secret-access-key': 's' }, 'role-to-assume'],
  [{ region: 'Frankfurt' }, 'region'],
  [{ endpoint: 'https://backups.s3.eu-central-1.amazonaws.com' }, 'endpoint'],
]

describe('inputs of prune that do not go together', () => {
  it.each(BROKEN)('%j', (inputs, blamed) => {
    const lines = problems(inputs)
    expect(lines.filter(line => line.startsWith(`${blamed}: `))).toHaveLength(1)
    for (const line of lines) expect(line).toMatch(/; (write|give|check|leave|remove)/)
  })

  it('have an example for every rule of its own', () => {
    const broken = BROKEN.flatMap(([inputs]) => {
      const reading = readTable(PRUNE_INPUTS, environment({ destination: 's3://backups/shop', ...inputs }))
      return PRUNE_RULES.filter(rule => rule.broken(reading) !== undefined)
    })
    const left = PRUNE_RULES.filter(rule => !broken.includes(rule)).flatMap(({ about }) => about[0])
    // Whom to notify has examples of its own.
    expect(left.filter(name => !/^(email|smtp|ses|webhook|pagerduty)-/.test(name))).toEqual([])
  })
})
