import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HttpReceiver, startHttpReceiver } from '../support/http-receiver.ts'
import { STS_WORDS } from '../support/role-service.ts'
import { daysAgo } from '../support/stored-backups.ts'
import { artifactStubs } from './artifact-stubs.ts'
import { type ExampleOptions, urlOf, useExamples } from './examples-world.ts'
import type { WorkflowRun } from './harness/run-workflow.ts'

const ROLE = 'arn:aws:iam::123456789012:role/pg-backup-writer'
const world = useExamples()

let receiver: HttpReceiver
let artifacts = ''
beforeEach(async () => {
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'))
  receiver = await startHttpReceiver()
})
afterEach(async () => {
  rmSync(artifacts, { recursive: true, force: true })
  await receiver.stop()
})

function secret(name: string): string {
  return `\${{ secrets.${name} }}`
}

/** Without what is written with debug logging alone, which shows a service's words. */
function shown(log: string): string {
  return log.replaceAll(/^##\[debug\].*$/gm, '')
}

/** An example that assumes a role instead of having keys, and notifies by Slack and a heartbeat. */
async function withRole(name: string, options: ExampleOptions = {}): Promise<WorkflowRun> {
  const { example } = world()
  const keys = /^ +aws-(?:access-key-id|secret-access-key): .*\n/gm
  const change = (text: string): string =>
    text
      .replaceAll(keys, '')
      .replaceAll(/^( +)slack-webhook-url: .*\n/gm, '')
      .replaceAll(/^( +)(region: .*)$/gm, `$1$2\n$1role-to-assume: ${ROLE}`)
      .replace(
        /^ {4}secrets:$/m,
        `    secrets:\n      slack-webhook-url: ${secret('SLACK')}\n      heartbeat-url: ${secret('HEARTBEAT')}`,
      )
  const secrets = {
    SLACK: `${receiver.origin}/slack`,
    HEARTBEAT: `${receiver.origin}/ping`,
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    ...options.secrets,
  }
  const stubs = artifactStubs(() => artifacts)
  const files = { 'db/mask.sql': 'SELECT 1' }
  return await example(name, { event: 'workflow_dispatch', stubs, files, ...options, change, secrets })
}

/** One server has all three. */
function fleetUrls(): string {
  const url = urlOf(world(), 'shop')
  return JSON.stringify({
    SHOP: url,
    CRM: `${url}&application_name=crm`,
    BILLING: `${url}&application_name=billing`,
  })
}

const CALLED: readonly (readonly [string, () => ExampleOptions])[] = [
  ['weekly.yml', () => ({})],
  ['deploy-gate.yml', () => ({ event: 'push' })],
  ['drill.yml', () => ({})],
  ['prune.yml', () => ({})],
  ['report.yml', () => ({})],
  ['restore.yml', () => ({ secrets: { STAGING_DATABASE_URL: urlOf(world(), 'shop') } })],
  ['fleet.yml', () => ({ secrets: { FLEET_DATABASE_URLS: fleetUrls() } })],
]

describe('a role that cannot be assumed', () => {
  test.each(CALLED)('in %s fails the run, and Slack and the heartbeat hear why', async (name, options) => {
    const { bucket, roles, store } = world()
    await store({ startedAt: daysAgo(1) })
    const before = await bucket.contents()
    roles.refuse('AccessDenied')
    const run = await withRole(name, options())
    expect(run.result).toBe('failure')
    expect(run.log).toContain('[role-not-assumed]')
    expect(run.summary).toContain('role-not-assumed')
    const slack = receiver.received.filter(({ path }) => path === '/slack').map(({ body }) => body)
    expect(slack.join('\n')).toContain('role-not-assumed')
    const pings = receiver.received.map(({ path }) => path).filter(path => path.startsWith('/ping'))
    expect(pings).toContain('/ping/fail')
    for (const text of [shown(run.log), run.summary, ...slack]) expect(text).not.toContain(STS_WORDS)
    for (const secret of roles.secrets) expect(run.log).not.toContain(secret)
    expect(await bucket.contents()).toEqual(before)
  })

  test('leaves a deployment undone', async () => {
    world().roles.refuse('InvalidIdentityToken')
    const run = await withRole('deploy-gate.yml', { event: 'push' })
    expect(run.jobs['deploy']?.result).toBe('skipped')
  })
})

describe('a role', () => {
  test('is all that a backup and its drill need', async () => {
    const { bucket, roles } = world()
    const run = await withRole('weekly.yml')
    expect(run.result, run.log).toBe('success')
    expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(2)
    // One session a step: the full backup, the structure's, the drill.
    expect(roles.asked.map(form => form.get('RoleArn'))).toEqual([ROLE, ROLE, ROLE])
    for (const secret of roles.secrets) expect(run.log).not.toContain(secret)
  })

  test('is reported by the check before a deployment', async () => {
    const run = await withRole('deploy-gate.yml', { event: 'push' })
    expect(run.result, run.log).toBe('success')
    expect(run.summary).toContain(`The role ${ROLE} was assumed`)
  })

  test('of a job that may not ask for tokens is explained', async () => {
    const { example } = world()
    const run = await example('notify.yml', {
      change: text => text.replace('id-token: write', 'contents: read'),
      secrets: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    })
    expect(run.result).toBe('failure')
    expect(run.log).toContain('[role-no-token]')
  })
})
