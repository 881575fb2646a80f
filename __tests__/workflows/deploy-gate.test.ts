import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { PREFIX } from '../bundle/world.ts'
import { withBrokenProof } from '../support/broken-proof.ts'
import { provideTestClient } from '../support/client-for-tests.ts'
import { addToToolCache } from '../support/tool-cache-with.ts'
import { useExamples } from './examples-world.ts'

const world = useExamples()

/** The example with one more input. */
function also(line: string): (text: string) => string {
  return text => text.replace('      series: shop\n', `      series: shop\n      ${line}\n`)
}

test('the deployment starts after a proven backup, and is reported which it is', async () => {
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
    change: also('expect-tables: sales.invoices_of_2019'),
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

test('all that keeps a backup from working is reported at once, before anything is dumped', async () => {
  const { example, server } = world()
  const run = await example('deploy-gate.yml', {
    event: 'push',
    change: text => text.replace('s3://acme-backups', 's3://there-is-no-such-bucket'),
    secrets: { DATABASE_URL: `${server.url('nowhere')}?sslmode=disable` },
  })
  expect(run.jobs['deploy']?.result, run.log).toBe('skipped')
  expect(run.log).toContain('database-missing')
  expect(run.log).toContain('storage-bucket-missing')
  const steps = run.jobs['backup']?.legs[0]?.called?.jobs['backup']?.legs[0]?.steps ?? []
  expect(
    steps.filter(({ stage }) => stage === 'main').map(({ name, conclusion }) => [name, conclusion]),
  ).toEqual([
    ['Look whether it can work', 'failure'],
    ['Back up', 'skipped'],
  ])
})

test('two deployments never run side by side, and each has a backup of its own', async () => {
  const { bucket, example } = world()
  const first = await example('deploy-gate.yml', { event: 'push' })
  expect(first.concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false })
  const second = await example('deploy-gate.yml', { event: 'push' })
  expect(second.jobs['backup']?.outputs, second.log).toMatchObject({ reused: 'false' })
  expect(second.jobs['backup']?.outputs['key']).not.toBe(first.jobs['backup']?.outputs['key'])
  expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(2)
})

test('with reuse-within a fresh backup lets the deployment start, until the deployment before has migrated', async () => {
  const { bucket, example, server } = world()
  const change = also('reuse-within: 15m')
  const first = await example('deploy-gate.yml', { event: 'push', change })
  expect(first.jobs['backup']?.outputs, first.log).toMatchObject({ reused: 'false' })
  const stored = await bucket.contents()
  const second = await example('deploy-gate.yml', { event: 'push', change })
  expect(second.result, second.log).toBe('success')
  expect(second.jobs['backup']?.outputs).toEqual({ ...first.jobs['backup']?.outputs, reused: 'true' })
  expect(second.jobs['deploy']?.result).toBe('success')
  expect(await bucket.contents()).toEqual(stored)
  await server.sql('shop', 'CREATE TABLE sales.migrated AS SELECT generate_series(1, 5000) AS id')
  try {
    const third = await example('deploy-gate.yml', { event: 'push', change })
    expect(third.jobs['backup']?.outputs, third.log).toMatchObject({ reused: 'false' })
    expect(third.log).toContain('TABLE sales.migrated is new')
  } finally {
    await server.sql('shop', 'DROP TABLE sales.migrated')
  }
})

test('while a migration holds its advisory lock nothing is dumped, and nothing is deployed', async () => {
  const { bucket, example, server } = world()
  const migration = new pg.Client({ connectionString: server.url('shop') })
  await migration.connect()
  try {
    await migration.query('SELECT pg_advisory_lock(4711)')
    const change = (text: string): string =>
      also("advisory-lock: '4711'")(text).replace('lock-timeout: 30s', 'lock-timeout: 1s')
    const run = await example('deploy-gate.yml', { event: 'push', change })
    expect(run.jobs['deploy']?.result, run.log).toBe('skipped')
    expect(run.log).toContain('advisory-lock-taken')
    expect(await bucket.contents()).toEqual([])
  } finally {
    await migration.end()
  }
})

test('a database that lost its rows is not deployed to: what is left is kept, and so is what was there', async () => {
  const { bucket, example, server } = world()
  const change = also('on-anomaly: fail')
  const usual = await example('deploy-gate.yml', { event: 'push', change })
  expect(usual.jobs['deploy']?.result, usual.log).toBe('success')
  await server.sql('shop', 'CREATE TABLE kept_aside AS TABLE analytics.events; TRUNCATE analytics.events')
  try {
    const odd = await example('deploy-gate.yml', { event: 'push', change })
    expect(odd.jobs['backup']?.result).toBe('failure')
    expect(odd.jobs['deploy']).toMatchObject({
      result: 'skipped',
      skippedBecause: 'success(), backup: failure',
    })
    expect(odd.log).toMatch(/##\[error\].*none left, against .*\[backup-anomaly\]/)
    expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(2)

    // The odd one is fresh enough for another try, and no better for it.
    const again = await example('deploy-gate.yml', {
      event: 'push',
      change: text => also('reuse-within: 15m')(change(text)),
    })
    expect(again.jobs['backup']?.outputs).toMatchObject({ reused: 'true' })
    expect(again.jobs['deploy']?.result).toBe('skipped')
  } finally {
    await server.sql('shop', 'INSERT INTO analytics.events SELECT * FROM kept_aside; DROP TABLE kept_aside')
  }
})

test('a dump that pg_restore cannot read to its end is not stored, and nothing is deployed', async () => {
  const { bucket, example, runner } = world()
  const toolCache = join(runner.folders.temp, 'tools')
  const client = await provideTestClient(17)
  await addToToolCache(toolCache, await withBrokenProof(client, join(runner.folders.temp, 'broken')))
  const run = await example('deploy-gate.yml', { event: 'push', runner: { toolCache } })
  expect(run.jobs['backup']?.result).toBe('failure')
  expect(run.jobs['deploy']?.result, run.log).toBe('skipped')
  expect(run.log).toMatch(/##\[error\].*\[archive-[a-z-]+\]/)
  expect(await bucket.contents()).toEqual([])
})
