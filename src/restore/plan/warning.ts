import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { ExistingTable } from './existing-tables.ts'
import type { Circumstances } from './rules/skip-rule.ts'

/** What was settled until now. */
export interface Settled {
  readonly load: readonly TocEntry[]
  readonly clean: boolean
  readonly existing: readonly ExistingTable[]
  readonly setForGood: readonly TableName[]
}

/** A warning, where it applies. */
export type Warning = (settled: Settled, circumstances: Circumstances) => string | undefined
