import type { StageResult } from '../../support/action-runner-stage.ts'

/** What a step, or its post step, did. */
export type StepOutcome = Pick<StageResult, 'conclusion' | 'outputs' | 'annotations' | 'log' | 'summary'>

/** Of a step that failed before it could run anything. */
export function failedWith(message: string): StepOutcome {
  const annotations = [{ level: 'error' as const, message, properties: {} }]
  const line = `##[error]${message}`
  return { conclusion: 'failure', outputs: {}, annotations, log: { raw: line, masked: line }, summary: '' }
}

/** Of a step that was ended because it took too long. */
export function timedOut(outcome: StepOutcome, name: string, minutes: number | undefined): StepOutcome {
  const { annotations } = failedWith(`The action '${name}' has timed out after ${minutes} minutes.`)
  return { ...outcome, conclusion: 'failure', annotations: [...outcome.annotations, ...annotations] }
}
