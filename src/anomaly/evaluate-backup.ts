import type { Manifest } from '../catalog/manifest.ts'
import { areTwoDatabases, describeSource } from '../catalog/same-database.ts'
import { messageOf } from '../core/errors.ts'
import type { Reporter } from '../core/reporter.ts'
import { firstOf } from '../core/words.ts'
import type { ObjectStore } from '../storage/store.ts'
import { findAnomalies } from './anomalies.ts'
import { type AnomalyPolicy, annotations, type Evaluation, evaluationLine } from './evaluation.ts'
import type { AnomalyReport } from './finding.ts'
import { type History, MOST_READ, readHistory } from './read-history.ts'

export interface EvaluationDeps {
  readonly store: Pick<ObjectStore, 'get' | 'list'>
  readonly reporter: Reporter
  readonly signal: AbortSignal
}

/**
 * Compares a backup that is stored with those before it, and says in the log what came of it. Never rejects: no matter what
 * goes wrong here, the backup is stored.
 * @param policy undefined: nobody wants to know, and nothing is read
 */
export async function evaluateBackup(
  manifest: Manifest,
  policy: AnomalyPolicy | undefined,
  { reporter, signal, store }: EvaluationDeps,
): Promise<Evaluation> {
  if (!policy) return { kind: 'ignored' }
  const late = AbortSignal.timeout(LONGEST_MS)
  try {
    const until = AbortSignal.any([signal, late])
    const history = await readHistory(store, manifest, policy.thresholds, until)
    warnOfSharedSeries(manifest, history, reporter)
    const evaluation: Evaluation = { kind: 'evaluated', policy, report: evaluated(manifest, policy, history) }
    reporter.info(evaluationLine(evaluation))
    const { notices, warnings } = annotations(evaluation)
    for (const warning of warnings) reporter.warning(warning)
    for (const notice of notices) reporter.notice(notice)
    return evaluation
  } catch (error) {
    const evaluation: Evaluation = { kind: 'not evaluated', why: late.aborted ? TOO_LATE : messageOf(error) }
    // Anyone who cancels knows why.
    if (signal.aborted) reporter.info(evaluationLine(evaluation))
    else reporter.warning(`${evaluationLine(evaluation)} ${HOW_TO_READ}`)
    return evaluation
  }
}

/** By default a series is called as its database, and so two servers may share one that nobody meant to be shared. */
function warnOfSharedSeries(manifest: Manifest, { manifests }: History, reporter: Reporter): void {
  const other = manifests.find(({ source }) => areTwoDatabases(source, manifest.source))
  if (!other) return
  reporter.warning(
    `The series ${manifest.series} also has backups of another database: ${describeSource(other.source)}, such as ${other.key}; this one is of ${describeSource(manifest.source)}. Write a series of its own for each: a restore refuses to choose between them`,
  )
}

/** Nobody should wait for this: a deployment may. */
const LONGEST_MS = 120_000
const TOO_LATE = 'The store took more than two minutes to show them.'
const HOW_TO_READ = 'Allow listing and reading in the destination, or write on-anomaly: ignore.'

function evaluated(manifest: Manifest, policy: AnomalyPolicy, history: History): AnomalyReport {
  const report = findAnomalies(manifest, history.manifests, policy.thresholds)
  return {
    ...report,
    findings: report.findings.filter(({ weight }) => weight === 'anomaly' || policy.onDrift !== 'ignore'),
    notCompared: [...report.notCompared, ...leftOut(history)],
  }
}

function leftOut({ cut, unreadable }: History): string[] {
  return [
    ...(unreadable.length > 0 ? [`Backups whose manifest cannot be used: ${firstOf(unreadable, 1)}.`] : []),
    ...(cut ? [`Older backups of another class or selection: at most ${MOST_READ} manifests are read.`] : []),
  ]
}
