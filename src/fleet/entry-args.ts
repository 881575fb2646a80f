import type { FleetEntry } from './entry.ts'
import type { FleetInputs } from './inputs.ts'

/** The database that a step is about, which the rules of the inputs have seen to. */
export function entryArgs({ entry }: FleetInputs): FleetEntry {
  if (!entry) throw new Error('a part without an index')
  return entry
}

/** The folder of the results, likewise. */
export function theResults({ results }: FleetInputs): string {
  if (results === undefined) throw new Error('a part without results')
  return results
}
