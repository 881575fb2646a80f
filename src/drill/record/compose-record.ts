import type { DrillRecord } from '../../catalog/drill-record.ts'
import type { Explanation } from '../../core/errors.ts'
import type { Comparison, ProofOutcome } from '../../restore/verify/comparison.ts'
import type { DrillFindings } from './findings.ts'
import { restoreTimeMs } from './stages.ts'
import { ageMs, isWithin, isYoungEnough, outcomeOf } from './verdict.ts'

/** A record is read by people and listed by reports: what is longer is cut. */
const MOST_LINES = 100
const LONGEST_LINE = 500
const NOTHING: Comparison = { tables: [], differences: [], skipped: [], notVerified: [], missing: 0 }

/** Writes the findings down in the record's words; lists are bounded. */
export function composeDrillRecord(findings: DrillFindings, reasons: readonly Explanation[]): DrillRecord {
  const { budgets, manifest, restoration, run, times } = findings
  const loaded = restoration.kind === 'loaded' ? restoration : undefined
  const comparison = loaded?.comparison ?? NOTHING
  const restoreMs = loaded && restoreTimeMs(times)
  return {
    schema: 'pg-backup-drill/1',
    key: manifest.key,
    series: manifest.series,
    manifestSha256: manifest.manifestSha256,
    dumpSha256: manifest.dump.sha256,
    outcome: outcomeOf(findings),
    passed: reasons.length === 0,
    reasons: reasons.map(({ code, message }) => ({ code, message: short(message) })),
    startedAt: findings.startedAt.toISOString(),
    finishedAt: findings.finishedAt.toISOString(),
    server: findings.server,
    clientVersion: findings.clientVersion,
    jobs: findings.jobs,
    stages: times,
    rto: {
      ...(restoreMs !== undefined && { ms: restoreMs, ...measured(restoreMs, budgets.rtoMs) }),
      ...(budgets.rtoMs !== undefined && { budgetMs: budgets.rtoMs }),
    },
    rpo: {
      ms: ageMs(findings),
      ...(budgets.ageMs !== undefined && { budgetMs: budgets.ageMs, within: isYoungEnough(findings) }),
    },
    ...(loaded && { compared: compared(comparison) }),
    differences: bounded(comparison.differences),
    differenceCount: comparison.differences.length,
    broken: bounded(loaded?.broken ?? []),
    extensions: findings.extensions.slice(0, MOST_LINES),
    skipped: bounded(comparison.skipped),
    notVerified: bounded(comparison.notVerified),
    checks: (loaded?.checks ?? []).slice(0, MOST_LINES),
    run: {
      ...(run.repository && { repository: run.repository }),
      ...(run.commit && { commit: run.commit }),
      ...(run.url && { url: run.url }),
    },
  }
}

function measured(ms: number, budgetMs: number | undefined): { budgetMs?: number; within?: boolean } {
  return budgetMs === undefined ? {} : { budgetMs, within: isWithin(ms, budgetMs) }
}

function compared({ tables }: Comparison): NonNullable<DrillRecord['compared']> {
  const count = (outcome: ProofOutcome): number => tables.filter(each => each.outcome === outcome).length
  const equal = tables.filter(({ outcome }) => outcome === 'equal')
  return {
    tables: {
      equal: equal.length,
      different: count('different'),
      skipped: count('skipped'),
      notVerified: count('not verified'),
    },
    rows: equal.reduce((sum, { rows }) => sum + rows, 0),
  }
}

function bounded(lines: readonly string[]): string[] {
  return lines.slice(0, MOST_LINES).map(short)
}

function short(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
}
