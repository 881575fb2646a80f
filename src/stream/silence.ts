import { formatDuration } from '../core/durations.ts'

/** How long a server or a program may make no progress, unless the user sets it. Milliseconds. */
export const STALL_TIMEOUT_MS = 600_000

/** What a look at something shows that does not move. */
export type Seen =
  /** `evidence`: two looks that find the same have seen nothing move. */
  | { readonly kind: 'at work'; readonly words: string; readonly evidence: string }
  | { readonly kind: 'stalled'; readonly words: string }

/** How far a program has come. */
export interface Advance {
  /** Anything that changes when it moves; default: it does not move before it is over. */
  readonly position?: () => number
  /** Whether this is what is waited for, and not another part of the run; default: always. */
  readonly waits?: () => boolean
}

export interface SilenceOptions extends Advance {
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
 * So many looks that all find it at work, and nothing of it changed, are enough: a server calls a process that was
 * stopped active for ever, and a program may compute without end.
 */
const MOST_SAME_LOOKS = 12
const LONGEST_STEP_MS = 5_000
const SHORTEST_STEP_MS = 20

/** Watches until it is disposed of. What has not moved for the limit is looked into, again after each further limit. */
export function watchSilence(options: SilenceOptions): Disposable {
  const { end, limitMs, look, position = () => 0, say, waits = () => true, what } = options
  const sayEveryMs = Math.min(SAY_EVERY_MS, limitMs / 2)
  let at = position()
  let last = performance.now()
  let said = 0
  let lookAtMs = limitMs
  let same = { evidence: '', times: 0 }
  let looking = false
  let over = false
  const hasMoved = (): boolean => {
    const now = position()
    if (now === at && waits()) return false
    at = now
    last = performance.now()
    said = 0
    lookAtMs = limitMs
    same = { evidence: '', times: 0 }
    return true
  }
  const stop = (ms: number, why: string): void => {
    over = true
    clearInterval(timer)
    end(ms, why)
  }
  const inquire = async (silentMs: number): Promise<void> => {
    const seen = await look()
    if (over || hasMoved()) return
    if (seen.kind === 'stalled') return stop(silentMs, seen.words)
    const times = seen.evidence === same.evidence ? same.times + 1 : 1
    same = { evidence: seen.evidence, times }
    if (times >= MOST_SAME_LOOKS) return stop(silentMs, `${seen.words}, and nothing of it has changed`)
    say(`Still waiting for ${what}, ${formatDuration(silentMs)}: ${seen.words}`)
    said = silentMs
    lookAtMs = performance.now() - last + limitMs
  }
  const step = (): void => {
    if (hasMoved() || looking) return
    const silentMs = performance.now() - last
    if (silentMs >= lookAtMs) {
      looking = true
      // It fails where the run is ended, and with it anyone who waits.
      inquire(silentMs)
        .catch(() => {})
        .finally(() => {
          looking = false
        })
    } else if (silentMs - said >= sayEveryMs) {
      said = silentMs
      say(`Still waiting for ${what}, ${formatDuration(silentMs)}`)
    }
  }
  const timer = setInterval(step, Math.min(LONGEST_STEP_MS, Math.max(SHORTEST_STEP_MS, limitMs / 20)))
  return {
    [Symbol.dispose]: () => {
      over = true
      clearInterval(timer)
    },
  }
}
