import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** What connections are made with: the ways through a proxy. */
export interface HttpAgents {
  readonly http: HttpAgent
  readonly https: HttpsAgent
}

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

/** Posts once; redirects are answers like others. Rejects with Node's own errors. */
export async function post(
  { body, headers, url }: HttpPost,
  agents: HttpAgents,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const bytes = Buffer.from(body)
  const options = {
    method: 'POST',
    signal,
    headers: { 'user-agent': 'pg-backup-action', 'content-length': bytes.length, ...headers },
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents.https }, resolve)
        : httpRequest(url, { ...options, agent: agents.http }, resolve)
    asked.on('error', reject)
    asked.end(bytes)
  })
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
