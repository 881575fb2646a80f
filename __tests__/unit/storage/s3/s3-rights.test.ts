import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { PERMISSION } from '../../../../src/storage/s3/operations.ts'

it('the README lists every right that a request to the bucket needs, and no other of S3’s but that for tags', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../../../../README.md'), 'utf8')
  const [, rights = ''] = /## Rights that it needs\n(.*?)\n## /s.exec(readme) ?? []
  const listed = [...rights.matchAll(/`(s3:\w+)`/g)].map(([, right]) => right)
  const needed = new Set<string>([...Object.values(PERMISSION), 's3:PutObjectTagging'])
  expect(listed.toSorted()).toEqual([...needed].toSorted())
})
