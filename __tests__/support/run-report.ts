import { DEFAULT_THRESHOLDS } from '../../src/anomaly/thresholds.ts'
import { NO_MAX_AGES } from '../../src/report/data/max-ages.ts'
import type { ReportData } from '../../src/report/data/report-data.ts'
import { makeReport, type ReportDeps, type ReportRequest } from '../../src/report/report.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { silentReporter } from './client-for-tests.ts'

/** Runs the operation itself, with everything left at its default that the test does not name. */
export function runReport(
  store: ObjectStore,
  request: Partial<ReportRequest> = {},
  parts: Partial<ReportDeps> = {},
): Promise<ReportData> {
  return makeReport(
    {
      series: undefined,
      thresholds: DEFAULT_THRESHOLDS,
      locks: true,
      maxAges: NO_MAX_AGES,
      run: { repository: undefined, commit: undefined, url: undefined },
      ...request,
    },
    {
      store,
      reporter: silentReporter,
      now: () => new Date(),
      signal: new AbortController().signal,
      ...parts,
    },
  )
}
