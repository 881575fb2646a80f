/** What became of one object of the proof. An expected skip, a failure, and not having been able to look are three things. */
export type ProofOutcome = 'equal' | 'different' | 'skipped' | 'not verified'

/** One table of the manifest, as it was found in the restored database. */
export interface ComparedTable {
  readonly schema: string
  readonly name: string
  readonly outcome: ProofOutcome
  /** As the manifest has it. */
  readonly rows: number
  /** Why it is not equal; undefined where it is. */
  readonly what: string | undefined
}

/** The restored database against the manifest. */
export interface Comparison {
  readonly tables: readonly ComparedTable[]
  /** What fails the proof, a line each that names the object, tables among them. Empty: it is what was backed up. */
  readonly differences: readonly string[]
  /** What was left out on purpose, a line each with the reason. */
  readonly skipped: readonly string[]
  /** How many entries that were asked for were left out, and are nowhere: then not all is proven. */
  readonly missing: number
  /** What could not be compared, a line each with the reason. */
  readonly notVerified: readonly string[]
}
