import type { LegRun } from './results.ts'
import type { JsonObject } from './tokens.ts'

export interface Strategy {
  readonly rows: readonly JsonObject[]
  readonly atOnce: number
  readonly failFast: boolean
}

/**
 * Runs the legs of a matrix, `atOnce` at a time. With `failFast` the first that fails cancels those that run and those
 * that wait.
 */
export async function runLegs(
  { rows, atOnce, failFast }: Strategy,
  run: (matrix: JsonObject, index: number, signal: AbortSignal) => Promise<LegRun>,
): Promise<LegRun[]> {
  const stop = new AbortController()
  const legs: LegRun[] = []
  const waiting = [...rows.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, matrix] = next
      const leg = await run(matrix, index, stop.signal)
      legs[index] = leg
      if (failFast && leg.result === 'failure' && !leg.continueOnError) stop.abort()
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, worker))
  return legs
}
