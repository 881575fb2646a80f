import type { ActionContext } from '../action/context.ts'
import { keepHeapSmall } from '../action/small-heap.ts'
import { withDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { PRUNE_WORDS } from './failure-words.ts'
import { PRUNE_INPUTS } from './input-table.ts'
import { type PruneInputs, readPruneInputs } from './inputs.ts'
import { pruneNotice } from './notice.ts'
import { PRUNE_OUTPUTS } from './outputs.ts'
import { prune } from './prune.ts'
import { countOf, type PruneReport } from './prune-report.ts'
import { pruneSummary } from './summary.ts'

/** The prune action. */
export const PRUNE = defineVerb({
  verb: 'prune',
  inputs: PRUNE_INPUTS,
  failure: PRUNE_WORDS,
  done: 'The prune has ended',
  cleanedUp:
    'each backup is whole or gone, a copy that was being archived was taken back, and the next prune goes on where this one ended',
  prepare: keepHeapSmall,
  read: readPruneInputs,
  run,
  outputs: PRUNE_OUTPUTS,
  summary: pruneSummary,
  conclude(report, reporter) {
    reporter.failFor(report.problems)
    const locked = countOf(report.backups, 'locked')
    if (locked > 0) reporter.notice(`${locked} backups are locked, and stay until they no longer are`)
  },
  notice: pruneNotice,
})

async function run(inputs: PruneInputs, context: ActionContext): Promise<PruneReport> {
  const { controller, journal, reporter } = context
  return await withDestination(inputs, 'to write', context, async store => {
    const { notices, ...report } = await prune(inputs.request, {
      store,
      journal,
      reporter,
      now: () => new Date(),
      signal: controller.signal,
    })
    for (const notice of notices) reporter.warning(notice)
    return { ...report, warnings: [...inputs.warnings, ...notices] }
  })
}
