import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { HttpAgents } from './agents.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** How long the server may send nothing. Milliseconds; undefined: the signal alone sets a limit. */
  readonly silenceMs?: number
}

/**
 * Sends one request and returns its response, of which nothing is read yet; a redirect is a response like any other.
 * Rejects with Node's own errors, and with one of ours for a URL that is not of HTTP.
 */
export function request(
  url: URL,
  { body, headers, method, silenceMs }: HttpRequest,
  agents: HttpAgents,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new Error(`${url.protocol} is not supported`)
    const options = {
      method,
      signal,
      ...(silenceMs !== undefined && { timeout: silenceMs }),
      headers: {
        'user-agent': 'pg-backup-action',
        ...(body && { 'content-length': body.length }),
        ...headers,
      },
    }
    const sent =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents.https }, resolve)
        : httpRequest(url, { ...options, agent: agents.http }, resolve)
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${(silenceMs ?? 0) / 1000} s`)))
    sent.end(body)
  })
}
