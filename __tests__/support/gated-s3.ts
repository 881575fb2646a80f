import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { operationOf, type S3Request } from './s3-request.ts'

export interface Gate {
  /** Which requests have to wait. */
  readonly holds: (asked: S3Request) => boolean
  /** `before`: the server has not seen the request; `after`: it has carried it out, and its answer waits. */
  readonly at: 'before' | 'after'
}

export interface GatedS3 {
  readonly endpoint: string
  /** Settles when a request waits at the gate: from then on the step that sent it stands still at a known moment. */
  readonly reached: Promise<void>
  /** Lets pass what waits, and anything that comes. */
  open(): void
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A proxy before an S3 server at which a step can be stopped at a moment of its own, without any clock. */
export async function startGatedS3(target: string, gate: Gate): Promise<GatedS3> {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  /** Settles when the gate opens, or when anyone who waits has gone. */
  const pass = async (asked: S3Request, at: Gate['at'], incoming: IncomingMessage): Promise<void> => {
    if (gate.at !== at || !gate.holds(asked)) return
    reached.resolve()
    await Promise.race([opened.promise, once(incoming.socket, 'close')])
  }
  const server = createServer((incoming, outgoing) => {
    const asked = operationOf(incoming.method ?? '', incoming.url ?? '')
    const handle = async (): Promise<void> => {
      const body = await buffer(incoming)
      await pass(asked, 'before', incoming)
      if (incoming.socket.destroyed) return
      const answer = await forward(target, incoming, body)
      await pass(asked, 'after', incoming)
      outgoing.writeHead(answer.status, answer.headers).end(answer.body)
    }
    // Anyone who is stopped at the gate drops its connections.
    handle().catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the gate has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    reached: reached.promise,
    open: () => opened.resolve(),
    stop: async () => {
      opened.resolve()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Sends a request on as it came: its signature covers the Host header. */
async function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { expect: _said, ...headers } = incoming.headers
  const { hostname: host, port } = new URL(target)
  const onward = request({ host, port, method: incoming.method, path: incoming.url, headers, agent: false })
  onward.end(body)
  const [answer]: IncomingMessage[] = await once(onward, 'response')
  if (!answer) throw new Error('no answer')
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) }
}
