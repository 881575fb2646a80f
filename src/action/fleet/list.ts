import type { FleetValues } from '../fleet-outputs.ts'
import { readFleetInputs, startedNow } from '../inputs/read-fleet-inputs.ts'
import { FLEET_WORDS } from '../summary/failure-summary.ts'
import type { Wiring } from '../wiring.ts'
import { fleetStep } from './fleet-step.ts'

/** Reads the list before anything is backed up. Whom to tell of a wrong one is left to the summary, which runs all the same. */
export const LIST = fleetStep({
  failure: FLEET_WORDS,
  cleanedUp: 'nothing was begun',
  run,
})

async function run({ reporter, runner }: Wiring): Promise<FleetValues> {
  const { entries, warnings } = readFleetInputs(runner.env)
  for (const warning of warnings) reporter.warning(warning)
  for (const { backupClass, destination, index, name } of entries)
    reporter.info(`${index + 1}. ${name}: ${backupClass}, to ${destination}`)
  return { matrix: JSON.stringify(entries.map(({ index }) => index)), started: startedNow(runner.env) }
}
