import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSecrets } from '../support/find-secrets.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { hasProgram } from '../support/programs.ts'
import { type ExamplesWorld, urlOf, useExamples } from './examples-world.ts'
import type { Stub, WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples()
let artifacts = ''
// GitHub's runners have them.
const needed = ['jq', 'curl']
const present = await Promise.all(needed.map(hasProgram))
const missing = needed.filter((_, index) => !present[index])
if (missing.length > 0) console.log(`not run: the fleet, without ${missing.join(' and ')}`)
beforeEach(ctx => {
  if (missing.length > 0) ctx.skip(`there is no ${missing.join(' and no ')}`)
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'))
})
afterEach(() => rmSync(artifacts, { recursive: true, force: true }))

/** Stand-ins for the actions that keep files between jobs. */
const stubs: Record<string, Stub> = {
  'actions/upload-artifact': ({ with: { name = '', path = '' } }) => {
    mkdirSync(join(artifacts, name), { recursive: true })
    copyFileSync(path, join(artifacts, name, basename(path)))
  },
  'actions/download-artifact': ({ with: { path = '', pattern = '' } }) => {
    mkdirSync(path, { recursive: true })
    const named = readdirSync(artifacts).filter(name => name.startsWith(pattern.replace('*', '')))
    for (const name of named)
      for (const file of readdirSync(join(artifacts, name)))
        copyFileSync(join(artifacts, name, file), join(path, file))
  },
}

/** One server has all three. What is masked must not depend on how a URL is written: `%25` is a percent sign. */
function urlsOf(here: ExamplesWorld): Record<string, string> {
  const url = `${urlOf(here, 'shop')}&application_name=fleet%2525`
  return { SHOP: url, CRM: `${url}1`, BILLING: `${url}2` }
}

async function fleet(urls: Record<string, string>, slack = '', event = 'schedule'): Promise<WorkflowRun> {
  const run = await world().example('fleet.yml', {
    event,
    stubs,
    secrets: { FLEET_DATABASE_URLS: JSON.stringify(urls, undefined, 2), SLACK_WEBHOOK_URL: slack },
    runner: { parallelLegs: 2 },
  })
  expect(
    findSecrets([...Object.values(urls), world().server.password], { log: run.log, summary: run.summary }),
  ).toEqual([])
  return run
}

test('each database is backed up under its own name and class', async () => {
  const { bucket } = world()
  const run = await fleet(urlsOf(world()))
  expect(run.result, run.log).toBe('success')
  const keys = (await bucket.contents()).filter(key => key.endsWith('.manifest.json'))
  expect(keys.map(key => key.split('/')[1]).sort()).toEqual(['billing', 'crm', 'shop'])
  expect(run.summary).toContain('## ✅ All 3 databases are backed up')
  const backup = run.jobs['backup']?.legs[0]?.called?.jobs['backup']
  expect(backup).toMatchObject({ failFast: false, maxParallel: 8 })
  expect(backup?.legs.map(leg => leg.concurrency)).toMatchObject(
    ['shop', 'crm', 'billing'].map(name => ({
      group: `pg-backup s3://${bucket.name}/pg ${name}`,
      'cancel-in-progress': false,
      queue: 'max',
    })),
  )
})

test('one that fails, and one without a URL, leave the others alone; one summary and one notice name them', async () => {
  const { bucket } = world()
  const { SHOP = '', BILLING = '' } = urlsOf(world())
  const slack = await startHttpReceiver()
  try {
    const run = await fleet(
      { SHOP: SHOP.replace('/shop', '/gone'), BILLING },
      `${slack.origin}/services/T0/B0/secret`,
    )
    expect(run.result).toBe('failure')
    expect(run.jobs['backup']?.outputs['failed'], run.log).toBe('shop\ncrm')
    expect(run.log).toContain('under the name CRM')
    const keys = (await bucket.contents()).filter(key => key.endsWith('.manifest.json'))
    expect(keys.map(key => key.split('/')[1])).toEqual(['billing'])
    expect(run.summary).toContain('## ❌ 2 of 3 databases have no new backup')
    expect(run.summary).toMatch(
      /\| shop \| ❌ failure \|\n\| crm \| ❌ no URL \|\n\| billing \| ✅ `billing\//,
    )
    expect(slack.received).toHaveLength(1)
    expect(JSON.parse(slack.received[0]?.body ?? '')).toEqual({
      text: expect.stringMatching(
        /^Failure: 2 of 3 databases of octo-org\/shop have no new backup: shop, crm\. </,
      ),
    })
    expect(run.log).not.toContain('/services/T0/B0/secret')
  } finally {
    await slack.stop()
  }
})
