import { composeDrillRecord } from '../../../src/drill/record/compose-record.ts'
import type { DrillFindings, DrillReport } from '../../../src/drill/record/findings.ts'
import { reasonsToFail } from '../../../src/drill/record/verdict.ts'
import type { Comparison } from '../../../src/restore/verify/comparison.ts'
import { manifestOf } from '../backup/report-example.ts'

export const EQUAL: Comparison = {
  tables: ['orders', 'customers'].map(name => ({
    ...{ schema: 'public', name, rows: 2 },
    ...{ outcome: 'equal', what: undefined },
  })),
  ...{ differences: [], skipped: [], notVerified: [], missing: 0 },
}

/** A drill that went well, an hour after the backup was begun, with what is given instead. */
export function findingsOf(instead: Partial<DrillFindings> = {}): DrillFindings {
  return {
    manifest: manifestOf(),
    budgets: { rtoMs: undefined, ageMs: undefined },
    server: { version: '17.10', kind: 'throwaway' },
    clientVersion: '17.11',
    jobs: 4,
    startedAt: new Date('2026-11-22T04:07:00Z'),
    finishedAt: new Date('2026-11-22T04:09:00.700Z'),
    times: { server: 2000, fetch: 30_000, prepare: 500, load: 60_000, prove: 20_000, check: 300 },
    extensions: [{ name: 'citext', version: '1.6', outcome: 'created' }],
    restoration: { kind: 'loaded', comparison: EQUAL, broken: [], ofSource: [], checks: [] },
    left: [],
    run: { repository: undefined, commit: undefined, url: undefined },
    ...instead,
  }
}

export function drillReportOf(
  instead: Partial<DrillFindings> = {},
  told: Partial<DrillReport> = {},
): DrillReport {
  const findings = findingsOf(instead)
  const reasons = reasonsToFail(findings)
  return {
    findings,
    reasons,
    record: composeDrillRecord(findings, reasons),
    recordKey: `${findings.manifest.key}.drill-20261122-040900.json`,
    location: 's3://my-backups/prod',
    url: key => `s3://my-backups/prod/${key}`,
    endpoint: undefined,
    openCommand: () => undefined,
    warnings: [],
    ...told,
  }
}
