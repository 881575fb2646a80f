import type { PostRestoreStep, PreRestore, RestoreReport, TargetAfter } from './report.ts'
import type { Comparison } from './verify/comparison.ts'

/** What the steps that change the target came to. */
export interface Changes {
  readonly preRestore: PreRestore
  readonly createdRoles?: readonly string[]
  readonly after?: TargetAfter | undefined
  readonly comparison?: Comparison
  readonly afterCare?: readonly PostRestoreStep[]
  readonly failure?: NonNullable<RestoreReport['failure']>
  readonly warnings?: readonly string[]
}
