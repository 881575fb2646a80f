import { createHmac } from 'node:crypto'

/** Marks a secret that is bytes in base64, as the libraries of Standard Webhooks make them. */
const ENCODED = 'whsec_'

/**
 * The headers by which a receiver knows who sent a body, that it is not an old one sent again, and whether it has seen it
 * already: as Standard Webhooks has them (standardwebhooks.com), so that its libraries verify them.
 */
export function signatureHeaders(
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
