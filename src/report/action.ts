import { join } from 'node:path'
import { MOST_ANNOTATIONS, shownAnnotations } from '../action/annotations.ts'
import type { ActionContext } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import type { ActionReporter } from '../action/reporter.ts'
import { keepHeapSmall } from '../action/small-heap.ts'
import { withDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { isFailure } from './data/attention.ts'
import { rollbackSeries } from './data/compose-report.ts'
import { reasonsToFail } from './data/reasons-to-fail.ts'
import type { Attention } from './data/report-data.ts'
import { REPORT_WORDS } from './failure-words.ts'
import { writeReport } from './files.ts'
import { REPORT_INPUTS } from './input-table.ts'
import { type ReportInputs, readReportInputs } from './inputs.ts'
import { reportNotice } from './notice.ts'
import { REPORT_OUTPUTS, type WrittenReport } from './outputs.ts'
import { makeReport } from './report.ts'
import { reportSummary } from './summary/summary.ts'

/** In the runner's temporary folder; unlike what else is there, it is kept until the job ends. */
const FOLDER = 'pg-backup-report'

/** The report action. */
export const REPORT = defineVerb({
  verb: 'report',
  inputs: REPORT_INPUTS,
  failure: REPORT_WORDS,
  done: 'The report was made',
  cleanedUp: 'report only reads, and nothing was written',
  prepare: keepHeapSmall,
  read: readReportInputs,
  run,
  outputs: REPORT_OUTPUTS,
  summary: reportSummary,
  conclude: annotate,
  notice: reportNotice,
})

async function run(inputs: ReportInputs, context: ActionContext): Promise<WrittenReport> {
  const { controller, reporter, runner } = context
  return await withDestination(inputs, 'to read', context, async store => {
    const report = await makeReport(inputs.request, {
      now: () => new Date(),
      reporter,
      signal: controller.signal,
      store,
    })
    const files = await writeReport(report, inputs.reportPath ?? join(runner.temp, FOLDER))
    reporter.info(`The report is in ${files.folder}`)
    return { report, files, warnings: inputs.warnings }
  })
}

/** Fails the step where a series is stale, after everything is written; what else is not as it should be is a warning. */
function annotate({ report }: WrittenReport, reporter: ActionReporter): void {
  const warnings = report.attention.filter(each => !isFailure(each)).map(warningLine)
  for (const line of shownAnnotations(reasonsToFail(report).flatMap(failureLines))) reporter.failLine(line)
  for (const line of shownAnnotations([...warnings, ...report.warnings])) reporter.warning(line)
  for (const { freshness, series } of rollbackSeries(report).slice(0, MOST_ANNOTATIONS))
    reporter.notice(`The series ${series} ${freshness.words}.`)
}

function warningLine({ message, series }: Attention): string {
  return series === undefined || message.includes(series) ? message : `${series}: ${message}`
}
