import type { Manifest } from '../catalog/manifest.ts'
import type { Explanation } from '../core/errors.ts'
import type { DrillPrograms } from './programs.ts'
import type { DrilledExtension, Restoration } from './record/findings.ts'
import type { DrillRequest, RunStage } from './request.ts'

export interface DrillContext {
  readonly manifest: Manifest
  readonly programs: DrillPrograms
  readonly request: DrillRequest
  /** Where the opened dump may be, in a folder with nothing else in it: removed once what was loaded was compared with it. */
  readonly file: string
  readonly stage: RunStage
  /** Called with what could not be removed in the end. */
  readonly reportLeft: (problem: Explanation) => void
}

export interface DrillResult {
  readonly restoration: Restoration
  readonly extensions: readonly DrilledExtension[]
  /** Sessions that loaded at once. */
  readonly jobs: number
}
