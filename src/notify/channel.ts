import type { Notice } from './notice.ts'

/** A way to notify somebody: the port that each receiver has an adapter for, all held to one contract suite. */
export interface Channel {
  /** As the log names it: never an address, which may be a secret. */
  readonly name: string
  /** `notices` are reported as `notify-on` says; what keeps count of runs itself has to hear of `every run`. */
  readonly receives: 'notices' | 'every run'
  /** Says that a run has begun, where that is of interest. */
  begin?(signal: AbortSignal): Promise<void>
  /**
   * Returns when the receiver has accepted it. Bounded in time by itself.
   * @throws BackupError `notify-…`, of kind environment, without addresses and keys; what aborted, where `signal` did
   */
  send(notice: Notice, signal: AbortSignal): Promise<void>
}
