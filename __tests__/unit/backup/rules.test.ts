import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/action/inputs/reading.ts'
import { BACKUP_INPUTS } from '../../../src/backup/input-table.ts'
import { BACKUP_RULES } from '../../../src/backup/inputs.ts'
import { environment, problems } from '../action/inputs/run-with.ts'

const RULES = BACKUP_RULES
const KEY = 'age1qn5ufcs9ugq3wttrdc9hfewhu7ex79rdvprsqxcdsxj2kes8j46qxf8kup'

/** What can't go together, and the input that is blamed. */
const BROKEN: readonly (readonly [what: string, inputs: Record<string, string>, blamed: string])[] = [
  ['tables and schemas', { tables: 'a', schemas: 'b' }, 'schemas'],
  ['tables and exclude-schemas', { tables: 'a', 'exclude-schemas': 'b' }, 'exclude-schemas'],
  ['a table expected and excluded', { 'expect-tables': 'a, b', 'exclude-tables': 'b' }, 'expect-tables'],
  [
    'tables without rows where none has any',
    { 'exclude-table-data': 'a', mode: 'schema' },
    'exclude-table-data',
  ],
  ['lz4 as SQL text', { compression: 'lz4:3', format: 'plain' }, 'compression'],
  ['zstd with an old client', { compression: 'zstd', 'pg-version': '15' }, 'compression'],
  ['lz4 with an old client', { compression: 'lz4', 'pg-version': '14' }, 'compression'],
  ['a window of what is not compared', { 'on-anomaly': 'ignore', 'anomaly-window': '8' }, 'anomaly-window'],
  ['a threshold of it', { 'on-anomaly': 'ignore', 'anomaly-threshold': '30%' }, 'anomaly-threshold'],
  ['a schema that is not compared', { 'on-anomaly': 'ignore', 'on-schema-drift': 'fail' }, 'on-schema-drift'],
  ['two ways to encrypt', { 'encrypt-to': KEY, passphrase: 'correct horse' }, 'encrypt-to'],
  ['age keys for gpg', { 'encrypt-to': KEY, encryption: 'gpg' }, 'encryption'],
  ['encryption with nothing to encrypt to', { encryption: 'age', passphrase: '' }, 'encryption'],
  ['a KMS key without KMS', { 'sse-kms-key-id': 'k' }, 'sse-kms-key-id'],
  ['a KMS key with AES256', { 'sse-kms-key-id': 'k', sse: 'AES256' }, 'sse-kms-key-id'],
  ['days of an object lock without a mode', { 'object-lock-days': '3' }, 'object-lock-days'],
  ['the mode of an object lock without days', { 'object-lock-mode': 'GOVERNANCE' }, 'object-lock-mode'],
  [
    'a lock on what has no checksum',
    { checksum: 'none', 'object-lock-mode': 'COMPLIANCE', 'object-lock-days': '3' },
    'checksum',
  ],
  ['a storage class that AWS does not have', { 'storage-class': 'STANDARD_AI' }, 'storage-class'],
  ['an access key without its secret', { 'aws-access-key-id': 'AKIA' }, 'aws-secret-access-key'],
  ['a secret without its access key', { 'aws-secret-access-key': 's' }, 'aws-secret-access-key'],
  ['a session token alone', { 'aws-session-token': 't' }, 'aws-session-token'],
  [
    'a role and keys',
    {
      'role-to-assume': 'arn:aws:iam::123456789012:role/backup',
      'aws-access-key-id': 'AKIA',
      'aws-secret-access-key': 's',
    },
    'role-to-assume',
  ],
  ['a place for a region', { region: 'Frankfurt' }, 'region'],
  ['a zone for a region', { region: 'eu-central-1a' }, 'region'],
  ['a region in capitals', { region: 'EU-CENTRAL-1' }, 'region'],
  ['a region of another cloud', { region: 'europe-west3' }, 'region'],
  [
    'the bucket in the host of the endpoint',
    { destination: 's3://shop-backups/pg', endpoint: 'https://shop-backups.fsn1.your-objectstorage.com' },
    'endpoint',
  ],
  [
    'the bucket in the path of the endpoint',
    { destination: 's3://shop-backups/pg', endpoint: 'https://s3.example.com/shop-backups/' },
    'endpoint',
  ],
  ['days of a local copy that is not made', { 'local-copy-days': '3' }, 'local-copy-days'],
  ['a local copy where the backup is', { destination: '/b/', 'local-copy': '/b/c/..' }, 'local-copy'],
]

describe('inputs that do not go together are refused', () => {
  it.each(BROKEN)('%s', (_what, inputs, blamed) => {
    const lines = problems(inputs)
    expect(lines).toHaveLength(1)
    expect(lines[0]?.startsWith(`${blamed}: `)).toBe(true)
    for (const name of Object.keys(inputs)) {
      if (name !== 'destination') expect(lines[0]).toContain(name)
    }
  })

  it('and there is an example for every rule', () => {
    const broken = BROKEN.flatMap(([, inputs]) => {
      const env = environment({ destination: 's3://b-b', ...inputs })
      const reading = readTable(BACKUP_INPUTS, env)
      return RULES.filter(rule => rule.broken(reading) !== undefined)
    })
    expect(RULES.filter(rule => !broken.includes(rule)).map(({ about }) => about)).toEqual([])
  })

  it('and each message names every input that it is about, and says what to do', () => {
    for (const [, inputs] of BROKEN) {
      const reading = readTable(BACKUP_INPUTS, environment({ destination: 's3://b-b', ...inputs }))
      for (const { about, broken } of RULES) {
        const message = broken(reading)
        if (message === undefined) continue
        for (const name of about) expect(message).toContain(name)
        expect(message).toMatch(/; (write|give|check|leave|remove)/)
      }
    }
  })

  it('but not when one of them could not even be read', () => {
    expect(problems({ 'object-lock-days': 'many', 'object-lock-mode': 'GOVERNANCE' })).toHaveLength(1)
  })
})

describe('inputs that do go together are taken', () => {
  it.each([
    [{ mode: 'data', format: 'plain' }],
    [{ format: 'plain', compression: 'gzip:6' }],
    [{ format: 'plain', compression: 'zstd:1' }],
    [{ compression: 'zstd', 'pg-version': '16' }],
    [{ compression: '9', 'pg-version': '13' }],
    [{ tables: 'a', 'exclude-tables': 'b', 'exclude-table-data': 'c' }],
    [{ 'no-owner': 'false', 'no-acl': 'false' }],
    [{ 'encrypt-to': KEY, encryption: 'age' }],
    [{ sse: 'aws:kms', 'sse-kms-key-id': 'k' }],
    [{ sse: 'aws:kms' }],
    [{ endpoint: 'https://s3.example.com', 'storage-class': 'OWN_CLASS' }],
    [{ 'local-copy-days': '7' }],
    [{ 'local-copy': '/srv/copies', 'local-copy-days': '30' }],
  ] as const)('%j', inputs => {
    expect(problems(inputs)).toEqual([])
  })
})
