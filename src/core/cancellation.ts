import { BackupError } from './errors.ts'

/** No matter what fails in a run that was cancelled, fails because of that: the cancellation; undefined where there was none. */
export function cancellation({ aborted, reason }: AbortSignal): BackupError | undefined {
  return aborted && reason instanceof BackupError && reason.kind === 'cancelled' ? reason : undefined
}
