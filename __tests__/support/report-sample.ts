import { DEFAULT_THRESHOLDS } from '../../src/anomaly/thresholds.ts'
import { type Asked, type Found, reportData } from '../../src/report/data/compose-report.ts'
import type { FoundSeries } from '../../src/report/data/compose-series.ts'
import { NO_MAX_AGES } from '../../src/report/data/max-ages.ts'
import type { ReportBackup } from '../../src/report/data/report-backup.ts'
import type { ReportData } from '../../src/report/data/report-data.ts'

export const REPORT_NOW = new Date('2026-11-23T08:00:00.000Z')
export const THRESHOLDS = DEFAULT_THRESHOLDS

/** A backup in few words, of the shop's whole database, with what is given instead. */
export function reportBackupOf(instead: Partial<ReportBackup> = {}): ReportBackup {
  const at = instead.at ?? '2026-11-23T03:07:00.000Z'
  const stamp = at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
  return {
    key: `shop/${at.slice(0, 7).replace('-', '/')}/shop_backup_${stamp}.dump`,
    at,
    class: 'daily',
    what: 'full',
    state: 'complete',
    bytes: 500_000_000,
    dumpBytes: 500_000_000,
    ms: 75_500,
    rows: 1_234_567,
    tables: 12,
    encryption: 'age',
    ...instead,
  }
}

/** One backup a day until now, the newest first. */
export function dailyBackups(count: number, instead: Partial<ReportBackup> = {}): ReportBackup[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.parse('2026-11-23T03:07:00Z') - index * 86_400_000).toISOString()
    return reportBackupOf({ at, bytes: 500_000_000 + (count - index) * 1_000_000, ...instead })
  })
}

export function foundSeriesOf(instead: Partial<FoundSeries> = {}): FoundSeries {
  return {
    series: 'shop',
    source: { database: 'shop', host: 'db.example.com', serverVersion: '17.10' },
    backups: [reportBackupOf()],
    drills: [],
    anomalies: [],
    ...instead,
  }
}

/** A report of what was found, with nothing else in the store than is given. */
export function reportOfSeries(
  series: readonly FoundSeries[],
  found: Partial<Found> = {},
  asked: Partial<Asked> = {},
): ReportData {
  return reportData(
    {
      location: 's3://my-backups/prod',
      series,
      unreadable: [],
      orphans: { keys: [], bytes: 0 },
      stored: [],
      legacy: { count: 0, bytes: 0, kinds: [] },
      locksRead: true,
      warnings: [],
      ...found,
    },
    {
      maxAges: NO_MAX_AGES,
      run: { repository: undefined, commit: undefined, url: undefined },
      now: REPORT_NOW,
      ...asked,
    },
  )
}
