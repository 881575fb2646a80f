import { describe, expect, it } from 'vitest'
import { maskSecrets, withoutSecrets } from '../../../src/action/mask.ts'
import { BACKUP_INPUTS } from '../../../src/backup/input-table.ts'
import { VERIFY_INPUTS } from '../../../src/verify/input-table.ts'
import { environment } from './inputs/run-with.ts'

function masked(inputs: Record<string, string>, others: NodeJS.ProcessEnv = {}): string[] {
  const told: string[] = []
  const returned = maskSecrets(environment(inputs, others), BACKUP_INPUTS, secret => told.push(secret))
  expect(returned).toEqual(told)
  return told
}

describe('masks', () => {
  it('cover the URL, and its password as written, decoded and encoded', () => {
    const url = 'postgresql://app:p%40ss%2Fword@db.example.com/shop'
    expect(masked({ 'database-url': url })).toEqual(
      expect.arrayContaining([url, 'p%40ss%2Fword', 'p@ss/word']),
    )
    const decoded = masked({ 'database-url': 'postgresql://app:p@ss/word@db.example.com/shop' })
    expect(decoded).toEqual(expect.arrayContaining(['p@ss/word', 'p%40ss%2Fword']))
  })

  it("cover a password in libpq's other form", () => {
    expect(masked({ 'database-url': "host=db dbname=shop password='it is'" })).toContain('it is')
  })

  it('cover a passphrase as it is, trimmed, and each of its lines', () => {
    expect(masked({ passphrase: ' first half\nsecond half\n' })).toEqual(
      expect.arrayContaining(['first half', 'second half', ' first half\nsecond half']),
    )
  })

  it('cover explicit credentials, and those that libpq and the AWS SDK find in the environment', () => {
    const inputs = {
      'aws-access-key-id': 'AKIA1',
      'aws-secret-access-key': 'sk1',
      'aws-session-token': 'st1',
    }
    const env = { PGPASSWORD: 'pg-pw', AWS_SECRET_ACCESS_KEY: 'sk2', AWS_SESSION_TOKEN: 'st2' }
    expect(masked(inputs, env)).toEqual(
      expect.arrayContaining(['AKIA1', 'sk1', 'st1', 'pg-pw', 'sk2', 'st2']),
    )
  })

  it('cover a secret key that was put where a public one belongs', () => {
    expect(masked({ 'encrypt-to': 'age1x\nAGE-SECRET-KEY-1ABCDEF' })).toEqual(['AGE-SECRET-KEY-1ABCDEF'])
  })

  it('of another sub-action cover its own secrets: every secret key, alone too', () => {
    const told: string[] = []
    const identities = '# public key: age1x\nAGE-SECRET-KEY-1A\nAGE-SECRET-KEY-1B\n'
    const env = environment({ 'age-identity': identities, passphrase: 'open sesame' })
    maskSecrets(env, VERIFY_INPUTS, secret => told.push(secret))
    expect(told).toEqual(
      expect.arrayContaining(['AGE-SECRET-KEY-1A', 'AGE-SECRET-KEY-1B', 'open sesame', identities.trim()]),
    )
  })

  it('are set for nothing when there are no secrets, since an empty mask would hide everything', () => {
    expect(masked({ 'database-url': '', passphrase: '  ', destination: 's3://b', class: 'daily' })).toEqual(
      [],
    )
  })
})

describe('a text without secrets', () => {
  it('has *** in their places, the longest secret first', () => {
    expect(withoutSecrets('a secret-long and a secret', ['secret-long', 'secret'])).toBe('a *** and a ***')
  })

  it('keeps what is too short to be reported from ordinary words', () => {
    expect(withoutSecrets('abc and a', ['a'])).toBe('abc and a')
  })
})
