import { PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { PREFIX } from '../bundle/world.ts'
import { type HttpReceiver, startHttpReceiver } from '../support/http-receiver.ts'
import { type ExamplesWorld, useExamples } from './examples-world.ts'
import type { StubStep } from './harness/run-workflow.ts'

const world = useExamples()

/** Slack's stand-in, and the secret that leads to it. */
async function withSlack(
  told: (slack: HttpReceiver, secrets: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const slack = await startHttpReceiver()
  try {
    await told(slack, { SLACK_WEBHOOK_URL: `${slack.origin}/services/T0/B0/secret` })
  } finally {
    await slack.stop()
  }
}

async function backUp(): Promise<string> {
  const { from, into, run } = world()
  const step = await run({ with: { ...from('shop'), ...into(), series: 'shop', class: 'daily' } })
  expect(step).toMatchObject({ exitCode: 0 })
  return step.outputs['key'] ?? ''
}

/** One bit of a stored backup becomes another, and nobody is notified. */
async function flipOneBit({ bucket }: ExamplesWorld, key: string): Promise<void> {
  const bytes = await bucket.bytes(key)
  const middle = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  await bucket.client.send(
    new PutObjectCommand({ Bucket: bucket.name, Key: `${PREFIX}/${key}`, Body: bytes }),
  )
}

test('verify.yml reads every stored backup, finds the one that was altered, and says Slack', async () => {
  await backUp()
  const { example } = world()
  await withSlack(async (slack, secrets) => {
    const good = await example('verify.yml', { event: 'schedule', secrets })
    expect(good.result, good.log).toBe('success')
    expect(slack.received).toEqual([])

    const altered = await backUp()
    await flipOneBit(world(), altered)
    const bad = await example('verify.yml', { event: 'schedule', secrets })
    expect(bad.result).toBe('failure')
    expect(bad.log).toContain(altered)
    expect(bad.jobs['verify']?.legs[0]?.steps[0]?.outputs).toMatchObject({ verified: '1', failed: '1' })
    expect(slack.received).toHaveLength(1)
    expect(bad.log).not.toContain('/services/T0/B0/secret')
  })
})

test('compare-sizes.yml keeps a backup that shrank, is red, says Slack, and the report shows it', async () => {
  const { bucket, example, server } = world()
  const kept: StubStep['with'][] = []
  const stubs = { 'actions/upload-artifact': (step: StubStep) => void kept.push(step.with) }
  await withSlack(async (slack, secrets) => {
    const usual = await example('compare-sizes.yml', { event: 'schedule', secrets, stubs })
    expect(usual.result, usual.log).toBe('success')
    const before = await bucket.contents()

    await server.sql('shop', 'CREATE TABLE kept_aside AS TABLE analytics.events; TRUNCATE analytics.events')
    try {
      const odd = await example('compare-sizes.yml', { event: 'schedule', secrets, stubs })
      expect(odd.jobs['backup']?.result).toBe('failure')
      expect(odd.log).toContain('[backup-anomaly]')
      expect(odd.summary).toContain('analytics.events')
      expect(odd.jobs['report']?.result, odd.log).toBe('success')
      expect(odd.jobs['report']?.outputs).toMatchObject({ verdict: 'attention' })
      expect((await bucket.contents()).length).toBeGreaterThan(before.length)
    } finally {
      await server.sql('shop', 'INSERT INTO analytics.events SELECT * FROM kept_aside; DROP TABLE kept_aside')
    }
    expect(slack.received).toHaveLength(1)
    expect(kept).toHaveLength(2)
  })
})
