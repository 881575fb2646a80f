import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { S3Options } from '../../src/storage/s3/options.ts'
import { operationOf, type S3Request } from './s3-request.ts'

export interface HostileStore extends AsyncDisposable {
  readonly endpoint: string
  /** Every request so far, in order. */
  readonly seen: readonly (S3Request & { readonly url: string })[]
  /** Options of a store there. */
  options(more?: Partial<S3Options>): S3Options
}

export type Answering = (asked: S3Request, incoming: IncomingMessage, outgoing: ServerResponse) => void

/** An HTTP server that answers as the test says: a store that is none, is broken, or means harm. */
export async function startHostileStore(answer: Answering): Promise<HostileStore> {
  const seen: (S3Request & { readonly url: string })[] = []
  const listener: RequestListener = (incoming, outgoing) => {
    const asked = operationOf(incoming.method ?? '', incoming.url ?? '')
    seen.push({ ...asked, url: incoming.url ?? '' })
    incoming.resume()
    outgoing.on('error', () => {})
    answer(asked, incoming, outgoing)
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  const endpoint = `http://127.0.0.1:${address.port}`
  return {
    endpoint,
    seen,
    options: more => ({
      bucket: 'backups',
      prefix: '',
      endpoint,
      credentials: { accessKeyId: 'AKIAHOSTILE', secretAccessKey: 'secret' },
      region: 'us-east-1',
      forcePathStyle: true,
      attempts: 3,
      ...more,
    }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The listing of a bucket, with the headers that S3 sends. */
export function sendListing(
  outgoing: ServerResponse,
  objects: readonly { readonly key: string; readonly bytes?: number }[],
  more = '',
): void {
  const contents = objects.map(
    ({ bytes = 1, key }) =>
      `<Contents><Key>${escaped(key)}</Key><Size>${bytes}</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>`,
  )
  sendXml(
    outgoing,
    200,
    `<ListBucketResult><Name>backups</Name><KeyCount>${objects.length}</KeyCount>${more}${contents.join('')}</ListBucketResult>`,
  )
}

export function sendXml(outgoing: ServerResponse, status: number, xml: string): void {
  outgoing
    .writeHead(status, {
      'content-type': 'application/xml',
      'x-amz-request-id': '1',
      date: new Date().toUTCString(),
    })
    .end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)
}

/** Writes without end, with backpressure, until the other side goes away. */
export function sendForEver(outgoing: ServerResponse, piece: Buffer | string): void {
  const more = (): void => {
    while (!outgoing.destroyed && outgoing.write(piece));
  }
  outgoing.on('drain', more)
  more()
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>]/g, each => `&#${each.codePointAt(0)};`)
}
