import { z } from 'zod'
import { LEGACY_KINDS } from '../../catalog/legacy/legacy-kind.ts'
import { reportSeriesSchema } from './report-series.ts'

const count = z.int().nonnegative()
const bytes = z.int().nonnegative()

/** The worst of what there is to say: `failure` fails the step. */
export const VERDICTS = ['good', 'attention', 'failure'] as const
export type ReportVerdict = (typeof VERDICTS)[number]

/** What there may be to say something about. */
export const ATTENTION_ABOUT = [
  'freshness',
  'manifest',
  'backup',
  'drill',
  'anomaly',
  'orphans',
  'clock',
  'report',
] as const

/** Something that somebody should look at. */
export const attentionSchema = z.object({
  level: z.enum(['failure', 'warning']),
  series: z.string().exactOptional().describe('missing where it concerns all'),
  about: z.enum(ATTENTION_ABOUT),
  message: z.string().describe('one sentence'),
})

const storageClassTotal = z.object({
  storageClass: z.string().exactOptional().describe('missing where the store names none'),
  objects: count,
  bytes,
})

/** Version 1 of what is known of all the backups of a destination. Holds no secret. */
export const reportSchema = z.object({
  schema: z.literal('pg-backup-report/1'),
  madeAt: z.iso.datetime(),
  location: z.string().describe('s3://bucket/prefix, or the path of a folder'),
  run: z
    .object({ repository: z.string(), commit: z.string(), url: z.string() })
    .partial()
    .describe('where it was made; empty outside of GitHub'),
  verdict: z.enum(VERDICTS).describe('good: nothing in attention; failure: something in it fails the step'),
  attention: z.array(attentionSchema).describe('failures first; at most 200'),
  attentionCount: count,
  totals: z.object({
    series: count,
    backups: count,
    objects: count.describe('all that are stored there: backups, what is beside them, and orphans'),
    bytes: bytes.describe('of these'),
    storage: z.array(storageClassTotal).describe('the most bytes first'),
  }),
  locksRead: z.boolean().describe('whether the store was asked for locks'),
  series: z.array(reportSeriesSchema).describe('the stale ones first, then by name'),
  unreadable: z
    .array(z.object({ key: z.string(), message: z.string() }))
    .describe('backups whose manifest cannot be read: they count nowhere else; at most 100'),
  unreadableCount: count,
  legacy: z
    .object({
      count,
      bytes,
      kinds: z.array(
        z.object({
          kind: z.enum(LEGACY_KINDS),
          count,
          bytes,
          newestAt: z.iso.datetime().describe('by its name'),
          newestKey: z.string(),
        }),
      ),
    })
    .describe('what looks like dumps of before this action, by name: without manifests, and so not proven'),
  orphans: z
    .object({
      count,
      bytes,
      keys: z.array(z.string()).describe('at most 100'),
    })
    .describe('objects older than a day that belong to no backup'),
  warnings: z.array(z.string()).describe('what kept this report from being whole; at most 100'),
})

export type Attention = z.infer<typeof attentionSchema>
export type ReportData = z.infer<typeof reportSchema>
export type StorageClassTotal = z.infer<typeof storageClassTotal>

/** As it is stored in report.json: on one line, since 2,000 backups indented are twice as large. */
export function serializeReport(report: ReportData): string {
  return `${JSON.stringify(report)}\n`
}
