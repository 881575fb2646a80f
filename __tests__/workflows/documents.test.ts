import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { exampleOf, nameOf, WHOLE_WORKFLOWS } from '../support/document-examples.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { daysAgo } from '../support/stored-backups.ts'
import { type ExampleOptions, useExamples } from './examples-world.ts'
import type { Stub, StubStep, WorkflowRun } from './harness/run-workflow.ts'
import { count, newDatabase } from './other-databases.ts'
import { pointedAt } from './pointed-at.ts'

type Run = (options: Omit<ExampleOptions, 'change'>) => Promise<WorkflowRun>

/** The tables that the documents speak of; more than 1 MB, as they demand. */
const SHOP = `
  CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
  CREATE TABLE orders (
    id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text, created_at timestamptz DEFAULT now());
  INSERT INTO customers SELECT id, 'user' || id || '@acme.example' FROM generate_series(1, 100) AS id;
  INSERT INTO orders SELECT id, id % 100 + 1, md5(id::text) || md5(id || 'b') FROM generate_series(1, 40000) AS id`
const world = useExamples({
  load: async server => {
    await createDatabase(server, 'shop')
    await server.sql('shop', SHOP)
  },
})
const identity = await generateX25519Identity()
const secrets = { BACKUP_AGE_IDENTITY: identity }
const executed: string[] = []

/** A test that executes the workflow under a heading of a document, stored and read in the test's own bucket. */
function execute(document: string, heading: string, body: (run: Run) => Promise<void>): void {
  const { name, text } = exampleOf(WHOLE_WORKFLOWS, document, heading)
  executed.push(name)
  test(name, () => body(options => world().workflow(pointedAt(world(), text), options)))
}

test('each workflow that a reader may copy out of a document is executed here', () => {
  expect(executed.toSorted()).toEqual(WHOLE_WORKFLOWS.map(nameOf).toSorted())
})

function expectSuccess(run: WorkflowRun): void {
  expect(run.result, run.log).toBe('success')
}

/** The backups in the bucket, without the ends of their names that say when they were made. */
async function stored(): Promise<string[]> {
  const keys = (await world().bucket.contents()).filter(key => key.endsWith('.manifest.json'))
  return keys.map(key =>
    key.replace(/^pg\//, '').replaceAll(/\d{4}\/\d\d\/|_\d{8}_\d{6}|\.manifest\.json$/g, ''),
  )
}

/** A backup of `shop` that the identity opens. */
async function backUp(series: string): Promise<void> {
  const { from, into, run } = world()
  const encrypted = { 'encrypt-to': await identityToRecipient(identity) }
  expect(await run({ with: { ...from('shop'), ...into(), ...encrypted, series } })).toMatchObject({
    exitCode: 0,
  })
}

/** A step's outputs, by its place in a job. */
function outputsOf(run: WorkflowRun, job: string, index = 0): Readonly<Record<string, string>> {
  return run.jobs[job]?.legs[0]?.steps[index]?.outputs ?? {}
}

execute('README.md', 'Before each deployment', async run => {
  const done = await run({ event: 'push', files: { 'deploy.sh': '#!/bin/sh\necho deployed\n' } })
  expectSuccess(done)
  expect(done.log).toContain('deployed')
  expect(done.jobs['backup']).toMatchObject({ environment: 'production' })
  expect(await stored()).toEqual(['shop/pre-deploy/shop_backup_pre-deploy.dump'])
})

execute(
  'README.md',
  'Every Sunday, to S3 without stored keys (OIDC), encrypted for two people',
  async run => {
    // Only the role's stand-in brings keys, and only it the region.
    const done = await run({ event: 'schedule' })
    expectSuccess(done)
    expect(done.log).toMatch(/^40100 rows in s3:\/\/.*\.dump\.age$/m)
    expect(await stored()).toEqual(['shop/shop_backup.dump.age'])
  },
)

execute('README.md', 'Restore', async run => {
  await backUp('shop-production')
  const url = await newDatabase(world(), 'shop_staging', 'CREATE TABLE orders (mine int)')
  const files = { 'db/mask.sql': "UPDATE customers SET email = 'user' || id || '@example.com'" }
  const done = await run({ secrets: { ...secrets, STAGING_DATABASE_URL: url }, files })
  expectSuccess(done)
  expect(outputsOf(done, 'restore', 1)).toMatchObject({ outcome: 'proven' })
  expect(await count(world(), 'shop_staging', "customers WHERE email LIKE '%@example.com'")).toBe(100)
  expect(await count(world(), 'shop_staging', 'orders')).toBe(40_000)
})

execute('README.md', 'Verify stored backups', async run => {
  await backUp('shop')
  const done = await run({ event: 'schedule', secrets })
  expectSuccess(done)
  expect(outputsOf(done, 'verify')).toMatchObject({ verified: '1', failed: '0' })
})

execute('README.md', 'Drill: prove that it restores', async run => {
  await backUp('shop')
  const done = await run({ event: 'schedule', secrets })
  expectSuccess(done)
  expect(outputsOf(done, 'drill')).toMatchObject({ outcome: 'proven' })
  expect(done.summary).toContain('there are orders of the last days')
})

execute('README.md', 'Prune: keep what the rules keep, archive the first of each month', async run => {
  const { bucket, store } = world()
  await store({ startedAt: daysAgo(1) }, { startedAt: daysAgo(40) })
  const before = await bucket.contents()
  const done = await run({ event: 'schedule' })
  expectSuccess(done)
  expect(done.summary).toMatch(/Prune plan: \d of 2 backups would be removed/)
  expect(await bucket.contents()).toEqual(before)
})

execute('README.md', 'Report: what there is, and whether it is fresh', async run => {
  await world().store({ startedAt: daysAgo(1) }, { startedAt: daysAgo(7), series: 'billing' })
  const kept: StubStep['with'][] = []
  const keep: Stub = step => void kept.push(step.with)
  const done = await run({ event: 'schedule', stubs: { 'actions/upload-artifact': keep } })
  expectSuccess(done)
  expect(outputsOf(done, 'report')).toMatchObject({ stale: '', backups: '2' })
  expect(kept).toMatchObject([{ name: 'backups', path: outputsOf(done, 'report')['report-path'] }])
})

execute('docs/from-runbooks.md', 'The schedule', async run => {
  const { bucket } = world()
  const daily = await run({ event: 'schedule', payload: { schedule: '7 2 * * 1-6' } })
  const weekly = await run({ event: 'schedule', payload: { schedule: '7 3 * * 0' } })
  const byHand = await run({})
  for (const each of [daily, weekly, byHand]) expectSuccess(each)
  const classes = [daily, weekly, byHand].map(each => each.jobs['backup']?.legs[0]?.steps[0]?.with['class'])
  expect(classes).toEqual(['daily', 'weekly', 'manual'])
  expect((await stored()).toSorted()).toEqual([
    'shop/schemas/shop_schema.dump',
    ...Array.from({ length: 3 }, () => 'shop/shop_backup.dump'),
  ])
  expect((await bucket.contents()).length).toBe(12)
})

execute('docs/from-runbooks.md', 'Before a deployment', async run => {
  const done = await run({ event: 'push', files: { 'deploy.sh': '#!/bin/sh\necho deployed\n' } })
  expectSuccess(done)
  expect(done.log).toContain('deployed')
  expect((await stored()).toSorted()).toEqual([
    'shop/pre-deploy/shop_backup_pre-deploy.dump',
    'shop/shop_backup.dump',
  ])
})

execute('docs/recovery.md', '3. Before it happens', async run => {
  await backUp('shop-production')
  const restore = async (database: string, inputs: ExampleOptions['inputs']): Promise<WorkflowRun> => {
    const recovery = { secrets: { TARGET_DATABASE_URL: await newDatabase(world(), database) } }
    const keys = {
      RESTORE_AWS_ACCESS_KEY_ID: world().s3.credentials.accessKeyId,
      RESTORE_AWS_SECRET_ACCESS_KEY: world().s3.credentials.secretAccessKey,
    }
    const done = await run({
      inputs: { environment: 'recovery', ...inputs },
      environments: { recovery },
      secrets: { ...secrets, ...keys, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    })
    expectSuccess(done)
    return done
  }
  // As the page has it: first the plan, then all of it, or one table of it.
  const before = new Date(Date.now() + 60_000).toISOString()
  await restore('shop_restored', { before })
  expect(await count(world(), 'shop_restored', "pg_tables WHERE schemaname = 'public'")).toBe(0)
  const whole = await restore('shop_restored', { before, 'dry-run': false })
  expect(outputsOf(whole, 'restore')).toMatchObject({ outcome: 'proven' })
  expect(await count(world(), 'shop_restored', 'orders')).toBe(40_000)
  await restore('one_table', { before, tables: 'public.customers', definitions: true, 'dry-run': false })
  expect(await count(world(), 'one_table', 'customers')).toBe(100)
  expect(await count(world(), 'one_table', "pg_tables WHERE schemaname = 'public'")).toBe(1)
})
