import { z } from 'zod'
import { LONGEST_MESSAGE } from '../action/failure-outputs.ts'
import { FLEET_OUTCOMES } from './outcome.ts'

/** What a leg leaves for the summary. Holds no secret. */
const fleetResult = z.object({
  index: z.int().nonnegative(),
  name: z.string(),
  destination: z.string(),
  outcome: z.enum(FLEET_OUTCOMES),
  key: z.string(),
  /** True for what is unlike those before it as well, though its step failed. */
  stored: z.boolean(),
  /** Why its step failed, where it said so: what it wrote itself, and what is read is not trusted to be that. */
  failure: z
    .object({
      code: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
      message: z.string().min(1).max(LONGEST_MESSAGE),
    })
    .optional(),
})
export type FleetResult = z.infer<typeof fleetResult>

/** The name of its file: by the place in the list, since two databases may have one name. */
export function resultFile(index: number): string {
  return `${index}.json`
}

export function writeResult(result: FleetResult): string {
  return `${JSON.stringify(result)}\n`
}

/** Undefined where the text is none. */
export function readResult(text: string): FleetResult | undefined {
  try {
    return fleetResult.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
