import type { Annotation } from '../../support/action-runner-log.ts'
import type { JobContexts } from './contexts.ts'
import { conditionOf, evaluated, holds, type Scope, type Status } from './expression.ts'
import { Machine } from './machine.ts'
import type { RunOptions } from './options.ts'
import type { LegRun, Result, StepRun } from './results.ts'
import { runAction, runScript, type StepOnMachine } from './run-step.ts'
import { type About, aboutStep, readStep } from './step-fields.ts'
import { failedWith, type StepOutcome, timedOut } from './step-outcome.ts'
import { asText, asTexts, at, entries, items, type Json, type JsonObject, type Token } from './tokens.ts'
import type { WorkflowFile } from './workflow-file.ts'

export interface StepsOfJob {
  readonly options: RunOptions
  readonly workflow: WorkflowFile
  readonly id: string
  readonly token: Token
  readonly contexts: JobContexts
  /** Every secret of the run, whether this job may read it or not. */
  readonly hidden: readonly string[]
  /** Cancels the job. */
  readonly signal: AbortSignal
}

export type StepsRun = Pick<LegRun, 'result' | 'outputs' | 'steps' | 'log' | 'annotations' | 'summary'>

/** Runs a job's steps one after the other on a machine of its own, then the post steps, the last step's first. */
export async function runSteps(job: StepsOfJob): Promise<StepsRun> {
  const { onLine = () => {}, runner = {} } = job.options
  const github = { ...job.contexts.github, job: job.id }
  using machine = new Machine(runner, github, line => onLine(line, job.id))
  for (const secret of job.hidden) machine.masks.add(secret)
  return await new JobSteps(job, machine).run()
}

class JobSteps {
  readonly #job: StepsOfJob
  readonly #machine: Machine
  readonly #records: StepRun[] = []
  readonly #raw: string[] = []
  readonly #posts: { readonly about: About; readonly run: () => Promise<StepOutcome> }[] = []
  readonly #annotations: Annotation[] = []
  #steps: JsonObject = {}
  #failed = false

  constructor(job: StepsOfJob, machine: Machine) {
    this.#job = job
    this.#machine = machine
  }

  async run(): Promise<StepsRun> {
    const { workflow, token, id, options } = this.#job
    if (at(token, 'container')) this.#machine.keep(options.containers?.[id]?.env ?? {}, [])
    for (const env of [at(token, 'container', 'env'), at(workflow.token, 'env'), at(token, 'env')])
      this.#machine.keep(asTexts(evaluated(env, this.#scope())), [])
    // What cannot be evaluated fails its step.
    for (const step of items(at(token, 'steps')))
      await this.#runStep(step).catch(error => this.#record(aboutStep(step), this.#failure(error), false))
    for (const { about, run } of this.#posts.reverse()) this.#record(about, await this.#attempt(run), false)
    return {
      result: this.#job.signal.aborted ? 'cancelled' : this.#failed ? 'failure' : 'success',
      outputs: this.#outputs(),
      steps: this.#records,
      log: { raw: this.#raw.join('\n'), masked: this.#records.map(({ log }) => log).join('\n') },
      annotations: this.#annotations,
      summary: this.#records.flatMap(({ summary }) => summary || []).join('\n'),
    }
  }

  async #runStep(token: Token): Promise<void> {
    const env = asTexts(evaluated(at(token, 'env'), this.#scope()))
    const scope = this.#scope(env)
    const condition = at(token, 'if')
    if (!holds(condition, scope)) return this.#skip(aboutStep(token), conditionOf(condition))
    const fields = readStep(token, scope)
    const { about } = fields
    const timeout = this.#timeout(about.timeoutMinutes)
    // A step that runs even in a cancelled job is not ended by the cancelling.
    const runsOn = holds(condition, { ...scope, status: { success: false, failure: false, cancelled: true } })
    const endedBy = [timeout, runsOn ? undefined : this.#job.signal].filter(signal => signal !== undefined)
    const step: StepOnMachine = {
      machine: this.#machine,
      options: this.#job.options,
      repository: this.#job.workflow.repository,
      scope,
      env,
      cancel: { at: AbortSignal.any(endedBy) },
      later: run => this.#posts.push({ about: { ...about, name: `Post ${about.name}`, stage: 'post' }, run }),
    }
    const outcome = await this.#attempt(() =>
      about.uses === undefined
        ? runScript(step, fields.script, {
            shell: asText(fields.shell ?? this.#default('shell')),
            folder: asText(fields.folder ?? this.#default('working-directory')),
          })
        : runAction(step, about.uses, about.with),
    )
    const late = outcome.conclusion === 'cancelled' && timeout?.aborted === true
    const ended = late ? timedOut(outcome, about.name, about.timeoutMinutes) : outcome
    this.#record(about, ended, fields.continueOnError)
  }

  /** What the runner itself cannot do fails the step. */
  async #attempt(run: () => Promise<StepOutcome>): Promise<StepOutcome> {
    try {
      return await run()
    } catch (error) {
      return this.#failure(error)
    }
  }

  #failure(error: unknown): StepOutcome {
    return failedWith(this.#machine.masks.hide(error instanceof Error ? error.message : String(error)))
  }

  #record(about: About, outcome: StepOutcome, continues: boolean): void {
    const conclusion = continues && outcome.conclusion === 'failure' ? 'success' : outcome.conclusion
    const { outputs, annotations, log, summary } = outcome
    const ended = { outcome: outcome.conclusion, conclusion, skippedBecause: undefined }
    this.#records.push({ ...about, ...ended, outputs, annotations, log: log.masked, summary })
    this.#raw.push(log.raw)
    if (conclusion === 'failure') this.#failed = true
    if (about.stage === 'main') this.#publish(about.id, outputs, outcome.conclusion, conclusion)
  }

  #skip(about: About, skippedBecause: string): void {
    const nothing = { outputs: {}, annotations: [], log: '', summary: '' }
    this.#records.push({ ...about, ...nothing, outcome: 'skipped', conclusion: 'skipped', skippedBecause })
    this.#publish(about.id, {}, 'skipped', 'skipped')
  }

  #publish(id: string | undefined, outputs: JsonObject, outcome: Result, conclusion: Result): void {
    if (id !== undefined) this.#steps = { ...this.#steps, [id]: { outputs, outcome, conclusion } }
  }

  #scope(env: Readonly<Record<string, string>> = {}): Scope {
    const { github, runner, env: jobEnv, folders } = this.#machine
    const result = this.#status
    const status = result.cancelled ? 'cancelled' : result.failure ? 'failure' : 'success'
    const job = { status, services: this.#services() }
    const seen = { github, runner, job, steps: this.#steps, env: { ...jobEnv, ...env } }
    return { contexts: { ...this.#job.contexts, ...seen }, status: result, workspace: folders.workspace }
  }

  #services(): JsonObject {
    const given = this.#job.options.services ?? {}
    const wanted = entries(at(this.#job.token, 'services')).map(([name]) => name)
    return Object.fromEntries(wanted.map(name => [name, { ports: { ...given[name]?.ports } }]))
  }

  get #status(): Status {
    const cancelled = this.#job.signal.aborted
    const failure = this.#failed && !cancelled
    return { success: !failure && !cancelled, failure, cancelled }
  }

  #timeout(minutes: number | undefined): AbortSignal | undefined {
    const { minuteMs = 60_000 } = this.#job.options.runner ?? {}
    return minutes === undefined ? undefined : AbortSignal.timeout(minutes * minuteMs)
  }

  #default(name: string): Json | undefined {
    const { token, workflow } = this.#job
    const own = at(token, 'defaults', 'run', name) ?? at(workflow.token, 'defaults', 'run', name)
    return evaluated(own, this.#scope())
  }

  #outputs(): Record<string, string> {
    const all = Object.entries(asTexts(evaluated(at(this.#job.token, 'outputs'), this.#scope())))
    const { masks } = this.#machine
    const kept = all.filter(([name, value]) => {
      if (masks.hide(value) === value) return true
      const message = `Skip output '${name}' since it may contain secret.`
      this.#annotations.push({ level: 'warning', message, properties: {} })
      return false
    })
    return Object.fromEntries(kept)
  }
}
