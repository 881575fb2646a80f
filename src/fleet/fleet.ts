import type { ActionContext } from '../action/context.ts'
import { inputText } from '../action/inputs/runner-input.ts'
import { undo } from '../action/post/post.ts'
import { runStep } from '../action/step.ts'
import type { Verb } from '../action/verb.ts'
import { FLEET_WORDS } from './failure-words.ts'
import { fleetStep } from './fleet-step.ts'
import { FLEET_PARTS, type FleetPart } from './input-table.ts'
import { type FleetInputs, startedNow } from './inputs.ts'
import type { FleetValues } from './outputs.ts'
import { TAKE_URL } from './select-url.ts'
import { SUMMARY } from './summary.ts'
import { RESULT } from './write-result.ts'

type Main = (env: NodeJS.ProcessEnv) => Promise<void>

const PARTS: Readonly<Record<FleetPart, Main>> = {
  list: env => runStep(LIST, env),
  url: env => runStep(TAKE_URL, env),
  result: env => runStep(RESULT, env),
  summary: env => runStep(SUMMARY, env),
}

/** The fleet action: a part that there is not is refused by the reading of the list's inputs. */
export const FLEET: Verb = {
  async main(env) {
    const wanted = inputText(env, 'part')
    await PARTS[FLEET_PARTS.find(part => part === wanted) ?? 'list'](env)
  },
  post: env => undo(env),
}

/** Reads the list before anything is backed up. Whom to notify of a wrong one is left to the summary, which runs all the same. */
const LIST = fleetStep({
  failure: FLEET_WORDS,
  cleanedUp: 'nothing was begun',
  run,
})

async function run({ entries }: FleetInputs, { reporter, runner }: ActionContext): Promise<FleetValues> {
  for (const { backupClass, destination, index, name } of entries)
    reporter.info(`${index + 1}. ${name}: ${backupClass}, to ${destination}`)
  return { matrix: JSON.stringify(entries.map(({ index }) => index)), started: startedNow(runner.env) }
}
