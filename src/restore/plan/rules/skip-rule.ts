import type { Manifest } from '../../../catalog/manifest.ts'
import type { TargetFacts } from '../../../postgres/target/target-facts.ts'
import type { TocEntry } from '../../../postgres/toc/toc-entry.ts'
import type { RestoreChoices } from '../restore-choices.ts'

/** What a rule may look at. */
export interface RestoreContext {
  readonly manifest: Manifest
  readonly toc: readonly TocEntry[]
  readonly target: TargetFacts
  readonly choices: RestoreChoices
}

/** An entry that is not loaded, and why. */
export interface SkipRule {
  /** For people who look for the rule that did it. */
  readonly name: string
  applies(entry: TocEntry, context: RestoreContext): boolean
  /** For people: `is installed already`. */
  why(entry: TocEntry, context: RestoreContext): string
  /**
   * The target has it already: what needs it is loaded, and nothing is lacking afterwards. Presumed of what a platform makes
   * by itself, and users add to: whether it is there is seen when the restore is proven.
   */
  readonly there?: true | 'presumed'
  /** It was asked for, and nobody chose to do without: a restore without it is not proven as a whole. */
  readonly missing?: true
  /** It is nowhere then: what needs it cannot be loaded either. */
  readonly withDependents?: true
  /** What somebody should know before it is missed; once for all entries of the rule. */
  warning?(entries: readonly TocEntry[], context: RestoreContext): string | undefined
}
