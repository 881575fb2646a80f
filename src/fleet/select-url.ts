import type { Wiring } from '../action/wiring.ts'
import { FLEET_WORDS } from './failure-words.ts'
import { urlOf } from './fleet.ts'
import { fleetStep } from './fleet-step.ts'
import { readFleetInputs } from './inputs.ts'
import type { FleetValues } from './outputs.ts'
import { theEntry } from './the-entry.ts'

/** Takes the URL of one database out of the secret. Every URL in it was masked before this is called. */
export const TAKE_URL = fleetStep({
  failure: FLEET_WORDS,
  cleanedUp: 'nothing was begun',
  run,
})

async function run({ runner }: Wiring): Promise<FleetValues> {
  const inputs = readFleetInputs(runner.env)
  const { backupClass, destination, name, secret } = theEntry(inputs)
  return { url: urlOf(inputs.databaseUrls, secret), name, destination, class: backupClass }
}
