import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../storage/folder/made-folders.ts'
import { entryArgs, theResults } from './entry-args.ts'
import { FLEET_SUMMARY_WORDS } from './failure-words.ts'
import { fleetStep } from './fleet-step.ts'
import type { FleetInputs } from './inputs.ts'
import { outcomeOf } from './outcome.ts'
import type { FleetValues } from './outputs.ts'
import { resultFile, writeResult } from './result.ts'

/** Writes down what became of one database, for the summary. */
export const RESULT = fleetStep({
  failure: FLEET_SUMMARY_WORDS,
  cleanedUp: 'what was backed up stays',
  run,
})

async function run(inputs: FleetInputs): Promise<FleetValues> {
  const { ending, failure, key } = inputs
  const { destination, index, name } = entryArgs(inputs)
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
