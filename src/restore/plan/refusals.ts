import type { Manifest } from '../../catalog/manifest.ts'
import type { BackupError } from '../../core/errors.ts'
import type { TargetFacts } from '../../postgres/target/target-facts.ts'
import { selectionRefusals } from './refused-selection.ts'
import { targetRefusals } from './refused-target.ts'
import type { RestoreChoices } from './restore-choices.ts'

/**
 * Everything that speaks against a restore and can be reported without the archive's table of contents, each with the safe next
 * step; empty where nothing does. All of kind refusal.
 */
export function refusals(manifest: Manifest, target: TargetFacts, choices: RestoreChoices): BackupError[] {
  return [...targetRefusals, ...selectionRefusals].flatMap(refuse => refuse(manifest, target, choices) ?? [])
}
