import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import type { Fault } from './flaky-s3.ts'

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

/** Passes a request to the server and its answer back, and does to them what the fault says. */
export function pass(
  target: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
): void {
  // The signature covers the Host header, so it is passed as it came; the proxy has said "100 Continue" already.
  const { expect: _said, ...headers } = incoming.headers
  const { hostname: host, port } = target
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
  send(incoming, onward, fault, cut)
  onward.on('response', answer => {
    answer.on('error', cut)
    giveBack(answer, outgoing, fault, cut)
  })
}

function send(
  incoming: IncomingMessage,
  onward: ClientRequest,
  fault: Fault | undefined,
  cut: () => void,
): void {
  if (fault?.kind === 'cut') incoming.pipe(cutAfter(fault.afterBytes, cut)).pipe(onward)
  else if (fault?.kind === 'corrupt') incoming.pipe(flipOneBit()).pipe(onward)
  else incoming.pipe(onward)
}

function giveBack(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
  cut: () => void,
): void {
  if (fault?.kind === 'lose-answer') {
    answer.resume().on('end', cut)
    return
  }
  const forged = fault?.kind === 'forge-header' ? { [fault.header]: fault.value } : {}
  outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...forged })
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
