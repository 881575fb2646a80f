import type { Outputs } from '../action/outputs.ts'
import { staleSeries } from './data/compose-report.ts'
import type { ReportData } from './data/report-data.ts'
import type { ReportFiles } from './files.ts'

/** A report that was written. */
export interface WrittenReport {
  readonly report: ReportData
  readonly files: ReportFiles
  /** About the inputs. */
  readonly warnings: readonly string[]
}

/** Every output of the report action, once. */
export const REPORT_OUTPUTS: Outputs<WrittenReport> = {
  'report-path': {
    description: 'The folder that the report was written to, for actions/upload-artifact.',
    read: ({ files }) => files.folder,
  },
  'page-path': {
    description: 'Where `index.html` is: the report as one page that needs nothing else.',
    read: ({ files }) => files.page,
  },
  'json-path': {
    description: 'Where `report.json` is; see docs/report.schema.json.',
    read: ({ files }) => files.json,
  },
  verdict: {
    description:
      '`good`, `attention` (somebody should look at something), or `failure` (a series is stale, and the step fails).',
    read: ({ report }) => report.verdict,
  },
  stale: {
    description:
      'The series without a backup that is as new as `max-age` demands, one a line; empty where there is none.',
    read: ({ report }) => staleSeries(report).join('\n'),
  },
  series: {
    description: 'How many series there are.',
    read: ({ report }) => report.totals.series,
  },
  backups: {
    description: 'How many backups there are.',
    read: ({ report }) => report.totals.backups,
  },
  'total-bytes': {
    description: 'How much is in the destination, in bytes.',
    read: ({ report }) => report.totals.bytes,
  },
}
