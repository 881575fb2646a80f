import { ActionRunner, type StepResult } from '../../__tests__/support/action-runner.ts'
import type { Course } from './contender.ts'

export interface ActionStep {
  /** The folder of its action.yml; undefined: the repository's own. */
  readonly action?: 'restore' | 'drill'
  readonly with: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** For profiling: `NODE_OPTIONS=--cpu-prof` reaches the action's process only in this way. */
const PASSED_ON: Readonly<Record<string, string>> = process.env['BENCH_NODE_OPTIONS']
  ? { NODE_OPTIONS: process.env['BENCH_NODE_OPTIONS'] }
  : {}

/** A whole step, as the runner starts it from the committed bundle: everything at its default that is not given here. */
export async function runAction(
  { clientRepository, repository, signal, toolCache }: Course,
  step: ActionStep,
): Promise<StepResult> {
  using runner = new ActionRunner({ toolCache })
  const result = await runner.run({
    repository,
    ...(step.action !== undefined && { action: step.action }),
    with: {
      ...(clientRepository !== undefined && { 'client-repository': clientRepository }),
      ...step.with,
    },
    env: { ...PASSED_ON, ...step.env },
    cancel: { at: signal },
  })
  signal.throwIfAborted()
  if (result.conclusion !== 'success') throw new Error(`the action failed:\n${result.log.masked}`)
  return result
}
