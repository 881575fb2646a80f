import { findAnomalies, isRefused } from '../../anomaly/anomalies.ts'
import type { AnomalyReport } from '../../anomaly/finding.ts'
import type { Thresholds } from '../../anomaly/thresholds.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import { compactBackup, compactDrill, type FoundBackup } from './compact-backup.ts'
import type { FoundSeries } from './compose-series.ts'
import type { ReportBackup, ReportDrill } from './report-backup.ts'
import type { ReportAnomalies } from './report-series.ts'

/** Takes the backups of a series one after another, and keeps little of each. */
export interface SeriesGatherer {
  /** To be called for the older ones first: a backup is compared with those that were added before. */
  add(found: FoundBackup): void
  gathered(): FoundSeries
}

/**
 * Gathers the backups of one series. Of whole manifests, which may be large, only as many are kept as the next backup is
 * compared with, for each class, mode and selection.
 */
export function gatherSeries(series: string, thresholds: Thresholds): SeriesGatherer {
  const backups: ReportBackup[] = []
  const drills: ReportDrill[] = []
  const kept = new Map<string, { readonly manifests: Manifest[]; evaluated: ReportAnomalies }>()
  let newest: Manifest | undefined

  return {
    add(found) {
      const { drill, manifest } = found
      if (drill) drills.push(compactDrill(drill))
      if (!newest || Date.parse(manifest.startedAt) >= Date.parse(newest.startedAt)) newest = manifest
      // What a restore kept is of another database perhaps, and an archived copy is compared under its own key already.
      if (manifest.class === 'pre-restore' || manifest.archived) {
        backups.push(compactBackup(found, undefined))
        return
      }
      const kind = kindOf(manifest)
      const before = kept.get(kind)?.manifests ?? []
      const anomalies = findAnomalies(manifest, before, thresholds)
      backups.push(compactBackup(found, anomalies))
      kept.set(kind, {
        manifests: isRefused(manifest, anomalies) ? before : [...before, manifest].slice(-thresholds.window),
        evaluated: evaluated(manifest, anomalies),
      })
    },
    gathered: () => ({
      series,
      source: newest && {
        database: newest.source.database,
        host: newest.source.host,
        serverVersion: newest.source.serverVersion,
      },
      backups,
      drills,
      anomalies: [...kept.values()].map(each => each.evaluated),
    }),
  }
}

/** Those that can be compared share it (historyOf decides; patterns in another order are kept apart for nothing). */
function kindOf({ class: backupClass, mode, options }: Manifest): string {
  const { excludeSchemas, excludeTableData, excludeTables, schemas, tables } = options
  return JSON.stringify([
    ...[backupClass, mode],
    ...[tables, excludeTables, schemas, excludeSchemas, excludeTableData].map(patterns =>
      patterns.toSorted(),
    ),
  ])
}

function evaluated(manifest: Manifest, report: AnomalyReport): ReportAnomalies {
  const { anomalies, compared, enough, figures, findings, notCompared, totals } = report
  return {
    key: manifest.key,
    class: manifest.class,
    mode: manifest.mode,
    at: manifest.startedAt,
    compared,
    enough,
    figures: [...figures],
    findings: findings.map(({ before, change, kind, now, text, weight, what }) => ({
      kind,
      weight,
      text,
      what,
      before,
      now,
      change,
    })),
    anomalies,
    ...(totals !== undefined && { totals }),
    notCompared: [...notCompared],
  }
}
