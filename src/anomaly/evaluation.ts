import { FAIL_ON, type FailOn } from '../catalog/fail-on.ts'
import type { Explanation } from '../core/errors.ts'
import { counted } from '../core/words.ts'
import type { AnomalyReport, FindingWeight } from './finding.ts'
import type { Thresholds } from './thresholds.ts'

/** What to do about an anomaly. */
export const ANOMALY_ACTIONS = ['ignore', 'warn', 'fail'] as const
/** What to do about a changed schema: a migration is no anomaly. */
export const DRIFT_ACTIONS = ['ignore', 'notice', 'warn', 'fail'] as const

/** How a backup is judged by those before it. */
export interface AnomalyPolicy {
  readonly thresholds: Thresholds
  readonly onAnomaly: Exclude<(typeof ANOMALY_ACTIONS)[number], 'ignore'>
  readonly onDrift: (typeof DRIFT_ACTIONS)[number]
}

/** What is to fail the run: written down with the backup, so that one that failed is no measure for the next. */
export function failOn(policy: AnomalyPolicy | undefined): readonly FailOn[] {
  if (!policy) return []
  const { onAnomaly, onDrift } = policy
  return FAIL_ON.filter(each => (each === 'anomaly' ? onAnomaly : onDrift) === 'fail')
}

/** What became of the comparison. */
export type Evaluation =
  /** Nobody asked. */
  | { readonly kind: 'ignored' }
  /** What is in the store could not be read. `why` is one sentence. */
  | { readonly kind: 'not evaluated'; readonly why: string }
  | {
      readonly kind: 'evaluated'
      readonly policy: AnomalyPolicy
      readonly report: AnomalyReport
    }

/** How many are reported, a line each; the job summary has more. GitHub shows 10 errors and 10 warnings of a step. */
const MOST_LINES = 5

/** Of many anomalies the log names the worst; a notification says what they come to, and no names. */
type Detail = 'with the worst' | 'in short'

/** Why the step fails although the backup is stored; empty where it does not. */
export function reasonsToFail(evaluation: Evaluation, detail: Detail = 'with the worst'): Explanation[] {
  return [
    ...linesFor(evaluation, 'anomaly', 'fail', detail).map(
      (message): Explanation => ({
        kind: 'refusal',
        code: 'backup-anomaly',
        message,
        hint: 'This backup is complete and stored; keep those before it until you know what happened to the database. Where it was meant to, run it with on-anomaly: warn, and the next ones are compared with it.',
      }),
    ),
    ...linesFor(evaluation, 'drift', 'fail', detail).map(
      (message): Explanation => ({
        kind: 'refusal',
        code: 'backup-schema-drift',
        message,
        hint: 'This backup is complete and stored; look for the migration that did it. Write on-schema-drift: notice where that is how it should be.',
      }),
    ),
  ]
}

/** What is shown as a warning, and as a notice: what many come to, the first of them, and how many more there are. */
export function annotations(
  evaluation: Evaluation,
  detail: Detail = 'with the worst',
): {
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
} {
  return {
    warnings: [
      ...linesFor(evaluation, 'anomaly', 'warn', detail),
      ...linesFor(evaluation, 'drift', 'warn', detail),
    ],
    notices: linesFor(evaluation, 'drift', 'notice', detail),
  }
}

function linesFor(
  evaluation: Evaluation,
  weight: FindingWeight,
  action: (typeof DRIFT_ACTIONS)[number],
  detail: Detail,
): readonly string[] {
  if (evaluation.kind !== 'evaluated') return []
  const { policy, report } = evaluation
  if ((weight === 'drift' ? policy.onDrift : policy.onAnomaly) !== action) return []
  const found = report.findings.filter(each => each.weight === weight)
  const count = weight === 'drift' ? found.length : report.anomalies
  const totals = weight === 'anomaly' ? totalsLine(report) : undefined
  if (totals !== undefined && detail === 'in short') return [totals]
  const named = found.slice(0, MOST_LINES - (totals === undefined ? 0 : 1)).map(({ text }) => text)
  const lines = [...(totals === undefined ? [] : [totals]), ...named]
  const more = count - named.length
  return more > 0
    ? [...lines, `And ${counted(more, 'more anomaly', 'more anomalies')}: see the job summary.`]
    : lines
}

/** What many anomalies come to, as a sentence; undefined for few. */
export function totalsLine({
  anomalies,
  totals,
}: Pick<AnomalyReport, 'anomalies'> & { readonly totals?: string | undefined }): string | undefined {
  return totals && `${counted(anomalies, 'anomaly', 'anomalies')}: ${totals}.`
}

/** What the log says of a comparison, in any case. One sentence. */
export function evaluationLine(evaluation: Exclude<Evaluation, { kind: 'ignored' }>): string {
  if (evaluation.kind === 'not evaluated') return `Not compared with the backups before it: ${evaluation.why}`
  const { anomalies, compared, enough } = evaluation.report
  const { percent } = evaluation.policy.thresholds
  if (!enough)
    return 'Too little history to compare with: no earlier backup of its series, class, mode and selection.'
  const found = anomalies === 0 ? 'nothing' : counted(anomalies, 'thing', 'things')
  return `Compared with ${counted(compared, 'backup', 'backups')} before it: ${found} further off than ${percent} % allows.`
}
