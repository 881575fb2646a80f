import { BackupError, defineError, type Explanation } from '../core/errors.ts'
import { SCRATCH_DISK_FULL, SCRATCH_UNUSABLE } from '../core/scratch-errors.ts'

/** What the file system says of a disk, or a quota, that is full. */
const FULL = new Set(['ENOSPC', 'EDQUOT'])

/** Whether an error is about what the runner reads from the step, which it keeps in files below RUNNER_TEMP. */
export function isFileFailure(error: unknown): error is Error {
  // The toolkit's own, for a file that the runner did not make.
  return error instanceof Error && ('syscall' in error || error.message.startsWith('Missing file at path'))
}

/** The step can't keep for its post step what that would have to clean up, so it stops before there is anything. */
export function stateNotKept(cause: unknown): BackupError {
  return new BackupError(isFull(cause) ? FULL_OF_STATE : STATE_UNWRITABLE, cause)
}

const FULL_OF_STATE: Explanation = {
  ...SCRATCH_DISK_FULL,
  message: 'No space is left in RUNNER_TEMP, where the runner keeps the state of this step.',
  hint: 'Free space on that disk, or use a larger runner.',
}

const STATE_UNWRITABLE: Explanation = {
  ...SCRATCH_UNUSABLE,
  message: 'The file in RUNNER_TEMP in which the runner keeps the state of this step cannot be written.',
  hint: 'Check that RUNNER_TEMP exists, and can be written to by this user.',
}

const RESULTS_NOT_WRITTEN = defineError({
  topic: 'results',
  code: 'results-not-written',
  kind: 'environment',
  meaning:
    'What the step was to do is done, such as the backup that is stored, and its outputs or its summary could not be written.',
  fix: 'Free space on the disk of RUNNER_TEMP. Steps that need the outputs must not run on without them.',
})

/**
 * The work is done, and the job cannot be given its results.
 * @param done what is done, as a sentence without its full stop
 */
export function resultsNotWritten(done: string, cause: Error): BackupError {
  const why = isFull(cause) ? 'no space is left in RUNNER_TEMP' : 'the files of the runner cannot be written'
  return new BackupError(
    {
      ...RESULTS_NOT_WRITTEN,
      message: `${done}, but its outputs and summary could not be written: ${why}.`,
      hint: 'Free space on the disk of RUNNER_TEMP, or use a larger runner. Steps that need the outputs must not run now.',
    },
    cause,
  )
}

function isFull(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && FULL.has(String(cause.code))
}
