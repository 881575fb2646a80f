import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LogLine } from './action-runner-log.ts'

/** The signals that end a step, one after the other while it lives, each with the time that it is then given. */
export type Ending = readonly { readonly signal: NodeJS.Signals; readonly thenWaitMs: number }[]

/** What actions/runner does when a job is cancelled or times out: to the step's own process only, not to its children. */
export const RUNNER_CANCELS: Ending = [
  { signal: 'SIGINT', thenWaitMs: 7_500 },
  { signal: 'SIGTERM', thenWaitMs: 2_500 },
  { signal: 'SIGKILL', thenWaitMs: 0 },
]
/** What an out-of-memory killer does, or a machine that is taken away. */
export const KILLED: Ending = [{ signal: 'SIGKILL', thenWaitMs: 0 }]

export interface Cancel {
  /** When: at the first line of the log for which this is true, or when the signal aborts. */
  readonly at: AbortSignal | ((line: LogLine) => boolean)
  /** How; RUNNER_CANCELS if not given. */
  readonly ending?: Ending
}

/** Ends a step when its time has come. */
export class Canceller {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #cancel: Cancel | undefined
  readonly #beforeSignal: () => void
  #cancelled = false

  /** `beforeSignal` is called while the step still lives: whose children its children are is not known afterwards. */
  constructor(
    child: ChildProcess,
    exited: Promise<unknown>,
    cancel: Cancel | undefined,
    beforeSignal: () => void,
  ) {
    this.#beforeSignal = beforeSignal
    this.#child = child
    this.#exited = exited
    this.#cancel = cancel
    if (!(cancel?.at instanceof AbortSignal)) return
    if (cancel.at.aborted) this.#now()
    else cancel.at.addEventListener('abort', this.#now, { once: true })
  }

  /** Whether the step was reported to end before it had ended by itself. */
  get cancelled(): boolean {
    return this.#cancelled
  }

  see(line: LogLine): void {
    if (typeof this.#cancel?.at === 'function' && this.#cancel.at(line)) this.#now()
  }

  /** To be called when the step is over: nothing is cancelled any more. */
  end(): void {
    if (this.#cancel?.at instanceof AbortSignal) this.#cancel.at.removeEventListener('abort', this.#now)
  }

  readonly #now = (): void => {
    if (this.#cancelled || this.#hasEnded) return
    this.#cancelled = true
    void this.#end(this.#cancel?.ending ?? RUNNER_CANCELS)
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  async #end(ending: Ending): Promise<void> {
    for (const { signal, thenWaitMs } of ending) {
      if (this.#hasEnded) return
      this.#beforeSignal()
      this.#child.kill(signal)
      const over = new AbortController()
      const waited = sleep(thenWaitMs, undefined, { signal: over.signal }).catch(() => {})
      await Promise.race([this.#exited, waited])
      over.abort()
    }
  }
}
