import { expect, test } from 'vitest'
import { PREFIX } from '../bundle/world.ts'
import { useExamples } from './examples-world.ts'

const world = useExamples()

test('the deployment starts after a proven backup, and is told which it is', async () => {
  const { bucket, example } = world()
  const run = await example('deploy-gate.yml', { event: 'push' })
  expect(run.result, run.log).toBe('success')
  expect(run.order).toEqual(['backup', 'deploy'])
  const { key = '', ...outputs } = run.jobs['backup']?.outputs ?? {}
  expect(key).toMatch(/^shop\/pre-deploy\/shop_backup_\d{8}_\d{6}_pre-deploy\.dump$/)
  expect(outputs['sha256']).toMatch(/^[0-9a-f]{64}$/)
  expect(run.log).toContain(`the way back is ${key}`)
  expect(await bucket.contents()).toContain(`${PREFIX}/${key}.manifest.json`)
  const inner = run.jobs['backup']?.legs[0]?.called?.jobs['backup']
  expect(inner).toMatchObject({
    permissions: { 'id-token': 'write' },
    concurrency: {
      group: `pg-backup s3://${bucket.name}/${PREFIX} shop`,
      'cancel-in-progress': false,
      queue: 'max',
    },
  })
})

test('a backup that fails stops the deployment, and stores nothing', async () => {
  const { bucket, example } = world()
  const run = await example('deploy-gate.yml', {
    event: 'push',
    change: text => text.replace('accounts.users', 'sales.invoices_of_2019'),
  })
  expect(run.jobs['backup']?.result, run.log).toBe('failure')
  expect(run.jobs['deploy']).toMatchObject({
    result: 'skipped',
    skippedBecause: 'success(), backup: failure',
  })
  expect(run.log).toContain('expect-tables names sales.invoices_of_2019, not in the dump')
  expect(run.log).not.toContain('deploying')
  expect(await bucket.contents()).toEqual([])
})

test('a missing secret stops the call before anything starts', async () => {
  const { example } = world()
  const change = (text: string): string => text.replace(/^ +database-url:.*\n/m, '')
  await expect(example('deploy-gate.yml', { event: 'push', change })).rejects.toThrow('database-url')
})
