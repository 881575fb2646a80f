import type { ActionContext } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import { inDestination } from '../action/post/post.ts'
import { keepHeapSmall } from '../action/small-heap.ts'
import { openDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { PRUNE_WORDS } from './failure-words.ts'
import { PRUNE_INPUTS } from './input-table.ts'
import { type PruneInputs, readPruneInputs } from './inputs.ts'
import { pruneNotice } from './notice.ts'
import { PRUNE_OUTPUTS } from './outputs.ts'
import { prune } from './prune.ts'
import { countOf, type PruneReport } from './prune-report.ts'
import type { PruneDeps } from './request.ts'
import { pruneSummary } from './summary.ts'

/** The prune action. */
export const PRUNE = defineVerb<PruneReport>(
  {
    verb: 'prune',
    inputs: PRUNE_INPUTS,
    failure: PRUNE_WORDS,
    done: 'The prune has ended',
    cleanedUp:
      'each backup is whole or gone, a copy that was being archived was taken back, and the next prune goes on where this one ended',
    prepare: keepHeapSmall,
    run,
    outputs: PRUNE_OUTPUTS,
    summary: pruneSummary,
    conclude(report, reporter) {
      for (const problem of report.problems) for (const line of failureLines(problem)) reporter.failLine(line)
      const locked = countOf(report.backups, 'locked')
      if (locked > 0) reporter.notice(`${locked} backups are locked, and stay until they no longer are`)
    },
    notice: pruneNotice,
  },
  // A copy that was being archived is taken back.
  env => ({ storeOf: inDestination(readPruneInputs(env)) }),
)

async function run(context: ActionContext): Promise<PruneReport> {
  const inputs = readPruneInputs(context.runner.env)
  for (const warning of inputs.warnings) context.reporter.warning(warning)
  const { parts, close } = await createPruneDeps(inputs, context)
  try {
    const { notices, ...report } = await prune(inputs.request, parts)
    for (const notice of notices) context.reporter.warning(notice)
    return { ...report, warnings: [...inputs.warnings, ...notices] }
  } finally {
    close()
  }
}

interface WiredPrune {
  readonly parts: PruneDeps
  close(): void
}

/** Joins the adapters that prune works with. */
async function createPruneDeps(
  { destination, s3 }: PruneInputs,
  context: ActionContext,
): Promise<WiredPrune> {
  const { controller, journal, reporter } = context
  const store = await openDestination(
    destination,
    s3,
    trace => journal.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  return {
    parts: { store, journal, reporter, now: () => new Date(), signal: controller.signal },
    close: () => store.close(),
  }
}
