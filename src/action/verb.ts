import type { InputNotes } from './inputs/checked-reading.ts'
import { type DropScratchDatabase, undo } from './post/post.ts'
import { runStep, type StepPlan } from './step.ts'

/** A sub-action, as its steps run it. */
export interface Verb {
  /** The main step. Never rejects: a failure fails the step. */
  main(env: NodeJS.ProcessEnv): Promise<void>
  /** The post step, after the job, however that ended: undoes what a killed main step left. Never rejects. */
  post(env: NodeJS.ProcessEnv): Promise<void>
}

/** What a sub-action is: how it reads its inputs, what it does, and what it says. */
export interface VerbDefinition<Inputs extends InputNotes, Report> extends StepPlan<Inputs, Report> {
  /** For the post step of the sub-action that creates them. */
  readonly dropScratchDatabase?: DropScratchDatabase
}

/** Makes a sub-action of its definition. */
export function defineVerb<Inputs extends InputNotes, Report>(
  definition: VerbDefinition<Inputs, Report>,
): Verb {
  return {
    main: env => runStep(definition, env),
    post: env => undo(env, definition.dropScratchDatabase),
  }
}
