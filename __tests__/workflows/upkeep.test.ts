import { expect, test } from 'vitest'
import { anotherSecondThan } from '../support/another-second.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { daysAgo } from '../support/stored-backups.ts'
import { useExamples } from './examples-world.ts'
import type { StubStep, WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples({ dated: true })
const OLD = [2, 100, 101].map(days => ({ startedAt: daysAgo(days), backupClass: 'weekly' as const }))

function jobs(run: WorkflowRun, id: string) {
  return run.jobs[id]?.legs[0]?.called?.jobs ?? {}
}

/** The example once its plan is what was wanted. */
function pruning(text: string): string {
  return text.replace('dry-run: true', 'dry-run: false')
}

test('a prune that is a dry run plans, and removes nothing', async () => {
  const { bucket, example, store } = world()
  await store(...OLD)
  const before = await bucket.contents()
  const run = await example('prune.yml')
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['prune']?.outputs).toMatchObject({ planned: '2', removed: '' })
  expect(jobs(run, 'prune')['prune']?.result).toBe('skipped')
  expect(run.summary).toContain('Prune plan: 2 of 3 backups would be removed')
  expect(await bucket.contents()).toEqual(before)
})

test('on its schedule it plans, archives and prunes, in the group of the backups of the series', async () => {
  const { bucket, example, store } = world()
  await store(...OLD)
  const run = await example('prune.yml', { event: 'schedule', change: pruning })
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['prune']?.outputs).toMatchObject({ planned: '2', removed: '2' })
  expect(run.jobs['prune']?.outputs['archived']).not.toBe('')
  const group = `pg-backup s3://${bucket.name}/pg shop`
  for (const id of ['plan', 'prune'])
    expect(jobs(run, 'prune')[id]?.concurrency).toEqual({ group, 'cancel-in-progress': false, queue: 'max' })
})

test('a prune whose environment is rejected has planned, and removes nothing', async () => {
  const { bucket, example, store } = world()
  await store(...OLD)
  const before = await bucket.contents()
  const run = await example('prune.yml', {
    event: 'schedule',
    change: text => pruning(text).replace('series: shop', 'series: shop\n      environment: backups'),
    environments: { backups: { rejected: true } },
  })
  expect(run.result).toBe('failure')
  expect(jobs(run, 'prune')['plan']?.result, run.log).toBe('success')
  expect(jobs(run, 'prune')['prune']?.result).toBe('skipped')
  expect(await bucket.contents()).toEqual(before)
})

test('a prune whose environment is approved goes on, and waits for the approval without holding the group', async () => {
  const { example, store } = world()
  await store(...OLD)
  const run = await example('prune.yml', {
    event: 'schedule',
    change: text => pruning(text).replace('series: shop', 'series: shop\n      environment: backups'),
  })
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['prune']?.outputs).toMatchObject({ removed: '2' })
  expect(jobs(run, 'prune')['approve']).toMatchObject({ environment: 'backups', concurrency: undefined })
  expect(jobs(run, 'prune')['prune']).toMatchObject({ environment: undefined })
})

test('a plan that cannot be made says Slack', async () => {
  const { example } = world()
  const slack = await startHttpReceiver()
  try {
    const secret = `      slack-webhook-url: \${{ secrets.SLACK_WEBHOOK_URL }}\n`
    const run = await example('prune.yml', {
      event: 'schedule',
      change: text =>
        `${text.replace('s3://acme-backups', 's3://there-is-no-such-bucket').trimEnd()}\n${secret}`,
      secrets: { SLACK_WEBHOOK_URL: `${slack.origin}/services/T0/B0/secret` },
    })
    expect(run.result).toBe('failure')
    expect(slack.received.map(({ body }) => body)).toEqual([
      expect.stringContaining('storage-bucket-missing'),
    ])
  } finally {
    await slack.stop()
  }
})

test('a drill takes the latest before a time, of the series and class that are written, also where from is empty', async () => {
  const { example, from, into, run: step } = world()
  const inputs = { ...from('shop'), ...into(), series: 'shop' }
  const weekly = await step({ with: { ...inputs, class: 'weekly' } })
  expect(await step({ with: { ...inputs, class: 'manual' } })).toMatchObject({ exitCode: 0 })
  const run = await example('drill.yml', {
    change: text => text.replace('series: shop', "series: shop\n      class: weekly\n      from: ''"),
  })
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['drill']?.outputs['key']).toBe(weekly.outputs['key'])
  const none = await example('drill.yml', {
    change: text => text.replace('series: shop', 'series: shop\n      before: 1h'),
  })
  expect(none.result).toBe('failure')
})

test('a drill proves the latest backup; over its budget, or with a check that does not hold, it is red and says Slack', async () => {
  const { example, from, into, run: step } = world()
  expect(await step({ with: { ...from('shop'), ...into(), series: 'shop' } })).toMatchObject({ exitCode: 0 })
  const run = await example('drill.yml')
  expect(run.result, run.log).toBe('success')
  expect(run.jobs['drill']?.outputs).toMatchObject({ outcome: 'proven' })
  expect(Number(run.jobs['drill']?.outputs['rto-seconds'])).toBeGreaterThan(0)

  const slack = await startHttpReceiver()
  try {
    const secrets = { SLACK_WEBHOOK_URL: `${slack.origin}/services/T0/B0/secret` }
    for (const [what, instead] of [
      ['rto-budget: 30m', 'rto-budget: 0.001s'],
      ['count(*) > 0', 'count(*) < 0'],
    ] as const) {
      const red = await example('drill.yml', { secrets, change: text => text.replace(what, instead) })
      expect(red.result).toBe('failure')
      expect(red.log).not.toContain('/services/T0/B0/secret')
    }
    expect(slack.received).toHaveLength(2)
  } finally {
    await slack.stop()
  }
})

test('a drill of a backup that is older than it may be is red and says Slack, though what there is restores', async () => {
  const { example, from, into, run: step } = world()
  const { outputs } = await step({ with: { ...from('shop'), ...into(), series: 'shop' } })
  await anotherSecondThan(Date.now())
  const slack = await startHttpReceiver()
  try {
    const run = await example('drill.yml', {
      event: 'schedule',
      change: text => text.replace('max-age: 8d', 'max-age: 1s'),
      secrets: { SLACK_WEBHOOK_URL: `${slack.origin}/services/T0/B0/secret` },
    })
    expect(run.result).toBe('failure')
    expect(run.jobs['drill']?.outputs).toMatchObject({ outcome: 'proven', key: outputs['key'] })
    expect(run.log).toMatch(/##\[error\].*max-age/)
    expect(slack.received).toHaveLength(1)
    expect(slack.received[0]?.body).toContain('max-age')
  } finally {
    await slack.stop()
  }
})

test('the report is kept as an artifact; a stale series makes the run red, and is in it too', async () => {
  const { example, store } = world()
  await store({ startedAt: daysAgo(2) })
  const kept: StubStep['with'][] = []
  const stubs = { 'actions/upload-artifact': (step: StubStep) => void kept.push(step.with) }
  const fresh = await example('report.yml', { event: 'schedule', stubs })
  expect(fresh.result, fresh.log).toBe('success')
  expect(fresh.jobs['report']?.outputs).toMatchObject({ stale: '', backups: '1' })

  const stale = await example('report.yml', {
    stubs,
    change: text => text.replace('max-age: 8d', 'max-age: 26h'),
  })
  expect(stale.result).toBe('failure')
  expect(stale.jobs['report']?.outputs).toMatchObject({ verdict: 'failure', stale: 'shop' })
  expect(kept).toHaveLength(2)
  expect(kept[1]).toMatchObject({
    name: 'pg-backup-report',
    path: expect.stringMatching(/pg-backup-report$/),
  })
})
