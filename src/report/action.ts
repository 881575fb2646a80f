import { join } from 'node:path'
import type { ActionContext } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import type { ActionReporter } from '../action/reporter.ts'
import { keepHeapSmall } from '../action/small-heap.ts'
import { openDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { isFailure } from './data/attention.ts'
import { rollbackSeries } from './data/compose-report.ts'
import { reasonsToFail } from './data/reasons-to-fail.ts'
import type { Attention } from './data/report-data.ts'
import { REPORT_WORDS } from './failure-words.ts'
import { writeReport } from './files.ts'
import { REPORT_INPUTS } from './input-table.ts'
import { readReportInputs } from './inputs.ts'
import { reportNotice } from './notice.ts'
import { REPORT_OUTPUTS, type WrittenReport } from './outputs.ts'
import { makeReport } from './report.ts'
import { reportSummary } from './summary/summary.ts'

/** The runner keeps 10 annotations of a kind a step; one says how many more there are. */
const MOST_ANNOTATIONS = 9

/** In the runner's temporary folder; unlike what else is there, it is kept until the job ends. */
const FOLDER = 'pg-backup-report'

/** The report action. */
export const REPORT = defineVerb<WrittenReport>({
  verb: 'report',
  inputs: REPORT_INPUTS,
  failure: REPORT_WORDS,
  done: 'The report was made',
  cleanedUp: 'report only reads, and nothing was written',
  prepare: keepHeapSmall,
  run,
  outputs: REPORT_OUTPUTS,
  summary: reportSummary,
  conclude: annotate,
  notice: reportNotice,
})

async function run({ controller, reporter, runner }: ActionContext): Promise<WrittenReport> {
  const inputs = readReportInputs(runner.env)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { destination, locks, maxAges, reportPath, s3, series, thresholds, warnings } = inputs
  const store = await openDestination(destination, s3, undefined, line => reporter.info(line))
  try {
    const report = await makeReport(
      { locks, maxAges, run: runner.run, series, thresholds },
      { now: () => new Date(), reporter, signal: controller.signal, store },
    )
    const files = await writeReport(report, reportPath ?? join(runner.temp, FOLDER))
    reporter.info(`The report is in ${files.folder}`)
    return { report, files, warnings }
  } finally {
    store.close()
  }
}

/** Fails the step where a series is stale, after everything is written; what else is not as it should be is a warning. */
function annotate({ report }: WrittenReport, reporter: ActionReporter): void {
  const warnings = report.attention.filter(each => !isFailure(each)).map(warningLine)
  for (const line of within(reasonsToFail(report).flatMap(failureLines))) reporter.failLine(line)
  for (const line of within([...warnings, ...report.warnings])) reporter.warning(line)
  for (const { freshness, series } of rollbackSeries(report).slice(0, MOST_ANNOTATIONS))
    reporter.notice(`The series ${series} ${freshness.words}.`)
}

function warningLine({ message, series }: Attention): string {
  return series === undefined || message.includes(series) ? message : `${series}: ${message}`
}

function within(lines: readonly string[]): string[] {
  const hidden = lines.length - MOST_ANNOTATIONS
  if (hidden <= 0) return [...lines]
  return [...lines.slice(0, MOST_ANNOTATIONS), `and ${hidden} more: see the job summary`]
}
