import { BackupError, defineError } from '../../core/errors.ts'

const NOT_UNDONE: ReadonlySet<string> = new Set(['restore-outcome-unknown', 'restore-committed-early'])

/** Whether a load in one transaction failed in such a way that the target may not be as it was before. */
export function mayNotBeUndone(error: unknown): boolean {
  return error instanceof BackupError && NOT_UNDONE.has(error.code)
}

const RESTORE_OUTCOME_UNKNOWN = defineError({
  topic: 'loading',
  code: 'restore-outcome-unknown',
  kind: 'database',
  meaning:
    'The connection broke after COMMIT was sent and before the server answered: the restore is either whole or not there at all.',
  fix: 'Ask the target, as the hint says: SELECT txid_status(…) says committed or aborted.',
})

/** @param id of the transaction, as txid_status knows it */
export function outcomeUnknown(id: string, cause: unknown): BackupError {
  return new BackupError(
    {
      ...RESTORE_OUTCOME_UNKNOWN,
      message: `The connection was lost while the restore was being committed: whether transaction ${id} was committed is not known.`,
      hint: `Ask the target before anything else: SELECT txid_status(${id}) says committed or aborted; only if aborted is everything as before.`,
    },
    cause,
  )
}

const RESTORE_COMMITTED_EARLY = defineError({
  topic: 'loading',
  code: 'restore-committed-early',
  kind: 'integrity',
  meaning:
    'A statement in the SQL of the backup ended the transaction of the restore, so that a part of it may be committed.',
  fix: 'Go back with the pre-restore backup, and do not trust this backup.',
})

export function committedEarly(cause?: unknown): BackupError {
  return new BackupError(
    {
      ...RESTORE_COMMITTED_EARLY,
      message:
        'The SQL of the backup ended the transaction of the restore itself: a part of it may be committed.',
      hint: 'Go back with the pre-restore backup, and do not trust this backup: no dump holds such a statement.',
    },
    cause,
  )
}
