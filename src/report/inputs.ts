import { type InputNotes, readInputs } from '../action/inputs/checked-reading.ts'
import { type InputSource, withoutDatabase } from '../action/inputs/connection.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import type { Rule } from '../action/inputs/rules/rule.ts'
import { s3AccessOf } from '../action/inputs/s3-inputs.ts'
import type { S3Access } from '../action/inputs/shared.ts'
import { readRunner } from '../action/runner.ts'
import type { Destination } from '../catalog/destination.ts'
import { REPORT_INPUTS, type ReportInputValues } from './input-table.ts'
import type { ReportRequest } from './report.ts'

/** What is reported. */
const reportRules: readonly Rule<ReportInputValues>[] = [
  {
    about: ['max-age', 'series'],
    broken: ({ value }) => {
      const series = value('series')
      const other = [...value('max-age').bySeries.keys()].find(name => name !== series)
      if (series === undefined || other === undefined) return undefined
      return `max-age names ${other}, which series: ${series} leaves out; leave series empty, or name no other series in max-age`
    },
  },
]

/** A run of the report action, as the user wants it: read once, checked whole. */
export interface ReportInputs extends InputNotes {
  readonly destination: Destination
  readonly s3: S3Access
  readonly request: ReportRequest
  /** Undefined: in the runner's temporary folder. */
  readonly reportPath: string | undefined
}

/** All that must hold between the inputs of report. */
export const REPORT_RULES: readonly Rule<ReportInputValues>[] = [...reportRules, ...accessRules]

const REPORT_READING = { table: REPORT_INPUTS, rules: REPORT_RULES, connect: withoutDatabase }

/**
 * Reads and checks all inputs of report.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readReportInputs(source: InputSource): ReportInputs {
  const { destination, notes, reading } = readInputs(REPORT_READING, source)
  const { value } = reading
  return {
    ...notes,
    destination,
    s3: s3AccessOf(reading),
    request: {
      series: value('series'),
      maxAges: value('max-age'),
      thresholds: { window: value('anomaly-window'), percent: value('anomaly-threshold') },
      locks: value('locks'),
      run: readRunner(source.env).run,
    },
    reportPath: value('report-path')?.path,
  }
}
