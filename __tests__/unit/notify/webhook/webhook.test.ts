import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { noticeSchema } from '../../../../src/notify/notice-document.ts'
import { webhookChannel } from '../../../../src/notify/webhook/webhook.ts'
import { deliveryFor } from '../../../contract/channel-contenders.ts'
import { type HttpReceiver, type Received, startHttpReceiver } from '../../../support/http-receiver.ts'
import { noticeWith, ODD, STORED } from '../../../support/notice-example.ts'

const PAGE = resolve(import.meta.dirname, '../../../../docs/webhook.md')
const SECRET = 'a-secret-of-16-or-more'

/** What docs/webhook.md says receivers to do, as it stands there. */
type Verify = (headers: Received['headers'], body: string, secret: string, now?: number) => unknown
let verify: Verify = () => undefined
let folder = ''
let page = ''
let receiver: HttpReceiver | undefined

beforeAll(async () => {
  page = await readFile(PAGE, 'utf8')
  folder = await mkdtemp(join(tmpdir(), 'webhook-example-'))
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []
  const file = join(folder, 'verify.mjs')
  await writeFile(file, code)
  const example: { readonly verifyNotice: Verify } = await import(pathToFileURL(file).href)
  verify = example.verifyNotice
  receiver = await startHttpReceiver()
})
afterAll(async () => {
  await receiver?.stop()
  await rm(folder, { recursive: true })
})

async function received(secret: string | undefined, notice = noticeWith()): Promise<Received> {
  if (!receiver) throw new Error('no receiver')
  await webhookChannel({ url: `${receiver.origin}/hook`, secret }, deliveryFor()).send(
    notice,
    new AbortController().signal,
  )
  const last = receiver.received.at(-1)
  if (!last) throw new Error('nothing came')
  return last
}

describe('what a webhook is sent', () => {
  it.each([SECRET, `whsec_${Buffer.from('0123456789abcdefghijklmn').toString('base64')}`])(
    'is verified by the example of the documentation: %s',
    async secret => {
      const { body, headers } = await received(secret)
      expect(verify(headers, body, secret)).toMatchObject({
        schema: 'pg-backup-notice/1',
        outcome: 'failure',
        problem: { code: 'database-refused' },
        at: '2026-11-22T03:07:41.000Z',
      })
    },
  )

  it('is not verified once it was altered, by another secret, or when it is old', async () => {
    const { body, headers } = await received(SECRET)
    expect(() => verify(headers, body.replace('failure', 'success'), SECRET)).toThrow('not signed')
    expect(() => verify(headers, body, `${SECRET}x`)).toThrow('not signed')
    expect(() => verify({ ...headers, 'webhook-id': 'msg_1' }, body, SECRET)).toThrow('not signed')
    expect(() => verify(headers, body, SECRET, Date.now() + 301_000)).toThrow('too old')
    const later = String(Number(headers['webhook-timestamp']) + 1)
    expect(() => verify({ ...headers, 'webhook-timestamp': later }, body, SECRET)).toThrow('not signed')
    expect(() => verify({ ...headers, 'webhook-signature': '' }, body, SECRET)).toThrow('not signed')
  })

  it('is not signed without a secret', async () => {
    const { headers } = await received(undefined)
    expect(headers['webhook-signature']).toBeUndefined()
    expect(headers['webhook-id']).toMatch(/^msg_/)
  })

  it('has another id each time, and the same one when it is tried again', async () => {
    receiver?.answers({ status: 500 }, { status: 200 })
    await received(SECRET)
    await received(SECRET)
    const ids = receiver?.received.slice(-3).map(({ headers }) => headers['webhook-id'])
    expect(ids?.[0]).toBe(ids?.[1])
    expect(ids?.[1]).not.toBe(ids?.[2])
  })

  it('is what its schema says, no matter what is reported', async () => {
    const notices = [
      noticeWith(),
      noticeWith(STORED),
      noticeWith({ title: ODD, changed: true, repository: undefined, runUrl: undefined, nextRun: undefined }),
    ]
    for (const notice of notices) {
      const body: unknown = JSON.parse((await received(SECRET, notice)).body)
      expect(noticeSchema.strict().parse(body)).toMatchObject({
        title: notice.title,
        outcome: notice.outcome,
      })
    }
  })

  it('is as the documentation shows it', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? []
    const shown: unknown = JSON.parse(example)
    expect(noticeSchema.strict().parse(shown)).toEqual(shown)
    expect(z.object({ dedupKey: z.string() }).parse(shown).dedupKey).toHaveLength(64)
  })
})
