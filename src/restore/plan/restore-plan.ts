import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { Fingerprint } from '../../fingerprint/fingerprint.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'

export interface SkippedEntry {
  readonly entry: TocEntry
  /** For people: `is installed already`, `event triggers need a superuser`. */
  readonly why: string
  /** Whether the target has it already, so that nothing will be lacking; where that is only presumed, the proof looks for it. */
  readonly there?: true | 'presumed'
  /** Whether it was asked for all the same: without it, what is restored is not all that was to be. */
  readonly missing?: true
  /** Of a table's data, as the manifest has it. */
  readonly rows?: number
}

/** What a restore will do, settled before anything is changed. */
export interface RestorePlan {
  /** In the archive's order. */
  readonly load: readonly TocEntry[]
  readonly skip: readonly SkippedEntry[]
  /** Whether what `load` defines is dropped first where it exists (`--clean --if-exists`). */
  readonly clean: boolean
  /** Relations of the target that are dropped, in words: `table public.orders`. */
  readonly drops: readonly string[]
  /** Tables of the target whose rows are deleted before others are loaded. */
  readonly empties: readonly TableName[]
  /** SQL that is run first, in the load's own transaction: it empties tables, detaches partitions that are dropped, and lets sequences be set back. */
  readonly before: string
  /** SQL that is run last, in the load's own transaction: it switches off what reaches out and came with SQL text. */
  readonly last: string
  /** Sequences that keep the value that the load sets, even where all else is undone. */
  readonly nonTransactionalSequences: readonly TableName[]
  /** Roles that are created first. */
  readonly createsRoles: readonly string[]
  /** Run at the beginning of the session that loads, such as session_replication_role. */
  readonly sessionSettings: readonly string[]
  /** What the loaded entries must be afterwards: the manifest's fingerprint without what is skipped. */
  readonly expected: Fingerprint
  /** Whether anything else the target holds afterwards is a difference, or was there before and is no concern. */
  readonly extras: 'different' | 'ignored'
  /** Run once everything is loaded, such as what informs an API of new definitions. */
  readonly afterwards: readonly string[]
  /** What is odd but no reason to stop. */
  readonly warnings: readonly string[]
}
