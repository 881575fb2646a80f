import { expect, test } from 'vitest'
import { manifestSchema } from '../../src/catalog/manifest.ts'
import { useExamples } from './examples-world.ts'
import type { WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples()

/** The backup that a run by hand stored. */
async function stored(inputs: Readonly<Record<string, string>>) {
  const { bucket, example } = world()
  const run = await example('manual.yml', { inputs })
  expect(run.result, run.log).toBe('success')
  const { key = '' } = outputs(run)
  const manifest = manifestSchema.parse(JSON.parse(String(await bucket.bytes(`${key}.manifest.json`))))
  const tables = manifest.fingerprint.tables.map(({ schema, name }) => `${schema}.${name}`)
  return { key, tables, manifest, bytes: await bucket.bytes(key) }
}

function outputs(run: WorkflowRun) {
  return run.jobs['backup']?.legs[0]?.steps.find(({ name }) => name === 'Back up')?.outputs ?? {}
}

test('everything, where nothing else is chosen', async () => {
  const { key, manifest } = await stored({})
  expect(key).toMatch(/^shop\/\d{4}\/\d\d\/shop_backup_\d{8}_\d{6}\.dump$/)
  expect(manifest).toMatchObject({ class: 'manual', mode: 'full', format: 'custom' })
  expect(manifest.contents.rows).toBeGreaterThan(100_000)
})

test('the structure, as SQL that can be read', async () => {
  const { key, bytes } = await stored({ what: 'schema', tables: 'ignored.here' })
  expect(key).toMatch(/^shop\/schemas\/shop_schema_\d{8}_\d{6}\.sql$/)
  expect(String(bytes)).toContain('CREATE TABLE sales.orders')
  expect(String(bytes)).not.toContain('COPY ')
})

test('the rows alone', async () => {
  const { key, manifest } = await stored({ what: 'data' })
  expect(key).toMatch(/^shop\/data-only\/shop_data_\d{8}_\d{6}\.dump$/)
  expect(manifest.contents.rows).toBeGreaterThan(100_000)
  expect(manifest.contents.entries).not.toHaveProperty('TABLE')
})

test('some tables, and no others', async () => {
  const { key, tables } = await stored({ what: 'tables', tables: 'sales.orders, accounts.users' })
  expect(key).toMatch(/^shop\/tables\//)
  expect(tables.toSorted()).toEqual(['accounts.users', 'sales.orders'])
})

test.each(['', '  ', ' , '])(
  'tables, and none named (“%s”): not everything is stored instead, but nothing',
  async tables => {
    const { bucket, example } = world()
    const run = await example('manual.yml', { inputs: { what: 'tables', tables } })
    expect(run.result).toBe('failure')
    expect(run.log).toContain('Name the tables')
    expect(await bucket.contents()).toEqual([])
  },
)

test('a table that there is not is reported by its name, and the others are not stored without it', async () => {
  const { bucket, example } = world()
  const tables = 'sales.orders, public.projects'
  const run = await example('manual.yml', { inputs: { what: 'tables', tables } })
  expect(run.result).toBe('failure')
  expect(run.log).toContain('match the pattern "public.projects"')
  const near = await example('manual.yml', { inputs: { what: 'tables', tables: 'public.orders' } })
  expect(near.log).toContain('Did you mean sales.orders for public.orders?')
  expect(await bucket.contents()).toEqual([])
})

test('it waits for the scheduled backups of the series: their group is its own', async () => {
  const { example } = world()
  const byHand = await example('manual.yml')
  const scheduled = await example('minio.yml')
  const called = scheduled.jobs['backup']?.legs[0]?.called?.jobs['backup']
  const { queue: _ofGitHubAlone, ...group } = Object(called?.concurrency)
  expect(group).toHaveProperty('group')
  expect(byHand.jobs['backup']?.concurrency).toEqual(group)
})
