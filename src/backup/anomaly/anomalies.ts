import type { Manifest } from '../manifest.ts'
import { compareSchemas } from './drift.ts'
import { compareFigures } from './figures.ts'
import type { AnomalyReport } from './finding.ts'
import { historyOf } from './history.ts'
import { compareTables } from './tables.ts'
import type { Thresholds } from './thresholds.ts'
import { worstFirst } from './weighed.ts'

/** How many anomalies are listed: a database that was emptied has one for each of its tables. */
export const MOST_FINDINGS = 50

/**
 * What of a backup is otherwise than in those before it; the rules are those of docs/anomalies.md.
 * @param history other manifests, in any order: those that can be compared are chosen here (historyOf)
 */
export function findAnomalies(
  manifest: Manifest,
  history: readonly Manifest[],
  thresholds: Thresholds,
): AnomalyReport {
  const before = historyOf(manifest, history, thresholds.window)
  const { figures, found } = compareFigures(manifest, before, thresholds)
  const anomalies = worstFirst([...found, ...compareTables(manifest, before, thresholds)])
  const drift = compareSchemas(manifest, before)
  return {
    compared: before.length,
    enough: before.length > 0,
    figures,
    findings: [...anomalies.slice(0, MOST_FINDINGS), ...drift.findings],
    anomalies: anomalies.length,
    notCompared: drift.notCompared,
  }
}
