import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()
const milliseconds = z.int().nonnegative()
const lines = z.array(z.string())

const measured = {
  budgetMs: milliseconds.exactOptional().describe('what was allowed; missing where nothing was said'),
  within: z.boolean().exactOptional().describe('missing where there is no budget'),
}

/** What a drill found out about a backup. */
export const DRILL_OUTCOMES = ['proven', 'partly proven', 'failed'] as const
export type DrillOutcome = (typeof DRILL_OUTCOMES)[number]

/** What one of the user's own checks came to. */
export const checkRecord = z.object({
  check: z.string().describe('its name: the comment above it, or the beginning of its SQL'),
  outcome: z.enum(['passed', 'failed']),
  what: z.string().exactOptional().describe('why it failed'),
})

/** Version 1 of the record of a drill, which is beside the backup's manifest. Holds no secret. */
export const drillRecordSchema = z.object({
  schema: z.literal('pg-backup-drill/1'),
  key: z.string().describe('of the backup, relative to the destination'),
  series: z.string(),
  manifestSha256: sha256.describe("the manifest's own, as it was read"),
  dumpSha256: sha256.describe('of the dump that was restored, as the manifest has it'),
  outcome: z
    .enum(DRILL_OUTCOMES)
    .describe(
      'of the backup: proven (it was restored, and everything in it compared equal), partly proven (nothing was found wrong, not everything could be compared), or failed',
    ),
  passed: z.boolean().describe('whether the drill as a whole passed: the backup, and the budgets'),
  reasons: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .describe('why it did not pass, the most significant first; the codes are those of docs/errors.md'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  server: z.object({
    version: z.string(),
    kind: z.enum(['throwaway', 'given']).describe('started by the drill, or that of server-url'),
  }),
  clientVersion: z.string(),
  jobs: count.describe('how many sessions loaded at once'),
  stages: z
    .object({
      server: milliseconds.describe('client and server found or installed, the server started'),
      fetch: milliseconds.describe('downloaded, compared with the manifest, decrypted, written to disk'),
      prepare: milliseconds.describe('database, roles and extensions'),
      load: milliseconds.describe('pg_restore, or psql for SQL'),
      prove: milliseconds.describe('dumped again and compared'),
      check: milliseconds.describe('invariants, and the checks that were given'),
    })
    .partial()
    .describe('those that were come to'),
  rto: z
    .object({ ms: milliseconds.exactOptional().describe('fetch, prepare and load together'), ...measured })
    .describe('time to restore; ms is missing where the backup could not be loaded'),
  rpo: z
    .object({
      ms: milliseconds.describe('from the begin of the backup to the begin of the drill'),
      ...measured,
    })
    .describe('age of what would have been restored'),
  compared: z
    .object({
      tables: z.object({ equal: count, different: count, skipped: count, notVerified: count }),
      rows: count.describe('in the tables that are equal'),
    })
    .exactOptional()
    .describe('missing where the backup could not be loaded'),
  differences: lines.describe('what is not as the manifest says, each named; at most 100'),
  differenceCount: count,
  broken: lines.describe(
    'sequences behind their columns, invalid indexes, foreign keys that are switched off; where all of the backup compared equal, its source has them too, and the outcome is proven; at most 100',
  ),
  extensions: z
    .array(
      z.object({
        name: z.string(),
        version: z.string().describe('in the source'),
        restored: z.string().exactOptional().describe('in the drill; missing where it was skipped'),
        outcome: z.enum(['created', 'skipped']),
      }),
    )
    .exactOptional()
    .describe('those that the backup creates; absent in older records'),
  skipped: lines.describe('left out on purpose, with the reason; at most 100'),
  notVerified: lines.describe('what could not be compared, with the reason; at most 100'),
  checks: z.array(checkRecord).describe('those that were given'),
  run: z
    .object({ repository: z.string(), commit: z.string(), url: z.string() })
    .partial()
    .describe('where it was drilled; empty outside of GitHub'),
})

export type DrillRecord = z.infer<typeof drillRecordSchema>
export type CheckRecord = z.infer<typeof checkRecord>

/** As it is stored. */
export function serializeDrillRecord(record: DrillRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}
