import { expect, test } from 'vitest'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { type ExampleOptions, urlOf, useExamples } from './examples-world.ts'
import type { WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples()
const files = { 'db/mask.sql': "UPDATE accounts.users SET email = 'user' || id || '@example.com'" }

/** A backup of `shop`, and the database `staging`, with something in it if asked for. */
async function prepare({ filled = false } = {}): Promise<void> {
  const { from, into, run, server } = world()
  expect(await run({ with: { ...from('shop'), ...into(), series: 'shop' } })).toMatchObject({ exitCode: 0 })
  await server.sql('postgres', 'DROP DATABASE IF EXISTS staging WITH (FORCE)')
  await createDatabase(server, 'staging')
  if (filled)
    await server.sql('staging', 'CREATE SCHEMA sales; CREATE TABLE sales.orders AS SELECT 1 AS mine')
}

async function restore(inputs: ExampleOptions['inputs'], more: ExampleOptions = {}): Promise<WorkflowRun> {
  const secrets = { STAGING_DATABASE_URL: urlOf(world(), 'staging') }
  return await world().example('restore.yml', { inputs: inputs ?? {}, secrets, files, ...more })
}

function jobs(run: WorkflowRun) {
  return run.jobs['restore']?.legs[0]?.called?.jobs ?? {}
}

async function tables(): Promise<number> {
  const [row] = await world().server.sql(
    'staging',
    "SELECT count(*)::int AS n FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  )
  return Number(row?.['n'])
}

test('a dry run makes the plan, and changes nothing', async () => {
  await prepare()
  const run = await restore({})
  expect(run.result, run.log).toBe('success')
  expect(jobs(run)['plan']?.result).toBe('success')
  expect(jobs(run)['restore']?.result).toBe('skipped')
  expect(run.summary).toContain('staging')
  expect(await tables()).toBe(0)
})

test('what the plan named is restored once the environment is approved, and masked', async () => {
  await prepare()
  const run = await restore({ 'dry-run': false })
  expect(run.result, run.log).toBe('success')
  expect(jobs(run)['restore']).toMatchObject({ environment: 'staging', outputs: { outcome: 'proven' } })
  const [row] = await world().server.sql(
    'staging',
    "SELECT count(*)::int AS all, count(*) FILTER (WHERE email LIKE 'user%@example.com')::int AS masked FROM accounts.users",
  )
  expect(row?.['all']).toBeGreaterThan(0)
  expect(row?.['masked']).toBe(row?.['all'])
})

test('a plan whose backup GitHub does not name, since a secret is in its name, restores nothing else', async () => {
  await prepare()
  const { from, into, run: step } = world()
  const newer = await step({ with: { ...from('shop'), ...into(), series: 'shop', class: 'weekly' } })
  expect(newer).toMatchObject({ exitCode: 0 })
  const secrets = { STAGING_DATABASE_URL: urlOf(world(), 'staging'), UNLUCKY: 'shop_backup' }
  const run = await restore({ 'dry-run': false }, { secrets })
  expect(jobs(run)['restore']?.result, run.log).toBe('failure')
  expect(run.log).toContain('GitHub did not hand the name of the planned backup on')
  expect(await tables()).toBe(0)
})

test('a field that was cleared means the latest of that series and class, as if it had not been', async () => {
  await prepare()
  const { from, into, run: step } = world()
  const other = await step({ with: { ...from('shop'), ...into(), series: 'other', class: 'weekly' } })
  expect(other).toMatchObject({ exitCode: 0 })
  const run = await restore({ from: '', 'dry-run': false })
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['restore']?.outputs['key']).toMatch(/^shop\//)
})

test('SQL that is to run afterwards and is not there stops it before anybody is asked to approve', async () => {
  await prepare()
  const run = await restore({ 'dry-run': false }, { files: {} })
  expect(jobs(run)['plan']?.result, run.log).toBe('failure')
  expect(jobs(run)['restore']?.result).toBe('skipped')
})

test('a plan that fails says Slack', async () => {
  await prepare({ filled: true })
  const slack = await startHttpReceiver()
  try {
    const told = `${slack.origin}/services/T0/B0/secret`
    const change = (text: string): string =>
      text.replace(
        /^( +)target-url:/m,
        `$1slack-webhook-url: \${{ secrets.SLACK_WEBHOOK_URL }}\n$1target-url:`,
      )
    const secrets = { STAGING_DATABASE_URL: urlOf(world(), 'staging'), SLACK_WEBHOOK_URL: told }
    const run = await restore({ 'dry-run': false }, { secrets, change })
    expect(jobs(run)['plan']?.result, run.log).toBe('failure')
    expect(slack.received).toHaveLength(1)
  } finally {
    await slack.stop()
  }
})

test('a rejected environment stops it after the plan', async () => {
  await prepare()
  const run = await restore({ 'dry-run': false }, { environments: { staging: { rejected: true } } })
  expect(run.result).toBe('failure')
  expect(jobs(run)['plan']?.result, run.log).toBe('success')
  expect(jobs(run)['restore']?.result).toBe('failure')
  expect(await tables()).toBe(0)
})

test('without the name of the database nothing in it is overwritten; with it, it is backed up first', async () => {
  await prepare({ filled: true })
  const refused = await restore({ 'dry-run': false })
  expect(refused.result).toBe('failure')
  expect(jobs(refused)['plan']?.result).toBe('failure')
  expect(jobs(refused)['restore']?.result).toBe('skipped')
  expect(refused.log).toContain('confirm')
  expect(await world().server.sql('staging', 'SELECT * FROM sales.orders')).toEqual([{ mine: 1 }])

  const run = await restore({ 'dry-run': false, confirm: 'staging' })
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['restore']?.outputs['pre-restore-key']).toContain('/pre-restore/')
  expect(await tables()).toBeGreaterThan(1)
})
