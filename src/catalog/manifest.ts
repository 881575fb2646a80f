import { z } from 'zod'
import { FORMATS, MODES } from '../postgres/dump-choices.ts'
import { BACKUP_CLASSES } from './backup-class.ts'
import { FAIL_ON } from './fail-on.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const bytes = z.int().nonnegative()
const count = z.int().nonnegative()
const milliseconds = z.int().nonnegative()
const named = { schema: z.string(), name: z.string() }

const inAnyOrder = z
  .literal(true)
  .exactOptional()
  .describe("then sha256 is the sum of the rows' own, regardless of the order of rows and columns")
const tableSum = z.object({ ...named, rows: count, bytes, sha256, inAnyOrder })
const objectSum = z.object({ kind: z.string(), ...named, sha256 })
const sequenceValue = z.object({ sequence: z.string(), value: z.string(), called: z.boolean() })

const fingerprint = z.object({
  ddlSha256: sha256.describe('over all definitions, in the order of kind, schema and name'),
  objects: z.array(objectSum).describe('each definition, without owner and privileges'),
  tables: z
    .array(tableSum)
    .describe('each table that carries data: its COPY text as read back from the archive'),
  sequences: z.array(sequenceValue),
  largeObjects: z.object({ count, bytes, sha256 }),
})

const encryption = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({ method: z.literal('age'), to: z.array(z.string()) }),
  z.object({ method: z.literal('age-passphrase') }),
  z.object({ method: z.literal('gpg-passphrase'), cipher: z.literal('AES256') }),
])

/** Which part of a stored object the store itself confirmed. */
const confirmation = z
  .enum(['sha256', 'sha256-composite', 'crc32', 'crc32-composite', 'size'])
  .describe('what was compared after the upload')

const patterns = z.array(z.string())

/** Version 1 of the record beside each backup. Written last: what has no manifest is not a backup. */
export const manifestSchema = z.object({
  schema: z.literal('pg-backup-manifest/1'),
  key: z.string().describe('the object, relative to the destination'),
  series: z.string(),
  class: z.enum(BACKUP_CLASSES),
  mode: z.enum(MODES),
  format: z.enum(FORMATS),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  source: z.object({
    database: z.string(),
    host: z.string().describe('without credentials'),
    port: z.int().positive().exactOptional().describe('absent in older manifests'),
    serverVersion: z.string(),
    systemIdentifier: z.string().exactOptional().describe('of the cluster, where the role may read it'),
    databaseOid: z
      .string()
      .exactOptional()
      .describe('of the database in its cluster, regardless of its name; absent in older manifests'),
    databaseBytes: bytes.exactOptional(),
    unloggedWithoutRows: z
      .array(z.string())
      .exactOptional()
      .describe('unlogged tables of a standby, which has no rows of them; absent where there are none'),
    encoding: z.string(),
    locale: z
      .object({
        provider: z.enum(['libc', 'icu', 'builtin']),
        collate: z.string().describe('LC_COLLATE'),
        ctype: z.string().describe('LC_CTYPE'),
        name: z.string().exactOptional().describe("the provider's locale, where it is not libc"),
        rules: z.string().exactOptional().describe("ICU's additional rules"),
      })
      .exactOptional()
      .describe('how the database sorts; absent in older manifests'),
  }),
  clientVersion: z.string(),
  run: z
    .object({ repository: z.string(), commit: z.string(), url: z.string() })
    .partial()
    .describe('where it was made; empty outside of GitHub'),
  options: z.object({
    compression: z.string(),
    noOwner: z.boolean(),
    noAcl: z.boolean(),
    tables: patterns,
    excludeTables: patterns,
    schemas: patterns,
    excludeSchemas: patterns,
    excludeTableData: patterns,
    failOn: z
      .array(z.enum(FAIL_ON))
      .exactOptional()
      .describe(
        'what, found by the comparison with those before it, was to fail the run; absent for nothing',
      ),
  }),
  encryption,
  dump: z.object({ bytes, sha256 }).describe('as pg_dump wrote it'),
  stored: z.object({ bytes, sha256, confirmed: confirmation }).describe('as it is in the store'),
  globals: z
    .object({ key: z.string(), bytes, sha256 })
    .exactOptional()
    .describe('the roles, without passwords'),
  contents: z.object({
    tables: count,
    rows: count,
    entries: z
      .record(z.string(), count)
      .describe("the archive's entries by PostgreSQL's own words for their kind"),
    extensions: z.array(z.object({ name: z.string(), version: z.string() })),
  }),
  fingerprint,
  checks: z
    .object({
      archiveDecoded: z
        .literal(true)
        .describe('every byte went through pg_restore (or the decompressor, for SQL)'),
      minimums: z.object({ bytes, tables: count, expectTables: patterns }),
      storeConfirmed: confirmation,
    })
    .describe('what was checked before this manifest was written'),
  timing: z.object({
    prepareMs: milliseconds.describe('server asked, client found, destination and key checked'),
    streamMs: milliseconds.describe('dump, proof, encryption and upload, at once'),
    completeMs: milliseconds.describe('upload completed and compared'),
  }),
  archived: z
    .object({
      from: z.string().describe('the backup that was copied, relative to the destination'),
      fromManifestSha256: sha256.describe("the manifestSha256 of that backup's own manifest"),
      at: z.iso.datetime(),
    })
    .exactOptional()
    .describe('of a copy that was archived'),
  manifestSha256: sha256.describe('of this very file, with these 64 digits as zeros'),
})

export type Manifest = z.infer<typeof manifestSchema>

/** As it is stored: one line an entry would be unreadable, so it is indented. */
export function serializeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}
