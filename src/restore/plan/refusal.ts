import type { Manifest } from '../../catalog/manifest.ts'
import type { BackupError } from '../../core/errors.ts'
import type { TargetFacts } from '../../postgres/target/target-facts.ts'
import type { RestoreChoices } from './restore-choices.ts'

/** Something that may speak against a restore. */
export type Refusal = (
  manifest: Manifest,
  target: TargetFacts,
  choices: RestoreChoices,
) => BackupError | undefined
