import type { IncomingMessage } from 'node:http'
import type { HttpAgents } from './agents.ts'
import { request } from './request.ts'

export interface HttpPost {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface HttpAnswer {
  readonly status: number
  readonly location: string | undefined
  readonly retryAfter: string | undefined
  /** Its beginning. */
  readonly body: string
}

/** How much of an answer is read. Bytes. */
const MOST_READ = 4_096

/** Posts once; a redirect is an answer like any other. Rejects with Node's own errors. */
export async function post(
  { body, headers, url }: HttpPost,
  agents: HttpAgents,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const response = await request(url, { method: 'POST', headers, body: Buffer.from(body) }, agents, signal)
  const { location, 'retry-after': retryAfter } = response.headers
  return { status: response.statusCode ?? 0, location, retryAfter, body: await beginningOf(response) }
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    const part = Buffer.from(chunk)
    chunks.push(part)
    bytes += part.length
    if (bytes >= MOST_READ) break
  }
  response.destroy()
  return Buffer.concat(chunks).subarray(0, MOST_READ).toString()
}
