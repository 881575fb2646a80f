import { type Reach, undo } from './post/post.ts'
import { runStep, type StepPlan } from './step.ts'

/** A sub-action, as its steps run it. */
export interface Verb {
  /** The main step. Never rejects: a failure fails the step. */
  main(env: NodeJS.ProcessEnv): Promise<void>
  /** The post step, after the job, however that ended: undoes what a killed main step left. Never rejects. */
  post(env: NodeJS.ProcessEnv): Promise<void>
}

/**
 * Makes a sub-action of what it does and says.
 * @param reach what the post step needs to undo what the main step may have left; none for one that writes to no store
 */
export function defineVerb<Report>(
  plan: StepPlan<Report>,
  reach: (env: NodeJS.ProcessEnv) => Reach = () => ({}),
): Verb {
  return {
    main: env => runStep(plan, env),
    post: env => undo(env, () => reach(env)),
  }
}
