import { randomUUID } from 'node:crypto'
import { noticeDocument } from '../../backup/notice-document.ts'
import type { Channel } from '../channel.ts'
import { type Delivery, deliver } from '../http/deliver.ts'
import { signatureHeaders } from './sign.ts'

const RECEIVER = { name: 'The webhook', input: 'webhook-url' }

export interface WebhookOptions {
  readonly url: string
  /** Undefined: not signed. */
  readonly secret: string | undefined
}

/** Any program: the notice as JSON (docs/webhook.md). What is tried again has the same id. */
export function webhookChannel({ secret, url }: WebhookOptions, delivery: Delivery): Channel {
  return {
    name: 'webhook',
    hears: 'notices',
    send: async (notice, signal) => {
      const body = JSON.stringify(noticeDocument(notice))
      const signed = signatureHeaders(body, { at: new Date(), id: `msg_${randomUUID()}`, secret })
      const headers = { 'content-type': 'application/json; charset=utf-8', ...signed }
      await deliver({ url: new URL(url), headers, body }, RECEIVER, delivery, signal)
    },
  }
}
