import type { CleanupJournal } from '../core/cleanup-journal.ts'
import type { Reporter } from '../core/reporter.ts'
import type { Policy } from '../retention/policy.ts'
import type { ObjectStore, RemovedVersions } from '../storage/store.ts'

/** What is kept, what goes, and what is done about the rest. */
export interface PruneRequest {
  /** Only backups of this series; undefined: of all. */
  readonly series: string | undefined
  readonly policy: Policy
  /** Whether nothing is changed. */
  readonly dryRun: boolean
  /** Undefined: nothing is archived. */
  readonly archive: ArchiveChoice | undefined
  /** Whether what no backup has is removed too. */
  readonly sweep: boolean
  readonly versions: RemovedVersions
  /** Above 0, at most 1: the share of a series' backups that may go. */
  readonly maxRemovals: number
}

export interface ArchiveChoice {
  /** Undefined: the store's own. */
  readonly storageClass: string | undefined
}

export interface PruneDeps {
  readonly store: ObjectStore
  readonly journal: CleanupJournal
  readonly reporter: Reporter
  readonly now: () => Date
  readonly signal: AbortSignal
}
