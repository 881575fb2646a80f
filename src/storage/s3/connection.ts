import { Readable } from 'node:stream'
import type { HttpAgents } from '../../http/agents.ts'
import { type Answer, checkBody, checkHeaders } from './check-answer.ts'
import { OversizedAnswer } from './foreign-answer.ts'
import { type Handled, SlicedBodies } from './sliced-bodies.ts'

/** A connection that isn't there by then is given up and tried again. Milliseconds. */
const CONNECT_MS = 10_000
/** A page of a listing has a thousand keys of at most 1 KiB, each character of which may be written as six. Bytes. */
const LARGEST_ANSWER = 16 * 1024 * 1024
/** S3's own are below 2 KiB. Bytes. */
const LARGEST_REFUSAL = 64 * 1024

export interface ConnectionOptions {
  /** How long a request may go without a byte in either direction. Milliseconds. */
  readonly idleMs: number
  /** The same while the store puts an object together, which it may do in silence. Milliseconds. */
  readonly assemblingIdleMs: number
  /** The ways through a proxy; undefined: straight. */
  readonly agents: HttpAgents | undefined
}

type Request = Parameters<SlicedBodies['handle']>[0]

/**
 * The way to a store. What is not an answer of S3 never reaches the SDK, which would take a web page for an empty listing,
 * and reads answers of any size. An object's own bytes pass through.
 */
export class StoreConnection {
  readonly metadata = { handlerProtocol: 'http/1.1' }
  readonly #usual: SlicedBodies
  readonly #patient: SlicedBodies

  constructor({ agents, assemblingIdleMs, idleMs }: ConnectionOptions) {
    const shared = {
      connectionTimeout: CONNECT_MS,
      ...(agents && { httpAgent: agents.http, httpsAgent: agents.https }),
    }
    this.#usual = new SlicedBodies({ ...shared, socketTimeout: idleMs })
    this.#patient = new SlicedBodies({ ...shared, socketTimeout: assemblingIdleMs })
  }

  async handle(request: Request, options?: Parameters<SlicedBodies['handle']>[1]): Promise<Handled> {
    const handler = assembles(request) ? this.#patient : this.#usual
    const handled = await handler.handle(request, options)
    // The SDK's requests for credentials (STS, SSO) come this way too, and have answers of their own.
    if (isOfS3(request)) await evaluate(request, handled.response)
    return handled
  }

  destroy(): void {
    this.#usual.destroy()
    this.#patient.destroy()
  }

  updateHttpClientConfig(): void {
    // All is said in the constructor.
  }

  httpHandlerConfigs(): object {
    return {}
  }
}

/** Its signature says which service a request is for. */
function isOfS3({ headers }: Request): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'authorization' && /\/s3\/aws4_request/.test(value),
  )
}

/** CompleteMultipartUpload, CopyObject and UploadPartCopy. */
function assembles({ headers, method, query }: Request): boolean {
  return (method === 'POST' && 'uploadId' in (query ?? {})) || 'x-amz-copy-source' in headers
}

async function evaluate(request: Request, response: Handled['response']): Promise<void> {
  const { method, path, query = {} } = request
  const { headers, statusCode: status } = response
  const answer: Answer = { status, headers }
  try {
    const ofObject = query['x-id'] === 'GetObject' && status < 300
    if (method === 'HEAD') return checkHeaders(answer, !isOfBucket(path))
    if (ofObject) return checkHeaders(answer, true)
    const limit = status < 300 ? LARGEST_ANSWER : LARGEST_REFUSAL
    const body = await readWhole(response.body, limit)
    const isListing = ['list-type', 'versions', 'uploads'].some(name => method === 'GET' && name in query)
    const verdict = checkBody(answer, body.toString(), isListing)
    if (verdict === 'as a failure') response.statusCode = 500
    response.body = Readable.from(verdict === 'without its body' || body.length === 0 ? [] : [body])
  } catch (error) {
    destroyAndWait(response.body)
    throw error
  }
}

/** HEAD of a bucket is asked of its root; one of a short key may be taken for it, and is judged by less. */
function isOfBucket(path: string): boolean {
  return path.split('/').filter(segment => segment !== '').length <= 1
}

async function readWhole(body: unknown, limit: number): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > limit) throw new OversizedAnswer(`more than ${limit} bytes`)
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

function destroyAndWait(body: unknown): void {
  if (!(body instanceof Readable)) return
  body.on('error', () => {})
  body.destroy()
}
