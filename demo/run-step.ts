import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionRunner, StepResult } from '../__tests__/support/action-runner.ts'
import type { Bucket } from './bucket.ts'
import { type NamedStep, stepYaml } from './step.ts'
import { summaryView } from './summary-view.ts'
import { columns, type Terminal } from './terminal.ts'

export interface Stage {
  readonly terminal: Terminal
  readonly runner: ActionRunner
  readonly bucket: Bucket
  /** The folder that stays, to be looked at. */
  readonly results: string
  readonly signal: AbortSignal
}

/** Runs a step, shows what GitHub would show of it, and keeps its summary as `<verb>-summary.md`. */
export async function runStep(step: NamedStep, stage: Stage): Promise<StepResult> {
  const { terminal, runner, bucket, results, signal } = stage
  terminal.quote(stepYaml(step, bucket))
  terminal.heading('Its log, as it comes')
  const run = await runner.run({ ...step, cancel: { at: signal }, onLine: line => terminal.logLine(line) })
  const file = `${step.action ?? 'backup'}-summary.md`
  await writeFile(join(results, file), run.summary)
  signal.throwIfAborted()
  if (run.conclusion !== 'success')
    throw new Error(`The step failed with exit code ${run.exitCode}: see above.`)
  terminal.good('The step succeeded.')
  terminal.heading('Its outputs')
  terminal.quote(columns(Object.entries(run.outputs).map(([name, value]) => [name, shortened(value)])))
  terminal.heading(`Its job summary (folded parts closed; the whole is in ${file})`)
  terminal.quote(summaryView(run.summary))
  return run
}

function shortened(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return line.length > 90 ? `${line.slice(0, 89)}…` : line
}
