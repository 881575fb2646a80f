import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { ExistingTable } from './existing-tables.ts'
import type { RestoreContext } from './rules/skip-rule.ts'

/** What was settled until now. */
export interface PlanDraft {
  readonly load: readonly TocEntry[]
  readonly clean: boolean
  readonly existing: readonly ExistingTable[]
  readonly nonTransactionalSequences: readonly TableName[]
}

/** A warning, where it applies. */
export type Warning = (draft: PlanDraft, context: RestoreContext) => string | undefined
