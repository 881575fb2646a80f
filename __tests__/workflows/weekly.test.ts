import { generateX25519Identity, identityToRecipient } from 'age-encryption'
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

test('a drill over its budget fails the run and says Slack; the backup stays', async () => {
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

test('a backup that fails says Slack, once; none of the structure follows it, nor a drill', async () => {
  const { bucket, example } = world()
  const slack = await startHttpReceiver()
  try {
    const run = await example('weekly.yml', {
      event: 'schedule',
      change: text => text.replace('drill: true', 'drill: true\n      min-size: 1TB'),
      secrets: { SLACK_WEBHOOK_URL: `${slack.origin}/services/T0/B0/secret` },
    })
    const called = run.jobs['backup']?.legs[0]?.called
    expect(called?.jobs['backup']?.result).toBe('failure')
    expect(called?.jobs['drill']?.result).toBe('skipped')
    expect(await bucket.contents()).toEqual([])
    expect(slack.received.map(({ path }) => path)).toEqual(['/services/T0/B0/secret'])
    expect(slack.received[0]?.body).toContain('Failure: shop: backup failed, no backup')
    expect(slack.received[0]?.body).toContain('min-size')
    expect(run.log).not.toContain('/services/T0/B0/secret')
  } finally {
    await slack.stop()
  }
})

test('encrypted to a key that the job of the backup does not hold, it is drilled with the key that opens it', async () => {
  const { bucket, example } = world()
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const encrypted = (text: string): string =>
    text
      .replace('drill: true', `drill: true\n      encrypt-to: ${recipient}`)
      .replace('secrets:', `secrets:\n      age-identity: \${{ secrets.BACKUP_AGE_IDENTITY }}`)
  const secrets = { BACKUP_AGE_IDENTITY: identity }
  const run = await example('weekly.yml', { event: 'schedule', change: encrypted, secrets })
  expect(run.result, run.log).toBe('success')
  const outputs = run.jobs['backup']?.outputs ?? {}
  expect(outputs['key']).toMatch(/\.dump\.age$/)
  expect(outputs['schema-key']).toMatch(/\.age$/)
  expect(outputs['drill-outcome']).toBe('proven')
  const stored = await bucket.bytes(outputs['key'] ?? '')
  expect(String(stored.subarray(0, 21))).toBe('age-encryption.org/v1')
  expect(run.log).not.toContain(identity)
  const jobs = run.jobs['backup']?.legs[0]?.called?.jobs ?? {}
  const holds = (job: string): boolean =>
    (jobs[job]?.legs[0]?.steps ?? []).some(step => Object.values(step.with).includes(identity))
  expect([holds('backup'), holds('drill')]).toEqual([false, true])
})

test('the full backup closes no incident that the structure has opened at PagerDuty', async () => {
  const receiver = await startHttpReceiver()
  receiver.answers({ status: 202, body: '{}' })
  const run = await world().example('weekly.yml', {
    event: 'schedule',
    secrets: { PAGERDUTY: 'R0ut1ngK3y' },
    change: text =>
      text
        .replace('drill: true', `pagerduty-url: ${receiver.origin}/v2/enqueue`)
        .replace('rto-budget: 30m\n', '\n')
        .replace('    secrets:\n', `    secrets:\n      pagerduty-routing-key: \${{ secrets.PAGERDUTY }}\n`),
  })
  await receiver.stop()
  expect(run.result, run.log).toBe('success')
  const events = receiver.received.map(({ body }): { event_action: string; dedup_key: string } =>
    JSON.parse(body),
  )
  expect(events.map(each => each.event_action)).toEqual(['resolve', 'resolve'])
  expect(new Set(events.map(each => each.dedup_key)).size).toBe(2)
})

// The last test: it empties a table of the server that all of them use.
test('an anomaly that fails the full backup keeps neither the structure nor the drill from following', async () => {
  const { example, server } = world()
  expect((await example('weekly.yml', { event: 'schedule' })).result).toBe('success')
  await server.sql('shop', 'TRUNCATE sales.payments')
  const run = await example('weekly.yml', {
    event: 'schedule',
    change: text => text.replace('drill: true', 'drill: true\n      on-anomaly: fail'),
  })
  expect(run.result).toBe('failure')
  const called = run.jobs['backup']?.legs[0]?.called
  expect(called?.jobs['backup']?.result).toBe('failure')
  expect(called?.jobs['drill']?.result, run.log).toBe('success')
  const outputs = run.jobs['backup']?.outputs ?? {}
  expect(outputs['schema-key']).toMatch(/^shop\/schemas\/shop_schema_/)
  expect(outputs['drill-outcome']).toBe('proven')
})
