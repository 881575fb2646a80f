import { AsyncLocalStorage } from 'node:async_hooks'
import type { S3ClientConfig } from '@aws-sdk/client-s3'

type Strategy = Extract<NonNullable<S3ClientConfig['retryStrategy']>, { refreshRetryTokenForRetry: unknown }>
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>
type Trouble = Parameters<Strategy['refreshRetryTokenForRetry']>[1]

/** With the backoff below, an outage of up to about 12 s is survived. */
const ATTEMPTS = 8
/** Each of them has waited for all of the idle time already. */
const STALLED_ATTEMPTS = 3
/** Doubled with each attempt, with jitter. Milliseconds. */
const PAUSE_MS = 100
const THROTTLED_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 20_000
/** How much longer than that the store may ask to wait. Milliseconds. */
const MOST_ASKED_MS = 5_000

export interface RetryOptions {
  /** How often each request is sent. */
  readonly attempts?: number | undefined
  /** After this long nothing is tried again. Milliseconds. */
  readonly stallTimeoutMs: number
  /** Is given a line for the log for each request that is sent again. */
  readonly report?: ((line: string) => void) | undefined
}

/** What the request under way is about, for the log: the SDK does not say it where requests are repeated. */
export const underWay = new AsyncLocalStorage<string>()

class Attempt implements Token {
  readonly count: number
  readonly stalls: number
  readonly pauseMs: number
  readonly beganMs: number

  constructor(count: number, stalls: number, pauseMs: number, beganMs: number) {
    this.count = count
    this.stalls = stalls
    this.pauseMs = pauseMs
    this.beganMs = beganMs
  }

  getRetryCount(): number {
    return this.count
  }

  getRetryDelay(): number {
    return this.pauseMs
  }

  getRetryCost(): undefined {
    return undefined
  }
}

/**
 * How requests are sent again: what fails at once often and soon, what stalls a few times only, and each with a line in the
 * log, so that nothing waits in silence.
 */
export class Retries implements Strategy {
  readonly #options: RetryOptions
  readonly #attempts: number

  constructor(options: RetryOptions) {
    this.#options = options
    this.#attempts = options.attempts ?? ATTEMPTS
  }

  async acquireInitialRetryToken(): Promise<Token> {
    return new Attempt(0, 0, 0, performance.now())
  }

  /** Throws where the request is not to be sent again; the SDK then throws the request's own error. */
  async refreshRetryTokenForRetry(token: Token, trouble: Trouble): Promise<Token> {
    const before = token instanceof Attempt ? token : new Attempt(token.getRetryCount(), 0, 0, 0)
    const { error, errorType } = trouble
    const stalled = isStall(error)
    const repeatable = stalled || errorType === 'TRANSIENT' || errorType === 'THROTTLING'
    const count = before.count + 1
    const stalls = before.stalls + (stalled ? 1 : 0)
    const limit = stalled ? Math.min(STALLED_ATTEMPTS, this.#attempts) : this.#attempts
    const over = performance.now() - before.beganMs >= this.#options.stallTimeoutMs
    if (!repeatable || count >= this.#attempts || stalls >= STALLED_ATTEMPTS || over)
      throw new Error('given up')
    const pauseMs = pauseBefore(count, trouble)
    this.#options.report?.(
      `${underWay.getStore() ?? 'S3 request'}: ${wordsOf(error)}; attempt ${count + 1} of at most ${limit} in ${(pauseMs / 1000).toFixed(1)} s`,
    )
    return new Attempt(count, stalls, pauseMs, before.beganMs)
  }

  recordSuccess(): void {
    // Nothing is kept from one request to the next.
  }
}

/** Waited for, in vain, for the whole of the time that it had; or an answer that was cut short. */
export function isStall(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.name === 'TimeoutError' ||
    error.name === 'CutAnswer' ||
    ('code' in error && error.code === 'ETIMEDOUT')
  )
}

function pauseBefore(attempt: number, { errorType, retryAfterHint }: Trouble): number {
  const base = errorType === 'THROTTLING' ? THROTTLED_PAUSE_MS : PAUSE_MS
  const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.random() * base * 2 ** attempt)
  const askedMs = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0
  return Math.max(pauseMs, Math.min(askedMs, pauseMs + MOST_ASKED_MS))
}

/** The kind of failure: a status, a code or a name, never words of the store. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  if (error.name === 'CutAnswer') return 'the answer was cut short'
  if (isStall(error)) return 'no answer in time'
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  if (typeof status === 'number') return `HTTP ${status}`
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return /^\w{1,40}$/.test(code) ? code : 'failed'
}
