import type { Explanation } from '../core/errors.ts'
import type { Estimate } from './estimate.ts'
import type { Finding, Outcome } from './finding.ts'
import type { LeastPrivilege } from './least-privilege/least-privilege.ts'

/** What a preflight came to. */
export interface CheckReport {
  /** `user@host:port/database`; undefined where not even that could be read. */
  readonly database: string | undefined
  /** `s3://bucket/prefix` or a folder's path. */
  readonly location: string
  readonly findings: readonly Finding[]
  /** Undefined where the size is not known. */
  readonly estimate: Estimate | undefined
  /** Undefined where it was not asked for. */
  readonly leastPrivilege: LeastPrivilege | undefined
}

export type CheckOutcome = 'ok' | 'warning' | 'failed'

export function countOf({ findings }: Pick<CheckReport, 'findings'>, outcome: Outcome): number {
  return findings.filter(finding => finding.outcome === outcome).length
}

/** What was skipped decides nothing: what kept it from being looked at has failed by itself. */
export function outcomeOf(report: Pick<CheckReport, 'findings'>): CheckOutcome {
  if (countOf(report, 'failed') > 0) return 'failed'
  return countOf(report, 'warning') > 0 ? 'warning' : 'ok'
}

/** Why a backup would fail, each with what to do about it. */
export function reasonsToFail({ findings }: Pick<CheckReport, 'findings'>): Explanation[] {
  return findings.flatMap(finding => {
    if (finding.outcome !== 'failed') return []
    const { code, fix, kind, message } = finding
    return [{ kind, code, message: message, hint: fix }]
  })
}

/** The report for programs. */
export function serializeCheck(report: CheckReport): string {
  const { database, estimate, findings, location } = report
  return JSON.stringify({
    schema: 'pg-backup-check/1',
    outcome: outcomeOf(report),
    database: database ?? null,
    location,
    findings: findings.map(({ area, outcome, message, what, ...more }) => ({
      area,
      what,
      outcome,
      message,
      ...('fix' in more && { fix: more.fix }),
      ...('code' in more && { code: more.code }),
    })),
    estimate: estimate ?? null,
  })
}
