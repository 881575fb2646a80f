import { countOf, type PruneReport } from '../backup/prune/prune-report.ts'
import type { Explanation } from '../core/errors.ts'
import { prune } from '../operations/prune.ts'
import { failureLines } from './failure.ts'
import { PRUNE_INPUTS } from './inputs/prune-table.ts'
import { readPruneInputs } from './inputs/read-prune-inputs.ts'
import { withoutSecrets } from './mask.ts'
import { pruneNotice } from './notices/prune.ts'
import { setOutputs } from './outputs.ts'
import { PRUNE_OUTPUTS } from './prune-outputs.ts'
import { keepHeapSmall } from './small-heap.ts'
import { runStep, type StepPlan } from './step.ts'
import { PRUNE_WORDS } from './summary/failure-summary.ts'
import { pruneSummary } from './summary/prune-summary.ts'
import { writeSummary } from './summary/summary.ts'
import { wirePrune } from './wire-prune.ts'
import type { Wiring } from './wiring.ts'

const PRUNE: StepPlan<PruneReport> = {
  verb: 'prune',
  inputs: PRUNE_INPUTS,
  failure: PRUNE_WORDS,
  done: 'The prune has ended',
  cleanedUp:
    'each backup is whole or gone, a copy that was being archived was taken back, and the next prune goes on where this one ended',
  run,
  async tell(report, secrets, reporter) {
    const shown = { ...report, problems: report.problems.map(problem => cleaned(problem, secrets)) }
    setOutputs(PRUNE_OUTPUTS, shown)
    await writeSummary(pruneSummary(shown), secrets)
    for (const problem of shown.problems) for (const line of failureLines(problem)) reporter.failLine(line)
    const locked = countOf(report.backups, 'locked')
    if (locked > 0) reporter.notice(`${locked} backups are locked, and stay until they no longer are`)
  },
  notice: pruneNotice,
}

/** The main step of the prune action. */
export async function pruneMain(env: NodeJS.ProcessEnv): Promise<void> {
  keepHeapSmall()
  await runStep(PRUNE, env)
}

async function run(wiring: Wiring): Promise<PruneReport> {
  const inputs = readPruneInputs(wiring.runner.env)
  for (const warning of inputs.warnings) wiring.reporter.warning(warning)
  const { parts, close } = wirePrune(inputs, wiring)
  try {
    const { notices, ...report } = await prune(inputs.request, parts)
    for (const notice of notices) wiring.reporter.warning(notice)
    return { ...report, warnings: [...inputs.warnings, ...notices] }
  } finally {
    close()
  }
}

function cleaned({ kind, code, message, hint }: Explanation, secrets: readonly string[]): Explanation {
  return { kind, code, message: withoutSecrets(message, secrets), hint: withoutSecrets(hint, secrets) }
}
