import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Dates, dateListing } from './s3-dates.ts'
import type { Fault } from './s3-proxy.ts'
import type { S3Request } from './s3-request.ts'

const LISTINGS: ReadonlySet<string> = new Set(['ListObjectsV2', 'ListObjectVersions', 'ListMultipartUploads'])

/** Answers as S3 would; the body is read first, as a busy server would. */
export async function refuse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, code }: { readonly status: number; readonly code: string },
): Promise<void> {
  incoming.resume()
  await once(incoming, 'end')
  outgoing.writeHead(status, { 'content-type': 'application/xml' })
  outgoing.end(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  )
}

export interface Passage {
  readonly target: URL
  readonly asked: S3Request
  readonly fault: Fault | undefined
  readonly dates: Dates | undefined
  /** The request's body, if it was read already. */
  readonly body?: Buffer
  /** Waits while the proxy is closed. */
  hold(): Promise<void>
}

/** Passes a request to the server and its answer back, and does to them what the fault says. */
export function pass(incoming: IncomingMessage, outgoing: ServerResponse, passage: Passage): void {
  // The signature covers the Host header, so it is passed as it came; the proxy has said "100 Continue" already.
  const { expect: _said, ...headers } = incoming.headers
  const { hostname: host, port } = passage.target
  const { method, url: path } = incoming
  const onward = request({ host, port, method, path, headers, agent: false })
  const cut = (): void => {
    onward.destroy()
    incoming.socket.destroy()
  }
  onward.on('error', cut)
  incoming.on('error', cut)
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) onward.destroy()
  })
  send(incoming, onward, passage, cut)
  onward.on('response', answer => {
    answer.on('error', cut)
    giveBack(answer, outgoing, passage, cut).catch(cut)
  })
}

function send(
  incoming: IncomingMessage,
  onward: ClientRequest,
  { body, fault }: Passage,
  cut: () => void,
): void {
  if (body !== undefined) onward.end(body)
  else if (fault?.kind === 'cut') incoming.pipe(cutAfter(fault.afterBytes, cut)).pipe(onward)
  else if (fault?.kind === 'corrupt') incoming.pipe(flipOneBit()).pipe(onward)
  else incoming.pipe(onward)
}

async function giveBack(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  { asked, dates, fault, hold }: Passage,
  cut: () => void,
): Promise<void> {
  if (fault?.kind === 'lose-answer') {
    answer.resume().on('end', cut)
    return
  }
  if (fault?.kind === 'hold' && fault.at === 'after') await hold()
  const headers = { ...answer.headers }
  if (fault?.kind === 'forge-header') headers[fault.header] = fault.value
  if (dates instanceof Date && headers['last-modified'] !== undefined)
    headers['last-modified'] = dates.toUTCString()
  const status = answer.statusCode ?? 502
  if (dates !== undefined && LISTINGS.has(asked.operation)) {
    const listing = Buffer.from(dateListing((await buffer(answer)).toString('latin1'), dates), 'latin1')
    const { 'transfer-encoding': _chunked, ...others } = headers
    outgoing.writeHead(status, { ...others, 'content-length': listing.length }).end(listing)
    return
  }
  outgoing.writeHead(status, headers)
  if (fault?.kind === 'cut-answer') answer.pipe(cutAfter(fault.afterBytes, cut)).pipe(outgoing)
  else answer.pipe(outgoing)
}

function cutAfter(bytes: number, cut: () => void): Transform {
  let passed = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const rest = bytes - passed
      passed += chunk.length
      this.push(chunk.subarray(0, Math.max(0, rest)))
      // Late enough for what was passed to leave.
      if (passed >= bytes) setTimeout(cut, 20)
      done()
    },
  })
}

function flipOneBit(): Transform {
  let flipped = false
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const copy = Buffer.from(chunk)
      if (!flipped && copy.length > 0) {
        copy[0] = (copy[0] ?? 0) ^ 1
        flipped = true
      }
      done(null, copy)
    },
  })
}
