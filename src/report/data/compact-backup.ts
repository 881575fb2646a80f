import type { AnomalyReport } from '../../anomaly/finding.ts'
import { durationMs, tableCount } from '../../backup/report.ts'
import { mayBeWhole, whatOf } from '../../catalog/contents.ts'
import type { DrillRecord } from '../../catalog/drill-record.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import type { Lock } from '../../storage/store.ts'
import type { BackupState, ReportBackup, ReportDrill, ReportLock } from './report-backup.ts'

/** A backup as it was found, with all that is known of it. */
export interface FoundBackup {
  readonly manifest: Manifest
  /** Of its object, by the listing; undefined where there is none. */
  readonly dumpBytes: number | undefined
  readonly storageClass: string | undefined
  /** Undefined where nothing holds it, or nobody asked. */
  readonly lock: Lock | undefined
  /** The record of its last drill. */
  readonly drill: DrillRecord | undefined
}

const MOST_FINDINGS = 5
const MOST_REASONS = 5

/** A backup, in few words. `anomalies` is undefined where it was not compared. */
export function compactBackup(found: FoundBackup, anomalies: AnomalyReport | undefined): ReportBackup {
  const { drill, manifest, storageClass } = found
  const lock = lockWords(found.lock)
  const findings = anomalies?.findings.slice(0, MOST_FINDINGS) ?? []
  return {
    key: manifest.key,
    at: manifest.startedAt,
    class: manifest.class,
    what: whatOf(manifest),
    state: stateOf(found),
    bytes: manifest.stored.bytes,
    dumpBytes: manifest.dump.bytes,
    ms: durationMs(manifest),
    rows: manifest.contents.rows,
    tables: tableCount(manifest),
    encryption: manifest.encryption.method,
    ...(storageClass !== undefined && { storageClass }),
    ...(lock !== undefined && { lock }),
    ...(drill && { drill: lastDrill(compactDrill(drill)) }),
    ...(manifest.archived && { archivedFrom: manifest.archived.from }),
    ...(findings.length > 0 && {
      findings: findings.map(({ kind, text, weight }) => ({ kind, weight, text })),
      anomalies: anomalies?.anomalies ?? 0,
    }),
  }
}

/** A drill, in few words. */
export function compactDrill({
  key,
  outcome,
  passed,
  reasons,
  rpo,
  rto,
  ...record
}: DrillRecord): ReportDrill {
  return {
    key,
    at: record.startedAt,
    outcome,
    passed,
    ...(rto.ms !== undefined && { rtoMs: rto.ms }),
    ...(rto.budgetMs !== undefined && { rtoBudgetMs: rto.budgetMs }),
    rpoMs: rpo.ms,
    ...(rpo.budgetMs !== undefined && { rpoBudgetMs: rpo.budgetMs }),
    serverVersion: record.server.version,
    reasons: reasons.slice(0, MOST_REASONS).map(({ message }) => message),
  }
}

/** Whether a restore of the database could begin with it: of all of it, except what was left out by name. */
export function isRestorable({ state, what }: Pick<ReportBackup, 'state' | 'what'>): boolean {
  return state === 'complete' && mayBeWhole(what)
}

function stateOf({ drill, dumpBytes, manifest }: FoundBackup): BackupState {
  if (dumpBytes === undefined) return 'missing'
  if (dumpBytes !== manifest.stored.bytes) return 'altered'
  return drill?.outcome === 'failed' ? 'refuted' : 'complete'
}

function lockWords(lock: Lock | undefined): ReportLock | 'unknown' | undefined {
  if (!lock) return undefined
  if (lock.kind === 'unknown') return 'unknown'
  const { legalHold, retention } = lock
  return { ...(retention && { until: retention.until.toISOString(), mode: retention.mode }), legalHold }
}

function lastDrill({ at, outcome, passed, rpoMs, rtoMs }: ReportDrill): NonNullable<ReportBackup['drill']> {
  return { at, outcome, passed, ...(rtoMs !== undefined && { rtoMs }), rpoMs }
}
