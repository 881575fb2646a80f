import { z } from 'zod'
import { noticeSchema } from '../../src/notify/notice-document.ts'

/** The JSON Schema of what a webhook is sent, for those who receive it. */
export function noticeJsonSchema(): string {
  const schema = { title: 'Notice of pg-backup-action', ...z.toJSONSchema(noticeSchema) }
  return `${JSON.stringify(schema, null, 2)}\n`
}
