import { formatSize } from '../../core/sizes.ts'

/** The scale of an axis that begins at zero. */
export interface Scale {
  readonly max: number
  readonly interval: number
}

const MOST_STEPS = 4

const SIZES = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50].flatMap(unit =>
  [1, 2, 5, 10, 20, 50, 100, 200, 500].map(count => count * unit),
)

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DURATIONS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30].map(count => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 20, 30].map(count => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24, 48, 96].map(count => count * HOUR_MS),
]

/** In steps that are round where a MB is 2^20 bytes. */
export function sizeScale(mostBytes: number): Scale {
  return scale(mostBytes, SIZES)
}

/** In steps that are round where a minute has 60 seconds. */
export function durationScale(mostMs: number): Scale {
  return scale(mostMs, DURATIONS)
}

function scale(most: number, steps: readonly number[]): Scale {
  const interval = steps.find(step => most / step <= MOST_STEPS) ?? most / MOST_STEPS
  return { interval, max: Math.max(1, Math.ceil(most / interval)) * interval }
}

/** `0`, `80 s`, `1.5 min`, `2 h`: shorter than what is told in words, since it is always round. */
export function durationTick(ms: number): string {
  if (ms === 0) return '0'
  if (ms < MINUTE_MS || (ms < 10 * MINUTE_MS && ms % (30 * SECOND_MS) !== 0))
    return `${Number((ms / SECOND_MS).toFixed(1))} s`
  if (ms < HOUR_MS) return `${Number((ms / MINUTE_MS).toFixed(1))} min`
  return `${Number((ms / HOUR_MS).toFixed(1))} h`
}

/** As `formatSize`, but for the zero that needs no unit. */
export function sizeTick(bytes: number): string {
  return bytes === 0 ? '0' : formatSize(bytes)
}
