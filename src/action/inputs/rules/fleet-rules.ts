import type { FleetInputName, FleetInputValues } from '../fleet-table.ts'
import type { FleetPart } from '../table/fleet.ts'
import { type Rule, rule } from './rule.ts'

/** What each part cannot do without. */
const NEEDED: Readonly<Record<FleetPart, readonly FleetInputName[]>> = {
  list: [],
  url: ['index'],
  result: ['index', 'results'],
  summary: ['results', 'backup-result'],
}

/** What belongs together in a fleet. */
export const fleetRules: readonly Rule<FleetInputValues>[] = [
  {
    about: ['part'],
    broken: ({ given, value }) => {
      const part = value('part')
      const missing = part === undefined ? [] : NEEDED[part].filter(name => !given(name))
      return missing.length === 0 ? undefined : `${part} needs ${missing.join(' and ')}; give it too`
    },
  },
  rule(
    ['notify-on', 'destination'],
    ({ value }) => value('notify-on') === 'change' && value('destination') === undefined,
    'change keeps what was told last in destination, which is empty; give destination too, or write notify-on: failure or always',
  ),
]
