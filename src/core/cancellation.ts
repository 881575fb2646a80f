import { BackupError, defineError } from './errors.ts'

export const CANCELLED = defineError({
  topic: 'ended-early',
  code: 'cancelled',
  kind: 'cancelled',
  meaning:
    'The run was stopped by a signal: somebody cancelled it, or a time limit or a newer run did. What it had begun was taken back.',
  fix: 'Run it again when it may run to its end; check timeout-minutes and concurrency of the workflow.',
})

/** No matter what fails in a run that was cancelled, fails because of that: the cancellation; undefined where there was none. */
export function cancellation({ aborted, reason }: AbortSignal): BackupError | undefined {
  return aborted && reason instanceof BackupError && reason.kind === 'cancelled' ? reason : undefined
}
