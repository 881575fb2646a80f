import type { Format, Mode } from '../postgres/dump-choices.ts'
import type { BackupClass } from './backup-class.ts'

/** What is appended to a backup's key to name its manifest, and the file for `sha256sum -c`. */
export const MANIFEST_SUFFIX = '.manifest.json'
export const CHECKSUM_SUFFIX = '.sha256'

export interface NameParts {
  readonly series: string
  readonly backupClass: BackupClass
  readonly mode: Mode
  readonly format: Format
  /** The patterns of the `tables` input; empty for the whole database. */
  readonly tables: readonly string[]
  readonly startedAt: Date
  /** What follows `.dump` or `.sql`: `.gz`, `.zst` or nothing for plain SQL; nothing for archives. */
  readonly compressionSuffix: string
  /** `.age`, `.gpg` or nothing. */
  readonly encryptionSuffix: string
}

export interface ObjectKeys {
  readonly series: string
  readonly backup: string
  readonly checksum: string
  readonly manifest: string
  /** Without folder: what `sha256sum -c` looks for. */
  readonly fileName: string
  /** Of the roles' SQL, where it is wanted. */
  readonly globals: string
}

const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

/** Whether `series` can stand in object keys, file names and commands as it is. */
export function isSeries(series: string): boolean {
  return SAFE.test(series)
}

/** A database's name as a series: what can't stand in a key becomes `-`. */
export function seriesOf(database: string): string {
  return slug(database) || 'database'
}

/** Where a backup is: the layout of design §2, with the runbooks' file names. Times are UTC. */
export function objectKeys(parts: NameParts): ObjectKeys {
  const opened = `${stem(parts)}${parts.format === 'custom' ? '.dump' : '.sql'}${parts.compressionSuffix}`
  const fileName = `${opened}${parts.encryptionSuffix}`
  const backup = `${parts.series}/${folder(parts)}/${fileName}`
  return {
    series: parts.series,
    backup,
    checksum: `${backup}${CHECKSUM_SUFFIX}`,
    manifest: `${backup}${MANIFEST_SUFFIX}`,
    // By the whole name: backups of one second in two formats have roles of their own.
    globals: `${parts.series}/${folder(parts)}/${opened}.globals.sql${parts.encryptionSuffix}`,
    fileName,
  }
}

/** The line that `sha256sum -c` accepts. */
export function checksumLine(sha256: string, fileName: string): string {
  return `${sha256}  ${fileName}\n`
}

function folder({ backupClass, mode, tables, startedAt }: NameParts): string {
  if (backupClass === 'pre-deploy' || backupClass === 'pre-restore') return backupClass
  if (mode === 'schema') return 'schemas'
  if (tables.length > 0) return 'tables'
  if (mode === 'data') return 'data-only'
  return startedAt.toISOString().slice(0, 7).replace('-', '/')
}

function stem(parts: NameParts): string {
  const suffix = ['pre-deploy', 'pre-restore'].includes(parts.backupClass) ? `_${parts.backupClass}` : ''
  return `${parts.series}_${what(parts)}_${stamp(parts.startedAt)}${suffix}`
}

function what({ mode, tables }: NameParts): string {
  if (tables.length > 0) {
    const [first = '', ...others] = tables.map(slug)
    const name = `${first || 'tables'}${others.length > 0 ? `-and-${others.length}-more` : ''}`
    return mode === 'full' ? name : `${name}_${mode}`
  }
  return mode === 'full' ? 'backup' : mode
}

/** `YYYYMMDD_HHMMSS`, UTC. */
function stamp(date: Date): string {
  return date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
    .slice(0, 64)
}
