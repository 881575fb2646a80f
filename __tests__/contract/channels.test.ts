import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BackupError } from '../../src/core/errors.ts'
import { noticeWith, ODD, STORED } from '../support/notice-example.ts'
import { type Behaviour, CONTENDERS, type OpenChannel } from './channel-contenders.ts'

const never = new AbortController().signal

describe.each(CONTENDERS)('$name', ({ missing, open, silentOnSuccess }) => {
  const opened: OpenChannel[] = []
  const channelThat = async (behaviour: Behaviour): Promise<OpenChannel> => {
    const one = await open(behaviour)
    opened.push(one)
    return one
  }
  const failureOf = async ({ channel }: OpenChannel, signal = never): Promise<unknown> =>
    await channel.send(noticeWith(), signal).then(
      () => undefined,
      (error: unknown) => error,
    )

  beforeEach(ctx => {
    if (missing !== undefined) ctx.skip(missing)
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ stop }) => stop()))
  })

  it('records a failure: what, where, why, what to do, and where the run is', async () => {
    const { channel, told } = await channelThat('takes')
    const notice = noticeWith()
    await channel.send(notice, never)
    const [text = '', ...more] = await told()
    expect(more).toEqual([])
    expect(text).toContain(notice.title)
    expect(text).toContain('s3://my-backups/shop')
    expect(text).toContain(notice.problem?.code)
    expect(text).toContain(notice.problem?.message)
    expect(text).toContain(notice.problem?.hint)
    expect(text).toContain(notice.runUrl)
  })

  it('records a success', async () => {
    const { channel, told } = await channelThat('takes')
    const notice = noticeWith(STORED)
    await channel.send(notice, never)
    const texts = await told()
    expect(texts).toHaveLength(1)
    if (!silentOnSuccess) expect(texts[0]).toContain('471 MB stored, 2.3 GB dumped')
  })

  it('takes texts of any length, and any number of them', async () => {
    const { channel, told } = await channelThat('takes')
    const long = '😀&<'.repeat(2_000)
    const facts = Array.from({ length: 600 }, (_, at) => ({ label: `Fact ${at} ${long}`, value: long }))
    const problem = { code: 'database-refused', message: long, hint: long }
    await channel.send(noticeWith({ title: long, facts: facts.slice(0, 40), problem }), never)
    await channel.send(
      noticeWith({
        title: 'many',
        facts: facts.map(({ value }) => ({ label: 'x', value: value.slice(0, 50) })),
      }),
      never,
    )
    expect(await told()).toHaveLength(2)
  })

  it('takes odd characters', async () => {
    const { channel, told } = await channelThat('takes')
    const problem = { code: 'database-refused', message: ODD, hint: ODD }
    await channel.send(noticeWith({ title: ODD, facts: [{ label: 'Odd', value: ODD }], problem }), never)
    const [text = ''] = await told()
    expect(text).toContain('ä€😀')
  })

  it('fails by what the receiver refuses, without a word of what is secret', async () => {
    const refused = await channelThat('refuses')
    const error = await failureOf(refused)
    expectNotified(error, refused.secrets)
  })

  it('gives up on a receiver that never answers', async () => {
    const hanging = await channelThat('hangs')
    const error = await failureOf(hanging)
    expectNotified(error, hanging.secrets)
  })

  it('stops at once when it is reported to', async () => {
    const hanging = await open('hangs')
    opened.push(hanging)
    const reason = new Error('enough')
    const controller = new AbortController()
    const failure = failureOf(hanging, controller.signal)
    controller.abort(reason)
    expect(await failure).toBe(reason)
    expect(await failureOf(hanging, AbortSignal.abort(reason))).toBe(reason)
  })
})

function expectNotified(error: unknown, secrets: readonly string[]): void {
  expect(error).toBeInstanceOf(BackupError)
  if (!(error instanceof BackupError)) return
  expect(error.kind).toBe('environment')
  expect(error.code).toMatch(/^notify-[a-z-]+$/)
  for (const secret of secrets) expect(`${error.message} ${error.hint}`).not.toContain(secret)
}
