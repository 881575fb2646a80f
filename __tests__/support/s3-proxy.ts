import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { pass, refuse } from './flaky-passage.ts'
import { matches, operationOf, type S3Request, type Which } from './s3-request.ts'

/** What is done to a request. */
export type Fault =
  /** Answered with an error of S3 instead of being passed on. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The connection is cut after so many bytes of the request's body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The server carries the request out; its answer never arrives. */
  | { readonly kind: 'lose-answer' }
  /** The connection is cut after so many bytes of the answer's body. */
  | { readonly kind: 'cut-answer'; readonly afterBytes: number }
  /** One bit of the request's body is changed on the way. */
  | { readonly kind: 'corrupt' }
  /** The answer comes with another value of one header. */
  | { readonly kind: 'forge-header'; readonly header: string; readonly value: string }
  | { readonly kind: 'delay'; readonly ms: number }

export interface Rule {
  readonly which: Which
  readonly fault: Fault
  /** How many requests it is done to; for ever unless given. */
  readonly times?: number
}

export interface Seen extends S3Request {
  readonly headers: IncomingHttpHeaders
  readonly fault?: Fault['kind']
}

export interface FlakyS3 {
  readonly endpoint: string
  /** Every request so far, in order, with the fault that it met. */
  readonly seen: readonly Seen[]
  /** From now on this too. */
  add(rule: Rule): void
  stop(): Promise<void>
}

/** A proxy before an S3 server that does to requests what networks and stores do. Passes everything else on unchanged. */
export async function startFlakyS3(options: {
  readonly target: string
  readonly rules?: readonly Rule[]
}): Promise<FlakyS3> {
  const target = new URL(options.target)
  const rules = (options.rules ?? []).map(rule => ({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY }))
  const seen: Seen[] = []

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const asked = operationOf(incoming.method ?? '', incoming.url ?? '')
    const rule = rules.find(({ which, left }) => left > 0 && matches(which, asked))
    if (rule) rule.left -= 1
    seen.push({ ...asked, headers: incoming.headers, ...(rule && { fault: rule.fault.kind }) })
    if (rule?.fault.kind === 'refuse') return refuse(incoming, outgoing, rule.fault)
    if (rule?.fault.kind === 'delay') await pause(rule.fault.ms)
    pass(target, incoming, outgoing, rule?.fault)
  }
  const server = createServer((incoming, outgoing) => {
    // Cut connections fail in many ways, all of them wanted.
    answer(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen,
    add: rule => void rules.push({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY }),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
