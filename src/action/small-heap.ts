import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets garbage pile up to several times of what is in use before it looks for it, and a catalog's listings are mostly
 * garbage: 100,000 objects took 430 MB so, and half of that with these (`node bench/prune.ts`). For steps that only ask a
 * store: what streams a dump has little garbage, and would be slower. A flag that a Node no longer knows changes nothing.
 */
const FLAGS = [
  // The old generation is looked through when it has grown by half.
  '--heap-growing-percent=50',
  // The young one stays as small as it began.
  '--semi-space-growth-factor=1',
]

/** Trades a little time for memory, for the rest of the process. */
export function keepHeapSmall(): void {
  for (const flag of FLAGS) setFlagsFromString(flag)
}
