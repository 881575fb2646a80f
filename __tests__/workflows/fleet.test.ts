import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anotherSecondThan } from '../support/another-second.ts'
import { findSecrets } from '../support/find-secrets.ts'
import { type HttpReceiver, startHttpReceiver } from '../support/http-receiver.ts'
import { createDatabase } from '../support/sql-folder.ts'
import { artifactStubs } from './artifact-stubs.ts'
import { type ExamplesWorld, urlOf, useExamples } from './examples-world.ts'
import type { Stub, WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples()
let artifacts = ''
let slack: HttpReceiver
beforeEach(async () => {
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'))
  slack = await startHttpReceiver()
})
afterEach(async () => {
  rmSync(artifacts, { recursive: true, force: true })
  await slack.stop()
})

const stubs = artifactStubs(() => artifacts)
const lost: Stub = () => ({ conclusion: 'failure' })

/** One server has all three. What is masked must not depend on how a URL is written: `%25` is a percent sign. */
function urlsOf(here: ExamplesWorld): Record<string, string> {
  const url = `${urlOf(here, 'shop')}&application_name=fleet%2525`
  return { SHOP: url, CRM: `${url}1`, BILLING: `${url}2` }
}

interface FleetOptions {
  readonly stubs?: Readonly<Record<string, Stub>>
  readonly cancel?: AbortSignal
  readonly runner?: { readonly parallelLegs: number }
  /** In the place of the example's. */
  readonly databases?: string
  /** Further inputs. */
  readonly inputs?: Readonly<Record<string, string>>
}

/** Runs the example: no secret is in its log or its summary, and Slack gets one message at most. */
async function fleet(
  urls: Record<string, string>,
  { databases, inputs = {}, ...options }: FleetOptions = {},
): Promise<WorkflowRun> {
  const further = Object.entries(inputs).map(([name, value]) => `      ${name}: ${value}\n`)
  const slackUrl = `${slack.origin}/services/T0/B0/secret`
  const run = await world().example('fleet.yml', {
    event: 'schedule',
    change: text => {
      const listed = databases === undefined ? text : text.replace(/\[\n[^\]]*\]/, databases)
      return listed.replace('      databases: |\n', `${further.join('')}      databases: |\n`)
    },
    secrets: {
      FLEET_DATABASE_URLS: JSON.stringify(urls, undefined, 2),
      SLACK_WEBHOOK_URL: slackUrl,
    },
    runner: { parallelLegs: 2 },
    ...options,
    stubs: { ...stubs, ...options.stubs },
  })
  const secrets = [...Object.values(urls), world().server.password, slackUrl]
  expect(findSecrets(secrets, { log: run.log, summary: run.summary })).toEqual([])
  expect(slack.received.length).toBeLessThanOrEqual(1)
  return run
}

/** Of whose series there is a backup. */
async function backedUp(): Promise<string[]> {
  const keys = (await world().bucket.contents()).filter(key => key.endsWith('.manifest.json'))
  return keys.map(key => key.split('/').slice(0, 2).join('/')).sort()
}

function outputsOf(run: WorkflowRun) {
  return run.jobs['backup']?.outputs
}

test('each database is backed up under its own name and class', async () => {
  const { bucket } = world()
  const run = await fleet(urlsOf(world()))
  expect(run.result, run.log).toBe('success')
  expect(await backedUp()).toEqual(['pg/billing', 'pg/crm', 'pg/shop'])
  expect(run.summary).toContain('## ✅ All 3 databases are backed up')
  expect(outputsOf(run)).toEqual({ failed: '', unknown: '' })
  expect(slack.received).toEqual([])
  const called = run.jobs['backup']?.legs[0]?.called
  const backup = called?.jobs['backup']
  expect(backup).toMatchObject({ failFast: false, maxParallel: 8 })
  expect(backup?.legs.map(({ name }) => name)).toEqual(['shop', 'crm', 'billing'])
  expect(backup?.legs.map(leg => leg.concurrency)).toMatchObject(
    ['shop', 'crm', 'billing'].map(name => ({
      group: `pg-backup s3://${bucket.name}/pg ${name}`,
      'cancel-in-progress': false,
      queue: 'max',
    })),
  )
  const classes = backup?.legs.map(({ steps }) => steps.find(({ id }) => id === 'backup')?.with['class'])
  expect(classes).toEqual(['daily', 'weekly', 'daily'])
})

test('one that fails, and one without a URL, leave the others alone; one summary and one notice name them', async () => {
  const { SHOP = '', BILLING = '' } = urlsOf(world())
  const run = await fleet({ SHOP: SHOP.replace('/shop', '/gone'), BILLING })
  expect(run.result).toBe('failure')
  expect(outputsOf(run), run.log).toEqual({ failed: 'shop\ncrm', unknown: '' })
  expect(run.log).toContain('No URL for "CRM"')
  expect(await backedUp()).toEqual(['pg/billing'])
  expect(run.summary).toContain('## ❌ 2 of 3 databases have no new backup')
  expect(run.summary).toMatch(
    /\| shop \| .* \| ❌ no new backup: .*database-missing.* \|\n\| crm \| .* \| ❌ no URL \|\n\| billing \| .* \| ✅ <code>billing\//,
  )
  expect(slack.received).toHaveLength(1)
  const [message] = slack.received
  expect(message?.body).toContain('Fleet: 2 of 3 databases have no new backup')
  expect(message?.body).toMatch(/2 of 3 failed: .*gone.* \[database-missing\] \(shop\); no URL \(crm\)\./)
  expect(message?.body).toMatch(/Took\*\\n`[1-9][\d.]* s`/)
})

test('of two entries with one name, the one whose backup fails is reported by its destination', async () => {
  const { SHOP = '' } = urlsOf(world())
  const run = await fleet(
    { SHOP, OTHER: SHOP.replace('/shop', '/gone') },
    {
      databases:
        '[{ "name": "shop", "secret": "SHOP" }, { "name": "shop", "secret": "OTHER", "destination": "s3://acme-backups/pg-two" }]',
    },
  )
  expect(run.result).toBe('failure')
  expect(await backedUp()).toEqual(['pg/shop'])
  const second = `s3://${world().bucket.name}/pg-two`
  expect(outputsOf(run)?.['failed']).toBe(`shop (${second})`)
  expect(run.summary).toContain('## ❌ 1 of 2 databases has no new backup')
  expect(run.summary).toContain(`| shop | <code>${second}</code> | ❌ no new backup: `)
  expect(slack.received[0]?.body).toContain(second)
})

test('a backup that is unlike those before it is said to be stored, where that fails its job', async () => {
  const { server } = world()
  await createDatabase(server, 'ledger')
  await server.sql('ledger', 'CREATE TABLE entries AS SELECT generate_series(1, 5000) AS id')
  const urls = { LEDGER: urlOf(world(), 'ledger') }
  const databases = '[{ "name": "ledger", "secret": "LEDGER" }]'
  expect((await fleet(urls, { databases })).result).toBe('success')
  await server.sql('ledger', 'TRUNCATE entries')
  await anotherSecondThan(Date.now())
  const run = await fleet(urls, { databases, inputs: { 'on-anomaly': 'fail' } })
  expect(run.result).toBe('failure')
  expect(await backedUp()).toEqual(['pg/ledger', 'pg/ledger'])
  expect(run.summary).toContain('## ❌ 1 of 1 stored, but unlike those before')
  expect(run.summary).toMatch(
    /\| ledger \| .* \| ⚠️ stored, but unlike those before it: .*backup-anomaly.*; <code>ledger\//,
  )
  expect(outputsOf(run)?.['failed']).toBe('ledger')
  expect(slack.received).toHaveLength(1)
})

test('a list that is no JSON backs up nothing; the summary says why, and the channels are notified', async () => {
  const run = await fleet(urlsOf(world()), { databases: '[{ "name": "shop", }]' })
  expect(run.result).toBe('failure')
  expect(await backedUp()).toEqual([])
  expect(run.jobs['backup']?.legs[0]?.called?.jobs).toMatchObject({
    list: { result: 'failure' },
    backup: { result: 'skipped' },
    summary: { result: 'success' },
  })
  expect(run.summary.match(/is not JSON/g)).toHaveLength(1)
  expect(run.summary).toContain('databases: is not JSON (line 1 column 20); write a list such as')
  expect(slack.received).toHaveLength(1)
  expect(slack.received[0]?.body).toContain('is not JSON')
})

test('all that is wrong with the entries is reported at once, and nothing is backed up', async () => {
  const run = await fleet(urlsOf(world()), {
    databases: '[{ "secret": "SHOP" }, { "name": "crm", "secret": "CRM", "class": "dayly" }]',
    inputs: { 'email-to': 'ops@example.com' },
  })
  expect(run.result).toBe('failure')
  expect(await backedUp()).toEqual([])
  const errors = run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect(errors).toEqual([
    'databases: entry 1: has no name; write "name": "shop" [input-invalid]',
    expect.stringMatching(
      /^databases: entry 2 \(crm\): its class "dayly" is not one of .*did you mean daily\?/,
    ),
  ])
  expect(slack.received).toHaveLength(1)
})

test('results that are lost make no database a failure: the run stays green, and they are not known', async () => {
  const run = await fleet(urlsOf(world()), {
    stubs: { 'actions/download-artifact': lost },
    inputs: { 'notify-on': 'always' },
  })
  expect(run.result, run.log).toBe('success')
  expect(await backedUp()).toHaveLength(3)
  expect(run.summary).toContain('## ⚠️ 3 of 3 not known')
  expect(run.summary).toContain('| crm | ')
  expect(run.summary).toContain('❔ not known')
  expect(outputsOf(run)).toEqual({ failed: '', unknown: 'shop\ncrm\nbilling' })
  expect(run.annotations.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('[fleet-results-lost]'),
  )
  expect(slack.received).toHaveLength(1)
})

test('a result that cannot be handed over is no failure of the backup', async () => {
  const run = await fleet(urlsOf(world()), { stubs: { 'actions/upload-artifact': lost } })
  expect(run.result, run.log).toBe('success')
  expect(outputsOf(run)?.['unknown']).toBe('shop\ncrm\nbilling')
  expect(slack.received).toEqual([])
})

test('a run that is cancelled says which databases it had not come to', async () => {
  const stop = new AbortController()
  const run = await fleet(urlsOf(world()), {
    cancel: stop.signal,
    runner: { parallelLegs: 1 },
    // The first job has handed on what became of its database.
    stubs: {
      'actions/upload-artifact': async step => {
        await stubs['actions/upload-artifact']?.(step)
        stop.abort()
      },
    },
  })
  expect(run.result).toBe('cancelled')
  expect(await backedUp()).toEqual(['pg/shop'])
  expect(run.summary).toContain('## ❌ 2 of 3 databases have no new backup')
  expect(run.summary).toMatch(
    /\| crm \| .* \| ❌ cancelled \|\n\| billing \| .* \| ❌ cancelled \|\n\| shop \| .* ✅/,
  )
  expect(outputsOf(run)?.['failed']).toBe('crm\nbilling')
  expect(slack.received).toHaveLength(1)
})

test('where only changes are reported, the second run that fails as the first did is not', async () => {
  const databases = '[{ "name": "shop", "secret": "GONE" }]'
  for (const _ of ['first', 'second']) {
    const run = await fleet(urlsOf(world()), { databases, inputs: { 'notify-on': 'change' } })
    expect(outputsOf(run)?.['failed'], run.log).toBe('shop')
    expect(run.summary).toContain('## ❌ 1 of 1 databases has no new backup')
  }
  expect(slack.received).toHaveLength(1)
})
