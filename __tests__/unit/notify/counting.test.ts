import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { heartbeatChannel } from '../../../src/notify/heartbeat.ts'
import type { Notice } from '../../../src/notify/notice.ts'
import { pagerDutyChannel } from '../../../src/notify/pagerduty.ts'
import { deliveryFor } from '../../contract/channel-contenders.ts'
import { type HttpReceiver, startHttpReceiver } from '../../support/http-receiver.ts'
import { noticeWith, ODD, STORED } from '../../support/notice-example.ts'

const never = new AbortController().signal
let receiver: HttpReceiver
beforeEach(async () => {
  receiver = await startHttpReceiver()
})
afterEach(async () => {
  await receiver.stop()
})

/** The Events API v2, as its reference has it; anything else is a 400. */
const link = z.object({ href: z.url(), text: z.string() }).strict()
const event = z.discriminatedUnion('event_action', [
  z
    .object({
      routing_key: z.string(),
      event_action: z.literal('trigger'),
      dedup_key: z.string().max(255),
      payload: z
        .object({
          summary: z.string().min(1).max(1_024),
          source: z.string().min(1),
          severity: z.enum(['critical', 'error', 'warning', 'info']),
          timestamp: z.iso.datetime(),
          component: z.string(),
          class: z.string().optional(),
          custom_details: z.record(z.string(), z.string()),
        })
        .strict(),
      client: z.string(),
      client_url: z.url().optional(),
      links: z.array(link).optional(),
    })
    .strict(),
  z
    .object({
      routing_key: z.string(),
      event_action: z.literal('resolve'),
      dedup_key: z.string().max(255),
    })
    .strict(),
])

describe('PagerDuty', () => {
  const publish = async (notice: Notice): Promise<z.infer<typeof event>> => {
    const options = { url: `${receiver.origin}/v2/enqueue`, routingKey: 'R0ut1ngK3y' }
    await pagerDutyChannel(options, deliveryFor()).send(notice, never)
    const body: unknown = JSON.parse(receiver.received.at(-1)?.body ?? '')
    return event.parse(body)
  }

  it('opens an incident for a failure, and closes that very one with the next run that does not fail', async () => {
    const opened = await publish(noticeWith())
    const again = await publish(noticeWith({ at: new Date('2026-11-23T03:07:41.000Z') }))
    const closed = await publish(noticeWith(STORED))
    const warned = await publish(noticeWith({ outcome: 'warning' }))
    expect([opened, again, closed, warned].map(({ event_action }) => event_action)).toEqual([
      'trigger',
      'trigger',
      'resolve',
      'resolve',
    ])
    expect(new Set([opened, again, closed, warned].map(({ dedup_key }) => dedup_key)).size).toBe(1)
    expect((await publish(noticeWith({ dedupKey: '00' }))).dedup_key).not.toBe(opened.dedup_key)
  })

  it('takes anything that is reported', async () => {
    const long = ODD.repeat(300)
    const facts = Array.from({ length: 500 }, (_, at) => ({ label: `${at} ${ODD}`, value: long }))
    const problem = { code: 'database-refused', message: long, hint: long }
    const notice = noticeWith({ title: long, facts, problem, repository: undefined, runUrl: undefined })
    await publish(notice)
    expect(Buffer.byteLength(receiver.received.at(-1)?.body ?? '')).toBeLessThan(512_000)
  })
})

describe('a heartbeat', () => {
  const beat = async (path: string): Promise<string[]> => {
    const { begin, send } = heartbeatChannel(`${receiver.origin}${path}`, deliveryFor())
    await begin?.(never)
    await send(noticeWith(STORED), never)
    await send(noticeWith({ outcome: 'warning' }), never)
    await send(noticeWith(), never)
    return receiver.received.map(each => each.path)
  }

  it('is a start, a success, or a failure', async () => {
    expect(await beat('/1b2c')).toEqual(['/1b2c/start', '/1b2c', '/1b2c', '/1b2c/fail'])
    expect(receiver.received.at(-1)?.body).toContain('Nobody answers at db.example.com:5432.')
  })

  it.each([
    { path: '/key/shop?create=1', start: '/key/shop/start?create=1', end: '/key/shop?create=1' },
    { path: '/1b2c/', start: '/1b2c/start', end: '/1b2c/' },
  ])('keeps what belongs to its address: $path', async ({ path, start, end }) => {
    const [first, second] = await beat(path)
    expect([first, second]).toEqual([start, end])
  })
})
