import type { Manifest } from '../catalog/manifest.ts'
import { compareSchemas } from './drift.ts'
import { compareFigures } from './figures.ts'
import type { AnomalyReport } from './finding.ts'
import { historyOf } from './history.ts'
import { worstFirst } from './severity.ts'
import { compareTables } from './tables.ts'
import type { Thresholds } from './thresholds.ts'
import { totalsOf } from './totals.ts'

/** How many anomalies are listed: a database that was emptied has one for each of its tables. */
export const MOST_FINDINGS = 50

/**
 * What differs in a backup from those before it; the rules are those of docs/anomalies.md.
 * @param history other manifests, in any order: those that can be compared are chosen here (acceptedBefore)
 */
export function findAnomalies(
  manifest: Manifest,
  history: readonly Manifest[],
  thresholds: Thresholds,
): AnomalyReport {
  return compare(manifest, acceptedBefore(manifest, history, thresholds), thresholds)
}

/**
 * The earlier backups that a backup is compared with, the newest first, as many as the window holds. One that failed its
 * own run, for what it was compared with, is none of them: or a second try would find that nothing is unusual any more.
 */
export function acceptedBefore(
  manifest: Manifest,
  history: readonly Manifest[],
  thresholds: Thresholds,
): readonly Manifest[] {
  const accepted: Manifest[] = []
  for (const each of historyOf(manifest, history).toReversed()) {
    const before = accepted.slice(0, thresholds.window)
    const refused = each.options.failOn && isRefused(each, compare(each, before, thresholds))
    if (!refused) accepted.unshift(each)
  }
  return accepted.slice(0, thresholds.window)
}

/** Whether what was found failed the run that made the backup. */
export function isRefused({ options }: Manifest, { anomalies, findings }: AnomalyReport): boolean {
  const drifted = findings.some(({ weight }) => weight === 'drift')
  return (options.failOn ?? []).some(each => (each === 'anomaly' ? anomalies > 0 : drifted))
}

/** @param before the newest first */
function compare(manifest: Manifest, before: readonly Manifest[], thresholds: Thresholds): AnomalyReport {
  const { figures, found } = compareFigures(manifest, before, thresholds)
  const all = [...found, ...compareTables(manifest, before, thresholds)]
  const anomalies = worstFirst(all)
  const totals = totalsOf(all)
  const drift = compareSchemas(manifest, before)
  return {
    compared: before.length,
    enough: before.length > 0,
    figures,
    findings: [...anomalies.slice(0, MOST_FINDINGS), ...drift.findings],
    anomalies: anomalies.length,
    ...(totals !== undefined && { totals }),
    notCompared: drift.notCompared,
  }
}
