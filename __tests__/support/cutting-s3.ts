import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { operationOf, type S3Request } from './s3-request.ts'

/** When the line goes dead, for good, as it does for a process that is killed. */
export interface Cut {
  /** Of the first request that is lost, counted from 1; undefined: never. */
  readonly atRequest?: number
  /** Whether the store carries that one out all the same, and only its answer is lost. */
  readonly carriedOut?: boolean
}

export interface CuttingS3 {
  readonly endpoint: string
  /** Every request so far, in order. */
  readonly seen: readonly S3Request[]
  stop(): Promise<void>
}

const LISTING = /<List(?:Bucket|Versions|MultipartUploads)Result/

/**
 * A proxy before an S3 server that cuts everything off at one request, and by which every object, marker and unfinished
 * upload is as old as it is said to be.
 */
export async function startCuttingS3(
  target: string,
  { atRequest = Number.POSITIVE_INFINITY, carriedOut = false }: Cut,
  modified: Date,
): Promise<CuttingS3> {
  const seen: S3Request[] = []
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const number = seen.push(operationOf(incoming.method ?? '', incoming.url ?? ''))
    if (number > atRequest || (number === atRequest && !carriedOut)) return void incoming.socket.destroy()
    const { body, headers, status } = await forward(target, incoming, await buffer(incoming))
    if (number === atRequest) return void incoming.socket.destroy()
    const aged = body
      .toString('latin1')
      .replaceAll(/(<(?:LastModified|Initiated)>)[^<]+/g, `$1${modified.toISOString()}`)
    const told = LISTING.test(aged) ? Buffer.from(aged, 'latin1') : body
    outgoing
      .writeHead(status, {
        ...headers,
        ...(headers['last-modified'] && { 'last-modified': modified.toUTCString() }),
        ...(told.length > 0 && { 'content-length': told.length }),
      })
      .end(told)
  }
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Sends a request on as it came: its signature covers the Host header. */
async function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { expect: _said, ...headers } = incoming.headers
  const { hostname: host, port } = new URL(target)
  const onward = request({ host, port, method: incoming.method, path: incoming.url, headers, agent: false })
  onward.end(body)
  const [answer]: IncomingMessage[] = await once(onward, 'response')
  if (!answer) throw new Error('no answer')
  const { 'transfer-encoding': _chunked, ...kept } = answer.headers
  return { status: answer.statusCode ?? 502, headers: kept, body: await buffer(answer) }
}
