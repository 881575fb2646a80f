import { expect, test } from 'vitest'
import { z } from 'zod'
import { type HttpReceiver, startHttpReceiver } from '../support/http-receiver.ts'
import { useExamples } from './examples-world.ts'
import type { WorkflowRun } from './harness/run-workflow.ts'

const world = useExamples()
const sent = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()) }),
  Content: z.object({
    Simple: z.object({
      Subject: z.object({ Data: z.string() }),
      Body: z.object({ Text: z.object({ Data: z.string() }) }),
    }),
  }),
})

/** Runs the example with a stand-in for Amazon SES, which the AWS SDK finds by its environment. */
async function run(change?: (text: string) => string): Promise<{ run: WorkflowRun; ses: HttpReceiver }> {
  const ses = await startHttpReceiver()
  try {
    ses.answers({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"MessageId":"1"}' })
    const run = await world().example('notify.yml', {
      event: 'schedule',
      ...(change && { change }),
      runnerEnv: { AWS_ENDPOINT_URL_SESV2: ses.origin },
    })
    return { run, ses }
  } finally {
    await ses.stop()
  }
}

function mailOf({ received }: HttpReceiver) {
  const { FromEmailAddress: from, Destination, Content } = sent.parse(JSON.parse(received[0]?.body ?? ''))
  const { Subject, Body } = Content.Simple
  return { from, to: Destination.ToAddresses, subject: Subject.Data, text: Body.Text.Data }
}

test('one email by SES says what was stored, how large, how long it took, and when the next is due', async () => {
  const { run: done, ses } = await run()
  expect(done.result, done.log).toBe('success')
  expect(ses.received.map(({ path }) => path)).toEqual(['/v2/email/outbound-emails'])
  // Its keys are those of the role, which is assumed for the bucket too.
  expect(ses.received[0]?.headers.authorization).toContain(world().s3.credentials.accessKeyId)
  const { text, ...mail } = mailOf(ses)
  expect(mail).toEqual({
    from: 'Backups <backups@example.com>',
    to: ['devops@example.com'],
    subject: 'Success: shop: backup proven and stored',
  })
  expect(text).toMatch(/shop_backup_\d{8}_\d{6}\.dump/)
  expect(text).toMatch(/ stored, .* dumped/)
  expect(text).toContain('every byte decoded')
  expect(text).toContain('Sunday 03:07 UTC')
})

test('one email says why there is no backup', async () => {
  const { run: failed, ses } = await run(text =>
    text.replace('class: weekly', 'class: weekly\n          min-size: 1TB'),
  )
  expect(failed.result).toBe('failure')
  expect(ses.received).toHaveLength(1)
  const { subject, text } = mailOf(ses)
  expect(subject).toBe('Failure: shop: backup failed, no backup')
  expect(text).toContain('min-size')
  expect(await world().bucket.contents()).toEqual([])
})
