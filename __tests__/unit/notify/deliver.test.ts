import { afterEach, describe, expect, it } from 'vitest'
import { httpAgents } from '../../../src/http/agents.ts'
import { type Delivery, deliver, retryAfterMs } from '../../../src/notify/deliver.ts'
import { agents, deliveryFor } from '../../contract/channel-contenders.ts'
import { type Answer, type HttpReceiver, startHttpReceiver } from '../../support/http-receiver.ts'

const RECEIVER = { name: 'The webhook', input: 'webhook-url' }
const PATH = '/s3cret?key=K3y'
const receivers: HttpReceiver[] = []

afterEach(async () => {
  await Promise.all(receivers.splice(0).map(receiver => receiver.stop()))
})

async function receiverThat(...answers: Answer[]): Promise<HttpReceiver> {
  const receiver = await startHttpReceiver()
  receivers.push(receiver)
  if (answers.length > 0) receiver.answers(...answers)
  return receiver
}

async function publish({ origin }: Pick<HttpReceiver, 'origin'>, delivery: Delivery = deliveryFor()) {
  const request = {
    url: new URL(`${origin}${PATH}`),
    headers: { 'x-reported': 'yes' },
    body: 'what happened',
  }
  return await deliver(request, RECEIVER, delivery, new AbortController().signal)
}

const OK = { status: 204 }

describe('a message', () => {
  it.each<{ what: string; answers: Answer[] }>([
    { what: 'was too busy', answers: [{ status: 500 }, { status: 503 }, OK] },
    { what: 'asks for a pause', answers: [{ status: 429, headers: { 'retry-after': '1' } }, OK] },
    { what: 'cut the connection', answers: ['cut', OK] },
  ])('is sent again to a receiver that $what', async ({ answers }) => {
    const receiver = await receiverThat(...answers)
    await publish(receiver)
    expect(receiver.received).toHaveLength(answers.length)
    const sent = { method: 'POST', path: PATH, body: 'what happened' }
    for (const each of receiver.received) expect(each).toMatchObject(sent)
    expect(receiver.received.at(-1)?.headers).toMatchObject({
      'x-reported': 'yes',
      'user-agent': 'pg-backup-action',
    })
  })

  it('is given up when the receiver is busy however often it is asked, or for longer than anybody waits', async () => {
    const busy = await receiverThat({ status: 502 })
    await expect(publish(busy)).rejects.toMatchObject({ code: 'notify-overloaded', kind: 'environment' })
    expect(busy.received).toHaveLength(4)
    const full = await receiverThat({ status: 429, headers: { 'retry-after': '3600' } })
    await expect(publish(full)).rejects.toMatchObject({ code: 'notify-overloaded' })
    expect(full.received).toHaveLength(1)
  })

  it('is not sent again where it was refused, or may have arrived', async () => {
    const refusing = await receiverThat({ status: 403 })
    await expect(publish(refusing)).rejects.toMatchObject({ code: 'notify-refused' })
    const hanging = await receiverThat('hang')
    await expect(publish(hanging, deliveryFor('hangs'))).rejects.toMatchObject({ code: 'notify-timeout' })
    expect([refusing.received.length, hanging.received.length]).toEqual([1, 1])
  })

  it('follows a redirect to the same host that keeps it whole', async () => {
    const receiver = await receiverThat({ status: 308, headers: { location: '/elsewhere' } }, OK)
    await publish(receiver)
    expect(receiver.received.map(({ body, path }) => `${path} ${body}`)).toEqual([
      `${PATH} what happened`,
      '/elsewhere what happened',
    ])
  })

  it.each([301, 302, 307, 308])('is never taken to another host, by %i', async status => {
    const other = await receiverThat()
    const receiver = await receiverThat({ status, headers: { location: `${other.origin}/` } })
    await expect(publish(receiver)).rejects.toMatchObject({ code: 'notify-redirected' })
    expect(other.received).toEqual([])
  })

  it('ends where redirects do not', async () => {
    const receiver = await receiverThat({ status: 307, headers: { location: PATH } })
    await expect(publish(receiver)).rejects.toMatchObject({ code: 'notify-redirected' })
    expect(receiver.received).toHaveLength(4)
  })

  it('that cannot be sent is reported without the address', async () => {
    const gone = await startHttpReceiver()
    await gone.stop()
    const nowhere = { origin: 'http://s3cret.invalid' }
    for (const [where, code] of [
      [gone, 'ECONNREFUSED'],
      [nowhere, 'ENOTFOUND|EAI_AGAIN'],
    ] as const) {
      const error: unknown = await publish(where).catch((cause: unknown) => cause)
      expect(error).toMatchObject({ code: 'notify-unreachable' })
      if (error instanceof Error) {
        expect(error.message).toMatch(new RegExp(`^The webhook could not be reached \\((${code})\\)\\.$`))
        expect(error.message).not.toMatch(/s3cret|K3y|127/)
      }
    }
  })

  it('goes through the proxy that the environment names', async () => {
    const proxy = await receiverThat()
    const proxied = httpAgents({ http_proxy: proxy.origin }, { keepAlive: false })
    await publish({ origin: 'http://hooks.example.com' }, { ...deliveryFor(), agents: proxied })
    expect(proxy.received[0]).toMatchObject({
      path: `http://hooks.example.com${PATH}`,
      body: 'what happened',
    })
    const direct = await receiverThat()
    const excepted = httpAgents({ http_proxy: proxy.origin, no_proxy: '127.0.0.1' }, { keepAlive: false })
    await publish(direct, { ...deliveryFor(), agents: excepted })
    expect([proxy.received.length, direct.received.length]).toEqual([1, 1])
  })

  it('takes an answer of any length for what its first line says', async () => {
    const receiver = await receiverThat({ status: 400, body: 'x'.repeat(10_000_000) })
    await expect(publish(receiver, { ...deliveryFor(), agents })).rejects.toMatchObject({
      code: 'notify-refused',
    })
  })
})

it('reads what Retry-After may hold', () => {
  const now = new Date('2026-11-22T03:00:00Z')
  expect(retryAfterMs('7', now)).toBe(7_000)
  expect(retryAfterMs('Sun, 22 Nov 2026 03:00:30 GMT', now)).toBe(30_000)
  expect(retryAfterMs('Sun, 22 Nov 2026 02:00:00 GMT', now)).toBe(0)
  expect(retryAfterMs('soon', now)).toBe(0)
  expect(retryAfterMs(undefined, now)).toBe(0)
})
