import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDestination } from '../../../src/catalog/destination.ts'
import { parseStart, startWithin, withoutPrefix } from '../../../src/catalog/start.ts'

const KEY = 'shop/2026/11/shop_backup_20261122_030700.dump.age'

/** The key that an input means in a destination, or what is wrong with it. */
function keyOf(from: string, to: string): string {
  const [start, destination] = [parseStart(from), parseDestination(to)]
  if (!start.ok) return start.problem
  if (!destination.ok || start.value.kind !== 'key') throw new Error('no key')
  const within = startWithin(start.value, destination.value)
  return within.ok ? within.value.key : within.problem
}

describe('from names a backup', () => {
  it.each([
    [KEY, 's3://my-backups/p'],
    [`s3://my-backups/p/${KEY}`, 's3://my-backups/p'],
    [`s3://my-backups/p/${KEY}.manifest.json`, 's3://my-backups/p/'],
    [`s3://my-backups/p/${KEY}.sha256`, 's3://my-backups/p'],
    [`s3://my-backups/${KEY}`, 's3://my-backups'],
    [`/srv/backups/${KEY}`, '/srv/backups'],
    [`/srv/backups/${KEY}.manifest.json`, '/srv/backups/'],
    [`./backups/${KEY}`, './backups/'],
    [resolve('backups', KEY), './backups'],
  ])('by its key or whole address, or that of a file beside it: %s in %s', (from, to) => {
    expect(keyOf(from, to)).toBe(KEY)
  })

  it.each([
    '2025/10//shop_backup_20251001_030000.dump',
    'shop_backup_20251001_030000.dump',
    'db-2025-01-21.sql.gz',
  ])('that was made before this action: %s', key => expect(keyOf(key, 's3://my-backups/p')).toBe(key))

  it.each([
    [
      `s3://other/p/${KEY}`,
      's3://my-backups/p',
      'is in the bucket other, and destination is s3://my-backups; write',
    ],
    [`s3://my-backups/q/${KEY}`, 's3://my-backups/p', 'is not in destination s3://my-backups/p; write'],
    [
      `https://b.s3.amazonaws.com/p/${KEY}`,
      's3://my-backups/p',
      'is no address of S3; write s3://my-backups/p/… or the key alone',
    ],
    [
      `s3://my-backups/p/${KEY}`,
      '/srv/backups',
      'is in S3, and destination is the folder /srv/backups; write',
    ],
    [`/var/backups/${KEY}`, '/srv/backups', 'is not in destination /srv/backups; write'],
    ['newest', 's3://my-backups/p', 'is neither latest nor all nor'],
    ['shop/../x.dump', 's3://my-backups/p', 'is neither latest nor all nor'],
    ['shop/2026/', 's3://my-backups/p', 'is neither latest nor all nor'],
  ])('in its destination, or is refused with what to write: %s in %s', (from, to, problem) => {
    expect(keyOf(from, to)).toContain(problem)
  })

  it.each([
    [`p/${KEY}`, 's3://my-backups/p', KEY],
    [`team/p/${KEY}`, 's3://my-backups/team/p', KEY],
    [`p/${KEY}`, 's3://my-backups/team/p', KEY],
    [KEY, 's3://my-backups/p', undefined],
    ['b/x.dump', 's3://a/b', 'x.dump'],
  ])('with the prefix of the destination too: %s in %s', (key, location, meant) => {
    expect(withoutPrefix(key, location)).toBe(meant)
  })
})
