import { expect, test } from 'vitest'
import { PREFIX } from '../bundle/world.ts'
import { firstBackup } from '../support/documents.ts'
import { useExamples } from './examples-world.ts'

const world = useExamples()
const { jobs, section } = firstBackup()

test('a new user adds five lines, sets two secrets, pushes, and has a backup that opens', async () => {
  expect(jobs.split('\n').slice(1)).toHaveLength(5)
  const asked = [...jobs.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)
  expect(asked).toEqual(['DATABASE_URL', 'BACKUP_PASSPHRASE'])
  for (const name of asked) expect(section).toContain(`\`${name}\``)

  const { bucket, s3, workflow } = world()
  const own = (text: string): string =>
    text
      .replace('s3://my-backups/pg', `s3://${bucket.name}/${PREFIX}`)
      .replace('region:', `endpoint: '${s3.endpoint}', region:`)
  const run = await workflow(`on: push\npermissions: {}\n${own(jobs)}`, {
    event: 'push',
    secrets: { BACKUP_PASSPHRASE: 'three words suffice not' },
  })
  expect(run.result, run.log).toBe('success')
  const { key = '' } = run.jobs['backup']?.outputs ?? {}
  expect(key).toMatch(/\.dump\.age$/)
  const stored = await bucket.bytes(key)
  expect(stored.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  expect(run.summary).toContain(key)
})
