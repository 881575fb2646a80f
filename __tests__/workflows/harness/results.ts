import type { Annotation } from '../../support/action-runner-log.ts'
import type { Json, JsonObject } from './tokens.ts'

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'

/** One step as it ran, or `Post` of one. */
export interface StepRun {
  readonly id: string | undefined
  /** Its name, else what GitHub shows in its place. */
  readonly name: string
  readonly stage: 'main' | 'post'
  readonly uses: string | undefined
  /** Before and after `continue-on-error`. */
  readonly outcome: Result
  readonly conclusion: Result
  /** The condition that did not hold. */
  readonly skippedBecause: string | undefined
  readonly with: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly annotations: readonly Annotation[]
  /** As the user sees it. */
  readonly log: string
  readonly summary: string
  readonly timeoutMinutes: number | undefined
}

/** What a job asks GitHub for; nothing of it is enforced here but the time. */
export interface JobSettings {
  readonly runsOn: Json | undefined
  /** The image's name, or the mapping that holds it; the steps ran on this machine all the same. */
  readonly container: Json | undefined
  /** Its own permissions, else the workflow's, else the caller's. */
  readonly permissions: Json | undefined
  readonly environment: Json | undefined
  readonly concurrency: Json | undefined
  readonly timeoutMinutes: number | undefined
  readonly maxParallel: number | undefined
  readonly failFast: boolean
  readonly continueOnError: boolean
}

/** One combination of a job's matrix; a job without one has one leg. */
export interface LegRun extends JobSettings {
  readonly matrix: JsonObject
  readonly name: string
  readonly result: Result
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: readonly StepRun[]
  /** Of a job that `uses:` a workflow: that workflow's run. */
  readonly called: WorkflowRun | undefined
  /** `masked`: what the user sees. `raw`: what the steps wrote, to look for secrets in. */
  readonly log: { readonly raw: string; readonly masked: string }
  /** What is not a step's but the job's own. */
  readonly annotations: readonly Annotation[]
  readonly summary: string
}

export interface JobRun extends JobSettings {
  readonly id: string
  /** What the jobs that need it see: a failure is a success with `continue-on-error`. */
  readonly result: Result
  readonly skippedBecause: string | undefined
  readonly outputs: Readonly<Record<string, string>>
  readonly legs: readonly LegRun[]
}

export interface WorkflowRun {
  readonly name: string
  readonly file: string
  readonly result: Result
  readonly jobs: Readonly<Record<string, JobRun>>
  /** The jobs' ids as they were run or skipped. */
  readonly order: readonly string[]
  /** Of a called workflow. */
  readonly outputs: Readonly<Record<string, string>>
  readonly permissions: Json | undefined
  readonly concurrency: Json | undefined
  /** All jobs' together, those of called workflows among them. */
  readonly log: string
  readonly rawLog: string
  readonly summary: string
  readonly annotations: readonly Annotation[]
}

/** The result of what consists of several. */
export function runAll(results: readonly Result[]): Result {
  for (const worst of ['failure', 'cancelled'] as const) if (results.includes(worst)) return worst
  return results.length > 0 && results.every(result => result === 'skipped') ? 'skipped' : 'success'
}
