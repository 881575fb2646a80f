import { BackupError } from '../../core/errors.ts'

/** A table of contents that pg_dump cannot have written; `what` without its full stop. */
export function unreadableContents(what: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'archive-contents-unreadable',
    message: `The archive's table of contents is damaged or cut off: ${what}.`,
    hint: 'Do not trust this backup; restore an older one, and find out what changed it.',
  })
}

/** The format of another version of PostgreSQL than those that this action was measured with. */
export function unknownVersion(version: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'archive-version-unknown',
    message: `The archive's format ${version} is none of those that this action reads, 1.14 to 1.16 of PostgreSQL 12 to 19.`,
    hint: 'Use a newer version of this action, or restore with pg_restore itself: the backup needs nothing else.',
  })
}
