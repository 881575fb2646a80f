import type { CheckRecord, DrillRecord } from '../../catalog/drill-record.ts'
import type { Manifest } from '../../catalog/manifest.ts'
import type { RunIdentity } from '../../catalog/run-identity.ts'
import type { Explanation } from '../../core/errors.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { Comparison } from '../../restore/verify/comparison.ts'
import type { StageTimes } from './stages.ts'

/** What was allowed. Milliseconds; undefined: nothing was said. */
export interface Budgets {
  readonly rtoMs: number | undefined
  readonly ageMs: number | undefined
}

/** What became of an extension of the backup. */
export interface DrilledExtension {
  readonly name: string
  /** As the source had it. */
  readonly version: string
  /** As the drill had it; undefined where it was skipped. */
  readonly restored?: string
  readonly outcome: 'created' | 'skipped'
}

/** What does not hold in a database, though it was loaded. */
export interface Broken {
  /** In words that name the object. */
  readonly line: string
  /** What it follows from, where it follows from values: it is as broken in the source where these are the same. */
  readonly by?: {
    /** As `SequenceValue` has it. */
    readonly sequence: string
    readonly tables: readonly TableName[]
  }
}

/** How far a drill came with the backup. */
export type Restoration =
  /** It could not be loaded, and the backup is at fault. */
  | { readonly kind: 'failed'; readonly problem: Explanation }
  | {
      readonly kind: 'loaded'
      readonly comparison: Comparison
      /** Sequences behind their columns and the like, a line each. */
      readonly broken: readonly string[]
      /** Those of them that the source has too, since all that they follow from compared equal. */
      readonly ofSource: readonly string[]
      /** The user's own. */
      readonly checks: readonly CheckRecord[]
    }

/** Everything that a drill knows in the end. Holds no secret. */
export interface DrillFindings {
  readonly manifest: Manifest
  readonly budgets: Budgets
  readonly server: DrillRecord['server']
  readonly clientVersion: string
  /** Sessions that loaded at once. */
  readonly jobs: number
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly times: StageTimes
  readonly extensions: readonly DrilledExtension[]
  readonly restoration: Restoration
  /** What could not be removed in the end: the scratch database of a given server. */
  readonly left: readonly Explanation[]
  readonly run: RunIdentity
}

/** A finished drill, as it is reported. Holds no secret. */
export interface DrillReport {
  readonly findings: DrillFindings
  readonly record: DrillRecord
  /** Why the step fails, each with what to do; empty where it does not. */
  readonly reasons: readonly Explanation[]
  /** Where the record is; undefined where none was wanted or none could be written. */
  readonly recordKey: string | undefined
  /** For people: `s3://bucket/prefix`, or the folder's path. */
  readonly location: string
  readonly url: (key: string) => string
  /** Of a store other than AWS, for the aws program. */
  readonly endpoint: string | undefined
  /** The command that opens a file with stock tools; undefined where nothing is sealed. */
  readonly openCommand: (file: string) => string | undefined
  readonly warnings: readonly string[]
}
