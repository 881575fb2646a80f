import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Dates } from './s3-dates.ts'
import { type Passage, pass, refuse } from './s3-passage.ts'
import { operationOf, type S3Request } from './s3-request.ts'

/** Which requests a rule is for: by operation, part, what the key ends in, or number. All that is given must hold. */
export interface Which {
  readonly operation?: string
  readonly part?: number
  readonly keyEndsWith?: string
  /** This request and all that follow it, counted from 1. */
  readonly from?: number
  readonly matching?: (asked: S3Request) => boolean
}

/** What is done to a request. */
export type Fault =
  /** Answered with an error of S3 instead of being passed on. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The connection is cut, and the server never sees the request. */
  | { readonly kind: 'drop' }
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
  /**
   * Waits until the proxy is opened. `before`: the server has not seen the request; `after`: it has carried it out, and
   * its answer waits.
   */
  | { readonly kind: 'hold'; readonly at: 'before' | 'after' }

export interface Rule {
  readonly which: Which
  readonly fault: Fault
  /** How many requests it is done to; all of them unless given. */
  readonly times?: number
}

/** A moment at which a step can be stopped, without any clock: at which requests, and on which side of the store. */
export interface Gate {
  readonly holds: (asked: S3Request) => boolean
  readonly at: 'before' | 'after'
}

/** The rule that closes a proxy at a gate. */
export function closedAt({ at, holds }: Gate): Rule {
  return { which: { matching: holds }, fault: { kind: 'hold', at } }
}

export interface Seen extends S3Request {
  readonly headers: IncomingHttpHeaders
  readonly fault?: Fault['kind']
}

export interface S3Proxy {
  readonly endpoint: string
  /** Every request so far, in order, with the fault that it met. */
  readonly seen: readonly Seen[]
  /** Settles when a request is held: from then on the step that sent it stands still at a known moment. */
  readonly reached: Promise<void>
  /** Adds a rule; of several that match a request, the oldest is applied. */
  add(rule: Rule): void
  /** Lets everything pass that is held, or would be. */
  open(): void
  stop(): Promise<void>
}

export interface S3ProxyOptions {
  readonly target: string
  readonly rules?: readonly Rule[]
  /** When the store's listings and headers say that its contents were stored, if not what it says itself. */
  readonly dates?: Dates
}

/** A proxy before an S3 server that does to requests what networks and stores do. Passes everything else on unchanged. */
export async function startS3Proxy(options: S3ProxyOptions): Promise<S3Proxy> {
  const target = new URL(options.target)
  const limited = (rule: Rule) => ({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY })
  const rules = (options.rules ?? []).map(limited)
  const seen: Seen[] = []
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  /** Settles when the proxy is opened, or when the client that waits has gone. */
  const hold = async (incoming: IncomingMessage): Promise<void> => {
    reached.resolve()
    await Promise.race([opened.promise, once(incoming.socket, 'close')])
  }

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const asked = operationOf(incoming.method ?? '', incoming.url ?? '')
    const rule = rules.find(({ which, left }) => left > 0 && matches(which, asked, seen.length + 1))
    if (rule) rule.left -= 1
    const fault = rule?.fault
    seen.push({ ...asked, headers: incoming.headers, ...(fault && { fault: fault.kind }) })
    const passage: Passage = { target, asked, fault, dates: options.dates, hold: () => hold(incoming) }
    switch (fault?.kind) {
      case 'refuse':
        return refuse(incoming, outgoing, fault)
      case 'drop':
        return void incoming.socket.destroy()
      case 'delay':
        await pause(fault.ms)
        return pass(incoming, outgoing, passage)
      case 'hold': {
        // The whole request is taken first: what waits then is the store, and not the client's own connection.
        const body = await buffer(incoming)
        if (fault.at === 'before') await hold(incoming)
        if (!incoming.socket.destroyed) pass(incoming, outgoing, { ...passage, body })
        return
      }
      default:
        pass(incoming, outgoing, passage)
    }
  }
  const server = createServer((incoming, outgoing) => {
    // Cut connections fail in many ways, all of them intended.
    handle(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen,
    reached: reached.promise,
    add: rule => void rules.push(limited(rule)),
    open: () => opened.resolve(),
    stop: async () => {
      opened.resolve()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function matches(which: Which, asked: S3Request, number: number): boolean {
  if (which.operation !== undefined && which.operation !== asked.operation) return false
  if (which.part !== undefined && which.part !== asked.part) return false
  if (which.from !== undefined && number < which.from) return false
  if (which.matching !== undefined && !which.matching(asked)) return false
  return which.keyEndsWith === undefined || asked.key.endsWith(which.keyEndsWith)
}
