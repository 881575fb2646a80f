import type { Reporter } from '../core/reporter.ts'
import type { StageTime } from './report.ts'

/** Runs stages, and knows how long each took. */
export class StageClock {
  readonly #reporter: Reporter
  readonly #startedAt = performance.now()
  readonly #stages: StageTime[] = []

  constructor({ reporter }: { readonly reporter: Reporter }) {
    this.#reporter = reporter
  }

  /** In a group of the log. */
  async stage<T>(stage: string, body: () => Promise<T>): Promise<T> {
    return await this.timed(stage, () => this.#reporter.group(stage, body))
  }

  /** For a stage that has groups of its own: GitHub's log knows no groups within groups. */
  async timed<T>(stage: string, body: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    try {
      return await body()
    } finally {
      this.#stages.push({ stage, ms: Math.round(performance.now() - startedAt) })
    }
  }

  /** Those that were come to, no matter what became of them. */
  get stages(): readonly StageTime[] {
    return [...this.#stages]
  }

  /** Since it was made. */
  get ms(): number {
    return Math.round(performance.now() - this.#startedAt)
  }
}
