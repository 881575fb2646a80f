import type { RunContexts } from './contexts.ts'
import type { RunOptions } from './options.ts'
import type { Json } from './tokens.ts'
import type { WorkflowFile } from './workflow-file.ts'

/** A run of one workflow file: the run's own, or that of a called workflow. */
export interface FileRun {
  readonly options: RunOptions
  readonly workflow: WorkflowFile
  readonly contexts: RunContexts
  /** What the caller's token may do. */
  readonly granted: Json
  /** Every secret of the run. */
  readonly hidden: readonly string[]
  /** How many workflows stand above. */
  readonly depth: number
  readonly signal: AbortSignal
}
