import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { outcomeOf } from '../../backup/fleet/outcome.ts'
import { resultFile, writeResult } from '../../backup/fleet/result.ts'
import { makeFolder } from '../../storage/folder/made-folders.ts'
import type { FleetValues } from '../fleet-outputs.ts'
import { readFleetInputs } from '../inputs/read-fleet-inputs.ts'
import { FLEET_SUMMARY_WORDS } from '../summary/failure-summary.ts'
import type { Wiring } from '../wiring.ts'
import { fleetStep } from './fleet-step.ts'
import { theEntry, theResults } from './the-entry.ts'

/** Writes down what became of one database, for the summary. */
export const RESULT = fleetStep({
  failure: FLEET_SUMMARY_WORDS,
  cleanedUp: 'what was backed up stays',
  run,
})

async function run({ runner }: Wiring): Promise<FleetValues> {
  const inputs = readFleetInputs(runner.env)
  const { ending, failure, key } = inputs
  const { destination, index, name } = theEntry(inputs)
  const folder = theResults(inputs)
  const outcome = outcomeOf({
    url: ending('url-outcome'),
    backup: ending('backup-outcome'),
    job: ending('job-status'),
    key,
  })
  const path = join(folder, resultFile(index))
  await makeFolder(folder)
  await writeFile(path, writeResult({ index, name, destination, outcome, key, stored: key !== '', failure }))
  return { path }
}
