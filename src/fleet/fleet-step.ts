import type { StepPlan } from '../action/step.ts'
import { FLEET_INPUTS } from './input-table.ts'
import { type FleetInputs, readFleetInputs } from './inputs.ts'
import { FLEET_OUTPUTS, type FleetValues } from './outputs.ts'

/** A part of a fleet's work that comes to nothing but outputs; whom to notify of it is left to the summary. */
export function fleetStep(
  own: Pick<StepPlan<FleetInputs, FleetValues>, 'failure' | 'cleanedUp' | 'run'>,
): StepPlan<FleetInputs, FleetValues> {
  return {
    done: 'The work of this step is done',
    ...own,
    verb: 'fleet',
    inputs: FLEET_INPUTS,
    read: readFleetInputs,
    outputs: FLEET_OUTPUTS,
  }
}
