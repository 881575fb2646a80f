import type { Disposition, PrunedBackup, PruneReport } from '../../../src/prune/prune-report.ts'

const NOW = new Date('2026-11-23T00:00:00Z')

export function prunedBackup(days: number, disposition: Disposition): PrunedBackup {
  const startedAt = new Date(NOW.getTime() - days * 86_400_000)
  const stamp = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
  const key = `shop/${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/shop_backup_${stamp}.dump`
  return { key, series: 'shop', what: 'full', backupClass: 'daily', startedAt, bytes: 1024 ** 2, disposition }
}

/** A prune that removed one of two backups, with what is given instead. */
export function pruneReportOf(instead: Partial<PruneReport> = {}): PruneReport {
  return {
    location: 's3://my-backups/prod',
    dryRun: false,
    now: NOW,
    backups: [
      prunedBackup(1, { kind: 'kept', rule: 'newest proven of its series' }),
      prunedBackup(40, { kind: 'removed', rule: 'daily backups are kept 30 days, and it is older' }),
    ],
    archived: [],
    leftovers: [],
    foreignObjects: 0,
    problems: [],
    warnings: [],
    ...instead,
  }
}
