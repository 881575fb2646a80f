import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { MANIFEST_SUFFIX } from '../../src/catalog/names.ts'
import { timeInName } from '../../src/catalog/time-in-name.ts'
import type { S3Server } from './s3-server.ts'

/** A listing in which the manifest of each backup was stored when its name says that it was begun. */
export function datedByName(listing: string): string {
  return listing.replaceAll(/<Contents>.*?<\/Contents>/gs, entry => {
    const [, key = ''] = /<Key>([^<]*)<\/Key>/.exec(entry) ?? []
    const time = key.endsWith(MANIFEST_SUFFIX) ? timeInName(key) : undefined
    return time ? entry.replace(/(<LastModified>)[^<]+/, `$1${time.toISOString()}`) : entry
  })
}

/** A proxy before an S3 server: what tests store today, under names of long ago, was stored long ago by its listings. */
export async function withDates(server: S3Server): Promise<S3Server> {
  const handle = async (incoming: IncomingMessage): Promise<Answer> => {
    const { expect: _said, ...headers } = incoming.headers
    const { hostname: host, port } = new URL(server.endpoint)
    const asked = { host, port, method: incoming.method, path: incoming.url, headers, agent: false }
    // Its signature covers the Host header: it is sent on as it came.
    const onward = request(asked).end(await buffer(incoming))
    const [answer]: IncomingMessage[] = await once(onward, 'response')
    if (!answer) throw new Error('no answer')
    const { 'transfer-encoding': _chunked, ...kept } = answer.headers
    const body = await buffer(answer)
    const isListing = body.subarray(0, 300).includes('<ListBucketResult')
    const told = isListing ? Buffer.from(datedByName(body.toString('latin1')), 'latin1') : body
    const length = told.length > 0 ? { 'content-length': String(told.length) } : {}
    return { status: answer.statusCode ?? 502, headers: { ...kept, ...length }, body: told }
  }
  const proxy = createServer((incoming, outgoing) => {
    handle(incoming).then(
      ({ body, headers, status }) => outgoing.writeHead(status, headers).end(body),
      () => incoming.socket.destroy(),
    )
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    ...server,
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, 'close')
      await server.stop()
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}
