import { formatDuration } from '../../backup/durations.ts'
import type { Seen } from './look.ts'

/** Watches that something which is waited for still moves. */
export interface Silence extends Disposable {
  /** It has moved. */
  moved(): void
  /** Whether it is waited for at all: what has nothing to do may be silent. */
  expect(waiting: boolean): void
}

export interface SilenceOptions {
  /** Named in the log: `pg_dump`. */
  readonly what: string
  /** After how long it is looked into. Milliseconds. */
  readonly limitMs: number
  readonly look: () => Promise<Seen>
  readonly say: (line: string) => void
  /** @param ms how long nothing moved */
  readonly end: (ms: number, why: string) => void
}

/** How often the log says that something is waited for. Milliseconds. */
const SAY_EVERY_MS = 120_000
/**
 * So many looks that all find a server at work, and nothing of it changed, are enough: a process that was stopped is
 * called active for ever.
 */
const MOST_SAME_LOOKS = 12

/** Begins to watch; the last time that something moved is now. */
export function watchSilence({ end, limitMs, look, say, what }: SilenceOptions): Silence {
  const stepMs = Math.min(5_000, Math.max(50, limitMs / 10))
  const sayEveryMs = Math.min(SAY_EVERY_MS, limitMs / 2)
  let last = performance.now()
  let said = 0
  let lookAtMs = limitMs
  let same = { evidence: '', times: 0 }
  let waiting = true
  let looking = false
  const reset = (): void => {
    last = performance.now()
    said = 0
    lookAtMs = limitMs
    same = { evidence: '', times: 0 }
  }
  const inquire = async (silentMs: number): Promise<void> => {
    const before = last
    const seen = await look()
    // What has moved meanwhile is not silent any more.
    if (last !== before || over) return
    if (seen.kind === 'stalled') return stop(silentMs, seen.words)
    same =
      seen.evidence === same.evidence
        ? { ...same, times: same.times + 1 }
        : { evidence: seen.evidence, times: 1 }
    if (same.times >= MOST_SAME_LOOKS) return stop(silentMs, `${seen.words}, and nothing of it has changed`)
    say(`Still waiting for ${what}, ${formatDuration(silentMs)}: ${seen.words}`)
    said = silentMs
    lookAtMs = performance.now() - last + limitMs
  }
  let over = false
  const stop = (ms: number, why: string): void => {
    over = true
    clearInterval(timer)
    end(ms, why)
  }
  const timer = setInterval(() => {
    if (!waiting || looking) return
    const silentMs = performance.now() - last
    if (silentMs >= lookAtMs) {
      looking = true
      // Only an end from outside makes it fail, which ends whoever waits as well.
      inquire(silentMs)
        .catch(() => {})
        .finally(() => {
          looking = false
        })
    } else if (silentMs - said >= sayEveryMs) {
      said = silentMs
      say(`Still waiting for ${what}, ${formatDuration(silentMs)}`)
    }
  }, stepMs)
  return {
    moved: reset,
    expect: now => {
      if (now && !waiting) reset()
      waiting = now
    },
    [Symbol.dispose]: () => {
      over = true
      clearInterval(timer)
    },
  }
}
