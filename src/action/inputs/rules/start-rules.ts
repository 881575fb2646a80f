import type { Destination } from '../../../catalog/destination.ts'
import { type Start, startWithin } from '../../../catalog/start.ts'
import type { Rule } from './rule.ts'

interface StartValues {
  readonly from: Start
  readonly destination: Destination | undefined
}

/** What is named by its whole address must be in the destination. */
export const startRules: readonly Rule<StartValues>[] = [
  {
    about: ['from', 'destination'],
    broken: ({ value }) => {
      const [from, destination] = [value('from'), value('destination')]
      if (from.kind !== 'key' || !destination) return undefined
      const start = startWithin(from, destination)
      return start.ok ? undefined : start.problem
    },
  },
]

/** The key relative to the destination, where the rules above hold. */
export function keyWithin<Any extends Start>(
  start: Any,
  destination: Destination,
): Any | Extract<Start, { kind: 'key' }> {
  if (start.kind !== 'key') return start
  const within = startWithin(start, destination)
  return within.ok ? within.value : start
}
