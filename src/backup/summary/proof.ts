import { code, details, plain, table } from '../../action/summary/markdown.ts'
import { formatSize } from '../../core/sizes.ts'
import { grouped } from '../../core/words.ts'
import { type BackupReport, tableCount } from '../report.ts'

/** How many tables are shown: more makes a page that nobody reads. */
const MOST_TABLES = 200

type Table = BackupReport['manifest']['fingerprint']['tables'][number]

/** What was read back out of the backup while it was made. */
export function proof({ manifest }: BackupReport): string {
  const { contents, fingerprint, format, mode } = manifest
  const entries = Object.entries(contents.entries)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([kind, count]) => `${plain(kind.toLowerCase())} ${grouped(count)}`)
  const extensions = contents.extensions.map(({ name, version }) => `${plain(name)} ${plain(version)}`)
  const { largeObjects } = fingerprint
  return [
    format === 'custom'
      ? 'pg_dump ended without an error, and pg_restore decoded every byte of the archive before it was stored.'
      : 'pg_dump ended without an error, and every byte of the SQL was read back before it was stored.',
    mode === 'schema'
      ? `**The definitions of ${grouped(tableCount(manifest))} tables** and all else were hashed on the way; rows were not asked for.`
      : `**${grouped(contents.rows)} rows in ${grouped(contents.tables)} tables** were counted and hashed on the way.`,
    '',
    table(
      ['', ''],
      [
        ['SHA-256 of the schema', code(fingerprint.ddlSha256)],
        ['Definitions', entries.join(', ') || 'none'],
        ['Extensions', extensions.join(', ') || 'none'],
        ...(largeObjects.count > 0
          ? [['Large objects', `${grouped(largeObjects.count)}, ${formatSize(largeObjects.bytes)}`]]
          : []),
      ],
    ),
    ...(fingerprint.tables.length > 0 ? ['', tables(fingerprint.tables)] : []),
  ].join('\n')
}

function tables(all: readonly Table[]): string {
  const shown = [...all].sort((one, other) => other.bytes - one.bytes).slice(0, MOST_TABLES)
  const rows = shown.map(({ schema, name, rows, bytes, sha256 }) => [
    code(`${schema}.${name}`),
    grouped(rows),
    formatSize(bytes),
    code(sha256),
  ])
  const note =
    all.length > shown.length
      ? `\n\nThe ${shown.length} largest of ${grouped(all.length)} tables; the manifest has them all.`
      : ''
  return details(
    `Tables (${grouped(all.length)})`,
    table(['Table', 'Rows', 'As COPY text', 'SHA-256'], rows) + note,
  )
}
