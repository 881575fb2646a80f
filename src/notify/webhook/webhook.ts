import { createHmac, randomUUID } from 'node:crypto'
import type { Channel } from '../channel.ts'
import { type Delivery, deliver } from '../deliver.ts'
import { noticeDocument } from '../notice-document.ts'

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
    receives: 'notices',
    send: async (notice, signal) => {
      const body = JSON.stringify(noticeDocument(notice))
      const signed = signatureHeaders(body, { at: new Date(), id: `msg_${randomUUID()}`, secret })
      const headers = { 'content-type': 'application/json; charset=utf-8', ...signed }
      await deliver({ url: new URL(url), headers, body }, RECEIVER, delivery, signal)
    },
  }
}

/** Marks a secret that is bytes in base64, as the libraries of Standard Webhooks make them. */
const ENCODED = 'whsec_'

/**
 * The headers by which a receiver knows who sent a body, that it is not an old one sent again, and whether it has seen it
 * already: as Standard Webhooks has them (standardwebhooks.com), so that its libraries verify them.
 */
function signatureHeaders(
  body: string,
  { at, id, secret }: { readonly at: Date; readonly id: string; readonly secret: string | undefined },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp }
  if (secret === undefined) return headers
  const key = secret.startsWith(ENCODED)
    ? Buffer.from(secret.slice(ENCODED.length), 'base64')
    : Buffer.from(secret)
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { ...headers, 'webhook-signature': `v1,${signature}` }
}
