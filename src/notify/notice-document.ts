import { z } from 'zod'
import { NOTICE_OUTCOMES, NOTICE_VERBS, type Notice } from './notice.ts'

/** Version 1 of what a webhook is sent. Holds no secret. */
export const noticeSchema = z.object({
  schema: z.literal('pg-backup-notice/1'),
  verb: z.enum(NOTICE_VERBS),
  outcome: z
    .enum(NOTICE_OUTCOMES)
    .describe('warning: it was done, and somebody should look at something all the same'),
  changed: z
    .boolean()
    .exactOptional()
    .describe('whether it differs from the last reported outcome; only with notify-on: change'),
  title: z.string().describe('one line, for people'),
  facts: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .describe('for people, in this order; labels may change from version to version'),
  problem: z
    .object({ code: z.string().describe('as in docs/errors.md'), message: z.string(), hint: z.string() })
    .exactOptional(),
  dedupKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('the same for all runs of a verb over the same series and destination'),
  repository: z.string().exactOptional().describe('owner/name; missing outside of GitHub'),
  runUrl: z.string().exactOptional(),
  nextRun: z.string().exactOptional().describe('in the words of the input next-run, or a cron expression'),
  at: z.iso.datetime(),
})

export type NoticeDocument = z.infer<typeof noticeSchema>

/** A notice as programs read it. */
export function noticeDocument(notice: Notice): NoticeDocument {
  const { at, changed, facts, nextRun, outcome, problem, repository, runUrl, title, dedupKey, verb } = notice
  return {
    schema: 'pg-backup-notice/1',
    verb,
    outcome,
    ...(changed !== undefined && { changed }),
    title,
    facts: facts.map(({ label, value }) => ({ label, value })),
    ...(problem && { problem: { code: problem.code, message: problem.message, hint: problem.hint } }),
    dedupKey,
    ...(repository !== undefined && { repository }),
    ...(runUrl !== undefined && { runUrl }),
    ...(nextRun !== undefined && { nextRun }),
    at: at.toISOString(),
  }
}
