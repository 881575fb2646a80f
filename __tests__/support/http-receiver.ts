import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** What a receiver does with a message: answers, never answers, or cuts the connection. */
export type Answer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'hang'
  | 'cut'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface HttpReceiver {
  /** `http://127.0.0.1:…`, without a path. */
  readonly origin: string
  /** Everything that came, answered or not. */
  readonly received: readonly Received[]
  /** What the next messages meet, one each; the last one all that follow. */
  answers(...answers: readonly Answer[]): void
  stop(): Promise<void>
}

/** Somebody who is notified something by HTTP, on the loopback interface. Takes everything, unless reported otherwise. */
export async function startHttpReceiver(): Promise<HttpReceiver> {
  const received: Received[] = []
  let queue: Answer[] = [{ status: 200 }]
  const take = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await text(incoming)
    received.push({
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
    })
    const [answer = { status: 200 }] = queue.length > 1 ? queue.splice(0, 1) : queue
    if (answer === 'hang') return
    if (answer === 'cut') {
      incoming.socket.destroy()
      return
    }
    outgoing.writeHead(answer.status, answer.headers).end(answer.body ?? 'ok')
  }
  const server = createServer((incoming, outgoing) => {
    take(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    answers: (...answers) => {
      queue = [...answers]
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
