import { BackupError, defineError } from '../../core/errors.ts'

const ARCHIVE_CONTENTS_UNREADABLE = defineError({
  topic: 'stored-backups',
  code: 'archive-contents-unreadable',
  kind: 'integrity',
  meaning: 'The table of contents at the beginning of an archive is damaged or cut off.',
  fix: 'Do not trust this backup; restore an older one, and find out what changed it.',
})

/** A table of contents that pg_dump cannot have written; `what` without its full stop. */
export function unreadableContents(what: string): BackupError {
  return new BackupError({
    ...ARCHIVE_CONTENTS_UNREADABLE,
    message: `The archive's table of contents is damaged or cut off: ${what}.`,
  })
}

const ARCHIVE_VERSION_UNKNOWN = defineError({
  topic: 'stored-backups',
  code: 'archive-version-unknown',
  kind: 'environment',
  meaning:
    'An archive was written by a PostgreSQL whose format this action does not know: it knows 1.14 to 1.16, of versions 12 to 19.',
  fix: 'Use a newer version of this action, or restore with pg_restore itself: the backup needs nothing else.',
})

/** The format of another version of PostgreSQL than those that this action was measured with. */
export function unknownVersion(version: string): BackupError {
  return new BackupError({
    ...ARCHIVE_VERSION_UNKNOWN,
    message: `The archive's format ${version} is none of those that this action reads, 1.14 to 1.16 of PostgreSQL 12 to 19.`,
  })
}
