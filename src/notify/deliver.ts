import { setTimeout as wait } from 'node:timers/promises'
import type { BackupError } from '../core/errors.ts'
import type { HttpAgents } from '../http/agents.ts'
import { type HttpAnswer, type HttpPost, post } from '../http/post.ts'
import { overloaded, type Receiver, redirected, refused, unanswered, unreachable } from './failures.ts'

/** How long a receiver is waited for. Milliseconds. */
export interface DeliveryLimits {
  /** For one answer. */
  readonly attemptMs: number
  /** For all attempts and the pauses between them. */
  readonly wholeMs: number
  /** Before another attempt at what may pass by itself. */
  readonly pausesMs: readonly number[]
}

export const DELIVERY_LIMITS: DeliveryLimits = {
  attemptMs: 10_000,
  wholeMs: 30_000,
  pausesMs: [500, 1_000, 2_000, 4_000, 8_000],
}

/** How deliveries are made. */
export interface Delivery {
  readonly agents: HttpAgents
  readonly limits: DeliveryLimits
}

/** Redirects within one host, one after the other. */
const REDIRECTS = 3

/**
 * Posts until it is accepted: tries again what may pass by itself (429, 5xx, a connection that broke), as late as
 * `Retry-After` asks where that is in time. What timed out is not tried again: it may have been delivered.
 * @param word picks from an answer what may be repeated in a message
 * @throws BackupError `notify-unreachable`, `notify-timeout`, `notify-refused`, `notify-overloaded`, `notify-redirected`
 */
export async function deliver(
  request: HttpPost,
  receiver: Receiver,
  { agents, limits }: Delivery,
  signal: AbortSignal,
  word: (body: string) => string | undefined = () => undefined,
): Promise<void> {
  const deadline = performance.now() + limits.wholeMs
  for (const pauseMs of [...limits.pausesMs, undefined]) {
    signal.throwIfAborted()
    const leftMs = Math.ceil(Math.max(1, Math.min(limits.attemptMs, deadline - performance.now())))
    const result = await attempt(request, receiver, agents, leftMs, signal, word)
    if (result === 'accepted') return
    const { afterMs, failure } = result
    const waitMs = Math.max(pauseMs ?? Infinity, afterMs ?? Infinity)
    if (performance.now() + waitMs >= deadline) throw failure
    await wait(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

/** `afterMs`: how long it must be left alone; undefined where another attempt is of no use. */
type Attempt = 'accepted' | { readonly failure: BackupError; readonly afterMs: number | undefined }

async function attempt(
  request: HttpPost,
  receiver: Receiver,
  agents: HttpAgents,
  ms: number,
  signal: AbortSignal,
  word: (body: string) => string | undefined,
): Promise<Attempt> {
  const late = AbortSignal.timeout(ms)
  try {
    const answer = await follow(request, agents, AbortSignal.any([signal, late]))
    return evaluate(answer, receiver, word)
  } catch (cause) {
    signal.throwIfAborted()
    if (late.aborted) return { failure: unanswered(receiver, ms), afterMs: undefined }
    return { failure: unreachable(receiver, cause), afterMs: 0 }
  }
}

function evaluate(
  answer: HttpAnswer,
  receiver: Receiver,
  word: (body: string) => string | undefined,
): Attempt {
  const { body, retryAfter, status } = answer
  if (status >= 200 && status < 300) return 'accepted'
  if (status >= 300 && status < 400) return { failure: redirected(receiver, status), afterMs: undefined }
  if (status === 429 || status >= 500)
    return { failure: overloaded(receiver, status), afterMs: retryAfterMs(retryAfter, new Date()) }
  return { failure: refused(receiver, status, word(body)), afterMs: undefined }
}

/** Follows redirects that keep the method, and stay with the same host. */
async function follow(request: HttpPost, agents: HttpAgents, signal: AbortSignal): Promise<HttpAnswer> {
  let { url } = request
  for (let redirects = 0; ; redirects++) {
    const answer = await post({ ...request, url }, agents, signal)
    const next = URL.parse(answer.location ?? '', url.href)
    const keeps = answer.status === 307 || answer.status === 308
    if (!keeps || !next || next.origin !== url.origin || redirects >= REDIRECTS) return answer
    url = next
  }
}

/** What `Retry-After` asks for, in seconds or as a date (RFC 9110 §10.2.3): milliseconds from `now`; 0 where it is neither. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
