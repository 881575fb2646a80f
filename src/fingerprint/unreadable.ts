import { BackupError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'

/** A dump that says something which this scanner does not know must not pass for understood. */
export function unreadable(statement: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'archive-unreadable',
    message: sentence(`The dump holds a statement that cannot be read: ${statement.slice(0, 200)}`),
    hint: 'Report this statement, with your names replaced, as a bug; nothing was stored.',
  })
}
