import { BACKUP_CLASSES } from '../../../catalog/backup-class.ts'
import { isSeries } from '../../../catalog/names.ts'
import { parseNameList } from '../../../core/name-list.ts'
import { parsed, quoted, refused } from '../../../core/parsed.ts'
import { parseCompression } from '../../../postgres/compression-choice.ts'
import { FORMATS, MODES } from '../../../postgres/dump-choices.ts'
import { PRESETS } from '../../../presets/preset-name.ts'
import { flag, oneOf, type Reader } from '../readers.ts'
import { defaulting, listing, optional } from '../row.ts'

/** Restore takes the `pre-restore` ones itself. */
const CLASSES = BACKUP_CLASSES.filter(name => name !== 'pre-restore')

export const series: Reader<string> = {
  read: value =>
    isSeries(value)
      ? parsed(value)
      : refused(
          `${quoted(value)} can't name a folder; write letters, digits, dots, hyphens and underscores, such as shop-production`,
        ),
}

const patterns = { read: parseNameList }

/** What is dumped, and as what it is filed. */
export const dumpInputs = {
  series: optional(series, {
    description:
      'The name that the backups of one database are filed under. Give each environment its own, such as `shop-production`.',
    defaultDescription: "the database's name",
  }),
  class: defaulting(oneOf(CLASSES), 'manual', {
    description: 'Why this backup is taken: decides the folder, and how long `prune` keeps it.',
  }),
  mode: defaulting(oneOf(MODES), 'full', {
    description: 'What is dumped: everything, the structure only, or the rows only.',
  }),
  tables: listing(patterns, {
    description:
      'Dump only these tables, with their partitions and the tables that inherit from them, by the patterns of `pg_dump --table`. One a line or separated by commas; a comma in double quotes or brackets belongs to the name. What they need and the selection lacks (a referenced table, a type) is a warning.',
    defaultDescription: 'all',
  }),
  'exclude-tables': listing(patterns, {
    description:
      'Leave out these tables, with their partitions: patterns as in `tables`. One that matches nothing is a warning.',
  }),
  schemas: listing(patterns, {
    description: 'Dump only these schemas, by the patterns of `pg_dump --schema`, such as `public, auth`.',
    defaultDescription: 'all',
  }),
  'exclude-schemas': listing(patterns, {
    description: 'Leave out these schemas: patterns as in `schemas`.',
  }),
  'exclude-table-data': listing(patterns, {
    description:
      'Dump these tables without their rows and those of their partitions, such as logs and caches: patterns as in `tables`.',
  }),
  preset: defaulting(oneOf(['none', ...PRESETS]), 'none', {
    description:
      "Leave out the schemas that a platform keeps for itself, besides `exclude-schemas`. `supabase`: `realtime`, `vault`, `extensions`, `graphql` and others that every project has; `auth` and `storage` are dumped, and of them a restore takes the rows. Secrets of the vault are not: their key is the project's.",
  }),
  format: defaulting(oneOf(FORMATS), 'custom', {
    description: 'The archive of pg_dump, from which single tables can be restored; or SQL text, for `psql`.',
  }),
  compression: defaulting({ read: parseCompression }, 'auto', {
    description:
      'As `pg_dump --compress` takes it: `none`, `0` to `9` (gzip), `gzip:6`, `zstd:1`, `lz4:1`. `auto` is the fastest whose size is near the smallest.',
  }),
  'no-owner': defaulting(flag, 'true', {
    description: 'Leave out who owns what, so that the backup restores under any role.',
  }),
  'no-acl': defaulting(flag, 'true', {
    description: 'Leave out GRANT and REVOKE, so that the backup restores where those roles are missing.',
  }),
  globals: defaulting(flag, 'false', {
    description: 'Store the roles and tablespaces too, by pg_dumpall, without passwords.',
  }),
}
