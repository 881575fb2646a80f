import { BackupError, defineError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'

const ARCHIVE_UNREADABLE = defineError({
  topic: 'dump',
  code: 'archive-unreadable',
  kind: 'integrity',
  meaning: 'The dump holds a statement that the proof cannot read, so that its data cannot be summed up.',
  fix: 'Report the statement, with your names replaced, as a bug.',
})

export const ARCHIVE_INCOMPLETE = defineError({
  topic: 'dump',
  code: 'archive-incomplete',
  kind: 'integrity',
  meaning: 'The dump ends without its closing line: something of it is missing.',
  fix: 'Run the backup again; for the roles alone, globals: false leaves them out.',
})

/** A dump that says something which this scanner does not know must not pass for understood. */
export function unreadable(statement: string): BackupError {
  return new BackupError({
    ...ARCHIVE_UNREADABLE,
    message: sentence(`The dump holds a statement that cannot be read: ${statement.slice(0, 200)}`),
    hint: 'Report this statement, with your names replaced, as a bug; nothing was stored.',
  })
}
