import { BackupError } from '../../core/errors.ts'

const NOT_UNDONE: ReadonlySet<string> = new Set(['restore-outcome-unknown', 'restore-committed-early'])

/** Whether a load in one transaction failed in such a way that the target may not be as it was before. */
export function mayNotBeUndone(error: unknown): boolean {
  return error instanceof BackupError && NOT_UNDONE.has(error.code)
}

/** @param id of the transaction, as txid_status knows it */
export function outcomeUnknown(id: string, cause: unknown): BackupError {
  return new BackupError(
    {
      kind: 'database',
      code: 'restore-outcome-unknown',
      message: `The connection was lost while the restore was being committed: whether transaction ${id} was committed is not known.`,
      hint: `Ask the target before anything else: SELECT txid_status(${id}) says committed or aborted; only if aborted is everything as before.`,
    },
    cause,
  )
}

export function committedEarly(cause?: unknown): BackupError {
  return new BackupError(
    {
      kind: 'integrity',
      code: 'restore-committed-early',
      message:
        'The SQL of the backup ended the transaction of the restore itself: a part of it may be committed.',
      hint: 'Go back with the pre-restore backup, and do not trust this backup: no dump holds such a statement.',
    },
    cause,
  )
}
