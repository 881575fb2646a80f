import { FLEET_OUTPUTS, type FleetValues } from '../fleet-outputs.ts'
import { FLEET_INPUTS } from '../inputs/fleet-table.ts'
import { setOutputs } from '../outputs.ts'
import type { StepPlan } from '../step.ts'

/** A part of a fleet's work that comes to nothing but outputs; whom to tell of it is left to the summary. */
export function fleetStep(
  own: Pick<StepPlan<FleetValues>, 'failure' | 'cleanedUp' | 'run'>,
): StepPlan<FleetValues> {
  return {
    done: 'The work of this step is done',
    ...own,
    verb: 'fleet',
    inputs: FLEET_INPUTS,
    async tell(values) {
      setOutputs(FLEET_OUTPUTS, values)
    },
  }
}
