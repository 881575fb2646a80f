import { z } from 'zod'
import { BACKUP_CLASSES } from '../../catalog/backup-class.ts'
import { MODES } from '../../postgres/dump-choices.ts'
import { reportBackupSchema, reportDrillSchema, reportFindingSchema } from './report-backup.ts'

const count = z.int().nonnegative()
const bytes = z.int().nonnegative()
const milliseconds = z.int().nonnegative()
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Whether a series' backups are as recent as they should be. */
export const FRESHNESS_STATES = ['fresh', 'stale', 'not watched', 'way back'] as const

export const reportFreshnessSchema = z.object({
  state: z
    .enum(FRESHNESS_STATES)
    .describe(
      'not watched: no max-age says how old it may be; way back: it holds only what restores kept of their targets',
    ),
  words: z.string().describe('completes “the series …”'),
  newestAt: z.iso
    .datetime()
    .exactOptional()
    .describe('when the newest backup that can be restored began; missing where there is none'),
  ageMs: milliseconds.exactOptional(),
  maxAgeMs: milliseconds.exactOptional(),
  usualEveryMs: milliseconds
    .exactOptional()
    .describe('the median time between its last backups; missing below 3 of them'),
})

/** How much of the past year can be restored, from backups of the whole database. Days and months are those of UTC. */
export const reportCoverageSchema = z.object({
  since: day.describe('the first day that is looked at: that of the oldest backup, or a year ago'),
  days: z
    .object({ restorable: count, of: count })
    .describe('on which such a backup began; today is looked at once there is one'),
  months: z.object({ restorable: count, of: count }),
  longestGap: z
    .object({ ms: milliseconds, after: z.iso.datetime().describe('when the backup before it began') })
    .exactOptional()
    .describe('the longest time between two backups that follow each other, or since the last'),
  oldestAt: z.iso.datetime().exactOptional().describe('of all that can be restored, older than a year too'),
})

/** Size and duration over time. */
export const reportTrendSchema = z.object({
  what: z.string().describe('as in backups'),
  points: z
    .array(
      z.object({
        at: z.iso.datetime(),
        bytes,
        dumpBytes: bytes,
        ms: milliseconds,
        rows: count,
      }),
    )
    .describe('the oldest first; where there are more than 200, evenly chosen, with the first and the last'),
})

const before = { what: z.string(), before: z.string(), now: z.string(), change: z.string() }

/** The newest backup, compared with those before it. */
export const reportAnomaliesSchema = z.object({
  key: z.string().describe('of the backup that was judged'),
  class: z.enum(BACKUP_CLASSES),
  mode: z.enum(MODES),
  at: z.iso.datetime(),
  compared: count.describe('how many of the same series, class, mode and selection it was compared with'),
  enough: z.boolean().describe('false: there was none before it, and nothing can be said'),
  figures: z
    .array(z.object({ kind: z.string(), ...before, odd: z.boolean() }))
    .describe('of the whole backup, whether odd or not'),
  findings: z.array(reportFindingSchema.extend(before)).describe('anomalies first; at most 50'),
  anomalies: count.describe('how many of the findings are, listed or not'),
  totals: z.string().exactOptional().describe('what they come to, where they are many'),
  notCompared: z.array(z.string()).describe('what could not be compared, and why'),
})

/** The backups of one series. */
export const reportSeriesSchema = z.object({
  series: z.string(),
  source: z
    .object({ database: z.string(), host: z.string(), serverVersion: z.string() })
    .exactOptional()
    .describe("the newest backup's; missing where there is none"),
  freshness: reportFreshnessSchema,
  backups: z.array(reportBackupSchema).describe('the newest first; leftOut says how many more there are'),
  leftOut: count.describe('older ones that are not listed; everything else in here counts them too'),
  backupCount: count.describe('archived copies too'),
  bytes: bytes.describe('of its backups, as they are in the store, without what is beside them'),
  coverage: reportCoverageSchema,
  trends: z.array(reportTrendSchema).describe('by what they hold, full first; at most 6'),
  drills: z.array(reportDrillSchema).describe('the last of each backup, the newest first; at most 100'),
  anomalies: z
    .array(reportAnomaliesSchema)
    .describe(
      'of each class, mode and selection the newest, of the last 400 days; the newest first; at most 12',
    ),
  protection: z.object({
    encrypted: count.describe('by this action; what the store encrypts at rest is not counted'),
    notEncrypted: count,
    methods: z.record(z.string(), count),
    locked: count.describe('by a lock that has not run out, or a legal hold'),
    notLocked: count,
    lockUnknown: count.describe('nobody asked, or nobody may'),
  }),
})

export type ReportFreshness = z.infer<typeof reportFreshnessSchema>
export type ReportCoverage = z.infer<typeof reportCoverageSchema>
export type ReportTrend = z.infer<typeof reportTrendSchema>
export type ReportAnomalies = z.infer<typeof reportAnomaliesSchema>
export type ReportSeries = z.infer<typeof reportSeriesSchema>
