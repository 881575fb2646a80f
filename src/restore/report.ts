import type { Manifest } from '../catalog/manifest.ts'
import type { Explanation } from '../core/errors.ts'
import type { LoadStrategy } from './plan/load-strategy.ts'
import type { RestoreChoices } from './plan/restore-choices.ts'
import type { RestorePlan } from './plan/restore-plan.ts'
import type { Comparison } from './verify/comparison.ts'

/** What became of a restore, or of its dry run. */
export type RestoreOutcome =
  /** A dry run: nothing stands in the way. */
  | 'planned'
  /** Something stands in the way; nothing was changed. */
  | 'refused'
  /** Restored, and equal to what was backed up. */
  | 'proven'
  /** Restored, and nothing differs, but not all could be compared, or not all that was asked for could be restored. */
  | 'partly proven'
  /** Restored, and something is not what was backed up. */
  | 'different'
  /** Begun, and ended by a failure. */
  | 'failed'

/** The safety copy of the target. */
export type PreRestore =
  | { readonly kind: 'made'; readonly manifest: Manifest; readonly manifestKey: string }
  /** In a dry run. */
  | { readonly kind: 'to be made' }
  | { readonly kind: 'none'; readonly why: string }

/** In which state a failed restore has left the target. */
export type TargetState =
  /** As it was before. */
  | 'unchanged'
  /** As it was before, except sequences that may have the backup's values: the role does not own them. */
  | 'sequences set'
  /** Some of the backup may be in it. */
  | 'partly loaded'
  /** All of the backup may be in it, or nothing. */
  | 'unknown'
  /** The backup is in it; what should have followed is not. */
  | 'loaded'

/** Something that is done with the restored data. */
export interface PostRestoreStep {
  readonly what: 'disable-outbound' | 'post-restore-sql' | 'preset' | 'analyze'
  readonly outcome: 'done' | 'failed' | 'not run'
  /** What it did, a line each. */
  readonly lines: readonly string[]
}

export interface StageTime {
  readonly stage: string
  readonly ms: number
}

export interface TargetAfter {
  /** Statements that drop what was not there before. */
  readonly dropAdditions: readonly string[]
  /** Of the database; undefined where the role may not know it. */
  readonly databaseBytes: number | undefined
}

/** A restore, as it is reported. Holds no secret. */
export interface RestoreReport {
  readonly outcome: RestoreOutcome
  readonly dryRun: boolean
  readonly asked: Pick<RestoreChoices, 'preset' | 'selection'>
  /** The backup. */
  readonly manifest: Manifest
  /** For people: `s3://bucket/prefix`, or the folder's path. */
  readonly location: string
  readonly target: {
    readonly database: string
    readonly host: string
    readonly port: number
    readonly version: string
  }
  /** The target as the load has left it; undefined where it was not asked again. */
  readonly after: TargetAfter | undefined
  /** Undefined where something stood in the way before it was made. */
  readonly plan: RestorePlan | undefined
  readonly strategy: LoadStrategy | undefined
  /** What stands in the way, each with the safe next step. */
  readonly refusals: readonly Explanation[]
  readonly preRestore: PreRestore
  /** Stay no matter what becomes of the load: roles belong to the cluster. */
  readonly createdRoles: readonly string[]
  readonly comparison: Comparison | undefined
  readonly afterCare: readonly PostRestoreStep[]
  /** What ended it, the first cause first, and how the target is left. */
  readonly failure: { readonly errors: readonly unknown[]; readonly target: TargetState } | undefined
  readonly warnings: readonly string[]
  readonly timing: readonly StageTime[]
  readonly ms: number
}

/** Whether the target's rows are those that it had before. */
export function holdsItsOwn(state: TargetState): boolean {
  return state === 'unchanged' || state === 'sequences set'
}

/** Whether the restored data still is what the backup held, unmasked, though it was to be masked. */
export function leftUnmasked({ afterCare, failure }: RestoreReport): boolean {
  const masking = afterCare.find(({ what }) => what === 'post-restore-sql')
  const dataIsIn = failure === undefined || !holdsItsOwn(failure.target)
  return dataIsIn && masking !== undefined && masking.outcome !== 'done'
}
