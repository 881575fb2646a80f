import { code, plain } from '../../action/summary/markdown.ts'
import { formatSize } from '../../core/sizes.ts'
import { firstOf } from '../../core/words.ts'
import { type BackupReport, tableCount } from '../report.ts'
import { encryptionLabel } from './encryption-words.ts'

interface Item {
  readonly what: string
  readonly done: boolean
  /** The real value; for what was not done, who does it. */
  readonly how: string
}

/** The runbooks' checklists, ticked by what this run really did: what it did not do stays open. */
export function checklists(report: BackupReport): string {
  return [
    '**Before considering a backup complete**',
    '',
    ...verification(report).map(line),
    '',
    '**After creating a backup**',
    '',
    ...creation(report).map(line),
  ].join('\n')
}

/** “Backup Verification Checklist” of the production guide. */
function verification(report: BackupReport): Item[] {
  const { manifest } = report
  const encrypted = encryptionLabel(report)
  return [
    { what: 'File exists and is not empty', done: true, how: stored(report) },
    { what: 'File can be listed', done: true, how: decoded(report) },
    expectedTables(report),
    { what: 'Time is the expected one', done: true, how: `${manifest.startedAt}, and in the name, in UTC` },
    {
      what: 'Stored in an encrypted location',
      done: encrypted !== undefined || report.storeEncryption !== undefined,
      how: encrypted ?? (report.storeEncryption ? atRest(report.storeEncryption) : UNSEALED),
    },
    { what: 'Retention policy is followed', done: false, how: 'not by this run' },
    {
      what: 'Restore procedure has been tested',
      done: false,
      how: 'not by this run: it decoded the backup, and restored it nowhere',
    },
  ]
}

/** “Checklist: After Creating a Backup” of the procedures. */
function creation(report: BackupReport): Item[] {
  const { manifest, storeEncryption } = report
  const inS3 = report.location.startsWith('s3://')
  const encrypted = encryptionLabel(report)
  return [
    { what: 'File created', done: true, how: code(manifest.key) },
    minimumSize(report),
    similarSize(report),
    { what: 'pg_restore reads it without an error', done: true, how: decoded(report) },
    {
      what: 'SHA-256 calculated and stored',
      done: true,
      how: `${code(manifest.stored.sha256)}, in ${code(report.checksumKey)}`,
    },
    {
      what: inS3 ? 'Uploaded to S3 with encryption' : 'Uploaded to S3 with encryption (here: a folder)',
      done: inS3 && (encrypted !== undefined || storeEncryption !== undefined),
      how: inS3
        ? [storeEncryption && atRest(storeEncryption), encrypted].filter(Boolean).join(', and ') || UNSEALED
        : `stored in ${code(report.location)}, ${encrypted ?? 'not encrypted'}`,
    },
    { what: 'Upload verified', done: true, how: CONFIRMED[manifest.stored.confirmed] },
    {
      what: 'Notification sent',
      done: false,
      how: 'not yet: see the end of this page, where one was asked for',
    },
    {
      what: 'Logged in the monitoring system',
      done: false,
      how: 'not by this run: the manifest is its record',
    },
    localCleanup(report),
  ]
}

const UNSEALED = 'not encrypted by this action nor, as far as it was asked to, by the store'

const CONFIRMED: Readonly<Record<BackupReport['manifest']['stored']['confirmed'], string>> = {
  sha256: 'size and SHA-256 of the store equal ours',
  'sha256-composite': "size and the store's SHA-256 over all parts equal ours",
  crc32: "size and the store's CRC32 equal ours",
  'crc32-composite': "size and the store's CRC32 over all parts equal ours",
  size: 'the size equals ours; the store gave no checksum to compare',
}

function atRest(kind: string): string {
  return `by the store, at rest (${plain(kind)})`
}

function stored({ manifest }: BackupReport): string {
  return `${formatSize(manifest.stored.bytes)} stored`
}

function decoded({ manifest }: BackupReport): string {
  return manifest.format === 'custom'
    ? 'more than listed: pg_restore decoded every byte'
    : 'SQL text: there is nothing to list; every byte was read back'
}

function expectedTables({ manifest }: BackupReport): Item {
  const { expectTables, tables: least } = manifest.checks.minimums
  const found = `${tableCount(manifest)} tables, at least ${least} wanted`
  const what = 'Contains the expected tables'
  if (expectTables.length === 0)
    return { what, done: false, how: `${found}; none were named in expect-tables` }
  return { what, done: true, how: `${found}, among them ${firstOf(expectTables.map(code), 20)}` }
}

function minimumSize({ manifest }: BackupReport): Item {
  const least = manifest.checks.minimums.bytes
  const size = `the dump has ${formatSize(manifest.dump.bytes)}`
  const what = 'Size is above the minimum'
  if (least <= 1) return { what, done: false, how: `${size}; no min-size was set` }
  return { what, done: true, how: `${size}, min-size is ${formatSize(least)}` }
}

function similarSize({ evaluation }: BackupReport): Item {
  const what = 'Size is similar to the previous ones'
  const figures = evaluation.kind === 'evaluated' ? evaluation.report.figures : []
  const size = figures.find(({ kind }) => kind === 'size')
  if (!size) return { what, done: false, how: 'not compared by this run' }
  return { what, done: !size.odd, how: `${size.now}, ${size.change} against ${size.before} before` }
}

function localCleanup({ localCopy, location }: BackupReport): Item {
  const what = 'Local clean-up performed'
  if (!localCopy) {
    const none = location.startsWith('s3://') ? 'no file was' : 'nothing but the backup itself was'
    return { what, done: true, how: `${none} written to this machine` }
  }
  const { keepDays, removed } = localCopy
  return { what, done: true, how: `copies are kept for ${keepDays} days, ${removed.length} older removed` }
}

function line({ what, done, how }: Item): string {
  return `- ${done ? '✅' : '⬜'} ${what}: ${how}`
}
