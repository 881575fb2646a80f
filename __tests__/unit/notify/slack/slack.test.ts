import { expect, it } from 'vitest'
import { z } from 'zod'
import { slackMessage } from '../../../../src/notify/slack/message.ts'
import { noticeWith, ODD, STORED } from '../../../support/notice-example.ts'

/** What Slack takes (docs.slack.dev, Block Kit): anything else is refused whole. */
const mrkdwn = (most: number) =>
  z
    .object({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.literal(true) })
    .strict()
const plain = (most: number) =>
  z.object({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean() }).strict()
const button = z
  .object({
    type: z.literal('button'),
    text: plain(75),
    url: z.url().max(3_000),
    action_id: z.string().max(255),
  })
  .strict()
const message = z
  .object({
    text: z.string().min(1).max(40_000),
    unfurl_links: z.boolean(),
    unfurl_media: z.boolean(),
    blocks: z
      .array(
        z.union([
          z.object({ type: z.literal('header'), text: plain(150) }).strict(),
          z.object({ type: z.literal('section'), text: mrkdwn(3_000) }).strict(),
          z.object({ type: z.literal('section'), fields: z.array(mrkdwn(2_000)).min(1).max(10) }).strict(),
          z.object({ type: z.literal('context'), elements: z.array(mrkdwn(3_000)).min(1).max(10) }).strict(),
          z.object({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) }).strict(),
        ]),
      )
      .max(50),
  })
  .strict()

it('is a message that Slack takes, no matter what is reported', () => {
  const long = '😀&<`*'.repeat(3_000)
  const problem = { code: 'database-refused', message: long, hint: long }
  const facts = Array.from({ length: 1_000 }, () => ({ label: long, value: long }))
  const notices = [
    noticeWith(),
    noticeWith(STORED),
    noticeWith({ facts: [], repository: undefined, runUrl: undefined, nextRun: undefined }),
    noticeWith({ facts: [{ label: 'Empty', value: '' }] }),
    noticeWith({ title: long, facts, problem, nextRun: long, repository: long, changed: true }),
    noticeWith({ runUrl: `https://example.com/${'x'.repeat(4_000)}` }),
  ]
  for (const notice of notices) expect(() => message.parse(slackMessage(notice))).not.toThrow()
})

it('turns nothing of what is reported into mentions, links or formatting', () => {
  const problem = { code: 'database-refused', message: ODD, hint: ODD }
  const odd = noticeWith({ title: ODD, facts: [{ label: ODD, value: ODD }], problem })
  const { blocks, text } = message.parse(slackMessage(odd))
  const markup = JSON.stringify(blocks.filter(({ type }) => type !== 'header')) + text
  expect(markup).not.toMatch(/<[!@#a-z/]/)
  expect(markup).toContain('&lt;!channel&gt;')
  expect(markup).not.toContain('&amp;lt;')
  expect(text).toContain('∗b∗ ＿i＿ ∼s∼ ˋcˋ')
  const told = blocks.flatMap(block => ('text' in block && block.type === 'section' ? [block.text.text] : []))
  expect(told).toHaveLength(2)
  for (const each of told) expect(each).toContain('∗b∗ ＿i＿ ∼s∼ ˋcˋ')
  // Nothing is formatted between backticks, and there are no others.
  const [values] = blocks.flatMap(block => ('fields' in block ? [block.fields] : []))
  expect(values?.[0]?.text.split('\n')[1]).toMatch(/^`[^`]+`$/)
})

it('leaves names as they are where nothing could come of their characters', () => {
  const key = 'shop/2026/11/shop_backup_20261122_030700.dump'
  const problem = { code: 'archive-broken', message: `${key} is cut off.`, hint: 'See pg_dump.' }
  const { text } = message.parse(slackMessage(noticeWith({ problem })))
  expect(text).toContain(`${key} is cut off.`)
})
