import { evaluated } from './expression.ts'
import type { FileRun } from './file-run.ts'
import { refuseUnknown } from './find-action.ts'
import { orderJobs } from './job-graph.ts'
import { type JobRun, runAll, type WorkflowRun } from './results.ts'
import { runJob } from './run-job.ts'
import { asText, at, entries, literal } from './tokens.ts'

/** Runs the jobs of one workflow file, one after the other in an order that `needs` allows. */
export async function runFile(run: FileRun): Promise<WorkflowRun> {
  const { workflow, contexts, options } = run
  const jobs = orderJobs(at(workflow.token, 'jobs'))
  refuseUnknown(workflow, options)
  const done = new Map<string, JobRun>()
  for (const job of jobs) done.set(job.id, await runJob(run, job, done))

  const results = Object.fromEntries([...done].map(([id, { result, outputs }]) => [id, { result, outputs }]))
  const outputs = entries(at(workflow.token, 'on', 'workflow_call', 'outputs')).map(([name, rules]) => {
    const scope = { contexts: { ...contexts, jobs: results } }
    return [name, asText(evaluated(at(rules, 'value'), scope))]
  })
  const legs = [...done.values()].flatMap(job => job.legs)
  const all = (own: (leg: (typeof legs)[number]) => string, called: (inner: WorkflowRun) => string): string =>
    legs.flatMap(leg => (leg.called ? called(leg.called) : own(leg)) || []).join('\n')
  const result = runAll([...done.values()].map(job => job.result))
  return {
    name: asText(literal(at(workflow.token, 'name'))) || workflow.file,
    file: workflow.file,
    result: run.signal.aborted ? 'cancelled' : result,
    jobs: Object.fromEntries(done),
    order: [...done.keys()],
    outputs: Object.fromEntries(outputs),
    permissions: evaluated(at(workflow.token, 'permissions'), { contexts }),
    concurrency: evaluated(at(workflow.token, 'concurrency'), { contexts }),
    log: all(
      leg => leg.log.masked,
      inner => inner.log,
    ),
    rawLog: all(
      leg => leg.log.raw,
      inner => inner.rawLog,
    ),
    summary: all(
      leg => leg.summary,
      inner => inner.summary,
    ),
    annotations: legs.flatMap(leg =>
      leg.called
        ? leg.called.annotations
        : [...leg.annotations, ...leg.steps.flatMap(step => step.annotations)],
    ),
  }
}
