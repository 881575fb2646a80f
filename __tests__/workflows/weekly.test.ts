import { expect, test } from 'vitest'
import { PREFIX } from '../bundle/world.ts'
import { startHttpReceiver } from '../support/http-receiver.ts'
import { useExamples } from './examples-world.ts'

const world = useExamples()

test('everything and the structure alone are backed up, and what was backed up is drilled', async () => {
  const { bucket, example } = world()
  const run = await example('weekly.yml', { event: 'schedule' })
  expect(run.result, run.log).toBe('success')
  const outputs = run.jobs['backup']?.outputs ?? {}
  expect(outputs['key']).toMatch(/^shop\/\d{4}\/\d\d\/shop_backup_\d{8}_\d{6}\.dump$/)
  expect(outputs['schema-key']).toMatch(/^shop\/schemas\/shop_schema_/)
  expect(outputs['drill-outcome']).toBe('proven')
  const keys = await bucket.contents()
  for (const key of [outputs['key'], outputs['schema-key']])
    expect(keys).toContain(`${PREFIX}/${key}.manifest.json`)
  expect(keys.filter(key => key.includes('.drill-'))).toEqual([
    expect.stringContaining(`${PREFIX}/${outputs['key']}.drill-`),
  ])
})

test('a drill over its budget fails the run and tells Slack; the backup stays', async () => {
  const { bucket, example } = world()
  const slack = await startHttpReceiver()
  try {
    const run = await example('weekly.yml', {
      event: 'schedule',
      change: text => text.replace('rto-budget: 30m', 'rto-budget: 0.001s'),
      secrets: { SLACK_WEBHOOK_URL: `${slack.origin}/services/T0/B0/secret` },
    })
    expect(run.result).toBe('failure')
    const called = run.jobs['backup']?.legs[0]?.called
    expect(called?.jobs['backup']?.result).toBe('success')
    expect(called?.jobs['drill']?.result).toBe('failure')
    expect(slack.received).toHaveLength(1)
    expect(slack.received[0]?.body).toContain('drill')
    expect(run.log).toContain('rto-budget')
    const { key } = run.jobs['backup']?.outputs ?? {}
    expect(await bucket.contents()).toContain(`${PREFIX}/${key}.manifest.json`)
  } finally {
    await slack.stop()
  }
})

test('a backup that fails is not followed by one of the structure, nor by a drill', async () => {
  const { bucket, example } = world()
  const run = await example('weekly.yml', {
    change: text => text.replace('drill: true', 'drill: true\n      min-size: 1TB'),
  })
  const called = run.jobs['backup']?.legs[0]?.called
  expect(called?.jobs['backup']?.result).toBe('failure')
  expect(called?.jobs['drill']?.result).toBe('skipped')
  expect(await bucket.contents()).toEqual([])
})
