import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { machineCpu } from './accounts.ts'

/** How long the machine is watched before it counts as idle. Milliseconds. */
const WATCHED_MS = 5_000

/** Resolves when the machine is no busier than this share of it; at once when any share is fine. */
export async function leftAlone(share: number, signal: AbortSignal): Promise<void> {
  for (let busy = share < 1 ? 1 : 0; busy > share; ) {
    const before = machineCpu()
    await sleep(WATCHED_MS, undefined, { signal })
    busy = (machineCpu() - before) / ((WATCHED_MS / 1000) * availableParallelism())
  }
}
