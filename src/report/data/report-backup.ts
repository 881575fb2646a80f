import { z } from 'zod'
import { BACKUP_CLASSES } from '../../catalog/backup-class.ts'
import { DRILL_OUTCOMES } from '../../catalog/drill-record.ts'

const count = z.int().nonnegative()
const bytes = z.int().nonnegative()
const milliseconds = z.int().nonnegative()

/** Whether a backup can be restored, as far as anybody looked. */
export const BACKUP_STATES = ['complete', 'missing', 'altered', 'refuted'] as const
export type BackupState = (typeof BACKUP_STATES)[number]

/** Something that is otherwise than in the backups before it. */
export const reportFindingSchema = z.object({
  kind: z.enum(['size', 'rows', 'duration', 'table', 'schema', 'extensions']),
  weight: z.enum(['anomaly', 'drift']).describe('drift is what a migration does, and no anomaly'),
  text: z.string().describe('one sentence'),
})

/** What keeps it from being removed. */
export const reportLockSchema = z.object({
  until: z.iso.datetime().exactOptional().describe('missing where only a legal hold is on it'),
  mode: z.string().exactOptional().describe("the store's word, such as COMPLIANCE"),
  legalHold: z.boolean(),
})

/** A drill, as a report shows it. */
export const reportDrillSchema = z.object({
  key: z.string().describe('of the backup'),
  at: z.iso.datetime().describe('when it began'),
  outcome: z.enum(DRILL_OUTCOMES),
  passed: z.boolean().describe('the backup, and the budgets'),
  rtoMs: milliseconds.exactOptional().describe('time to restore; missing where it could not be loaded'),
  rtoBudgetMs: milliseconds.exactOptional(),
  rpoMs: milliseconds.describe('age of the backup when the drill began'),
  rpoBudgetMs: milliseconds.exactOptional(),
  serverVersion: z.string(),
  reasons: z.array(z.string()).describe('why it did not pass, the most significant first; at most 5'),
})

/** A backup, in the few words that 2,000 of them leave room for. */
export const reportBackupSchema = z.object({
  key: z.string().describe('relative to the destination'),
  at: z.iso.datetime().describe('when it began: what it holds is of that moment'),
  class: z.enum(BACKUP_CLASSES),
  what: z
    .string()
    .describe(
      'full, schema, data, or `tables` and the name of the file: backups of different ones do not stand in for each other',
    ),
  state: z
    .enum(BACKUP_STATES)
    .describe(
      'complete: proven when it was made, and still there with the size that it had. missing, altered: its object is gone, or has another size. refuted: its last drill found that it does not restore to what it was',
    ),
  bytes: bytes.describe('as it is in the store'),
  dumpBytes: bytes.describe('as pg_dump wrote it'),
  ms: milliseconds.describe('from the begin to the written manifest'),
  rows: count,
  tables: count,
  encryption: z.enum(['none', 'age', 'age-passphrase', 'gpg-passphrase']).describe('by this action'),
  storageClass: z.string().exactOptional().describe('as the store names it; missing where it names none'),
  lock: z
    .union([reportLockSchema, z.literal('unknown')])
    .exactOptional()
    .describe(
      'missing where nothing holds it, or where nobody asked (locksRead); unknown where nobody may ask',
    ),
  drill: reportDrillSchema
    .pick({ at: true, outcome: true, passed: true, rtoMs: true, rpoMs: true })
    .exactOptional()
    .describe('the last one'),
  archivedFrom: z
    .string()
    .exactOptional()
    .describe('it is an archived copy of the backup with this key, which may be gone'),
  findings: z
    .array(reportFindingSchema)
    .exactOptional()
    .describe('against those before it, anomalies first; at most 5, and missing where there are none'),
  anomalies: count.exactOptional().describe('how many of its findings are, listed or not'),
})

export type ReportFinding = z.infer<typeof reportFindingSchema>
export type ReportLock = z.infer<typeof reportLockSchema>
export type ReportDrill = z.infer<typeof reportDrillSchema>
export type ReportBackup = z.infer<typeof reportBackupSchema>
