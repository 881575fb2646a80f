import { readChecked, withoutNotification } from '../action/inputs/checked-reading.ts'
import { inputError } from '../action/inputs/problem.ts'
import { accessRules } from '../action/inputs/rules/access-rules.ts'
import type { Rule } from '../action/inputs/rules/rule.ts'
import { s3AccessOf } from '../action/inputs/s3-inputs.ts'
import type { S3Access } from '../action/inputs/shared.ts'
import { ignoredInputs } from '../action/inputs/warnings.ts'
import type { Thresholds } from '../anomaly/thresholds.ts'
import type { Destination } from '../catalog/destination.ts'
import type { MaxAges } from './data/max-ages.ts'
import { REPORT_INPUT_NAMES, REPORT_INPUTS, type ReportInputValues } from './input-table.ts'

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
export interface ReportInputs {
  readonly destination: Destination
  readonly s3: S3Access
  readonly series: string | undefined
  readonly maxAges: MaxAges
  readonly thresholds: Thresholds
  readonly locks: boolean
  /** Undefined: in the runner's temporary folder. */
  readonly reportPath: string | undefined
  /** What is odd but no reason to stop: to be shown, one warning each. */
  readonly warnings: readonly string[]
}

/** All that must hold between the inputs of report. */
export const REPORT_RULES: readonly Rule<ReportInputValues>[] = [...reportRules, ...accessRules]

/**
 * Reads and checks all inputs of report.
 * @throws BackupError `input-invalid`, a line of its message for each problem
 */
export function readReportInputs(env: NodeJS.ProcessEnv): ReportInputs {
  const { notifications, problems, reading } = readChecked(REPORT_INPUTS, REPORT_RULES, env)
  const { value } = reading
  const destination = value('destination')
  if (problems.length > 0 || !destination) throw inputError(problems)
  return {
    destination,
    s3: s3AccessOf(reading),
    series: value('series'),
    maxAges: value('max-age'),
    thresholds: { window: value('anomaly-window'), percent: value('anomaly-threshold') },
    locks: value('locks'),
    reportPath: value('report-path')?.path,
    warnings: [...withoutNotification(notifications), ...ignoredInputs(reading, REPORT_INPUT_NAMES)],
  }
}
