import { inputText } from '../inputs/runner-input.ts'
import { FLEET_PARTS, type FleetPart } from '../inputs/table/fleet.ts'
import { runStep } from '../step.ts'
import { LIST } from './list.ts'
import { RESULT } from './result.ts'
import { SUMMARY } from './summary.ts'
import { TAKE_URL } from './take-url.ts'

type Main = (env: NodeJS.ProcessEnv) => Promise<void>

const PARTS: Readonly<Record<FleetPart, Main>> = {
  list: env => runStep(LIST, env),
  url: env => runStep(TAKE_URL, env),
  result: env => runStep(RESULT, env),
  summary: env => runStep(SUMMARY, env),
}

/** The main step of the fleet action. A part that there is not is refused by the reading of the list's inputs. */
export async function fleetMain(env: NodeJS.ProcessEnv): Promise<void> {
  const wanted = inputText(env, 'part')
  await PARTS[FLEET_PARTS.find(part => part === wanted) ?? 'list'](env)
}
