import type { BackupClass } from '../catalog/backup-class.ts'
import type { Explanation } from '../core/errors.ts'

/** What became of something that was looked at. */
export type Disposition =
  /** `planned`: a dry run would have been no dry run. */
  | { readonly kind: 'kept' | 'removed' | 'planned'; readonly rule: string }
  /** The store holds it fast: said, not failed. */
  | { readonly kind: 'locked'; readonly rule: string }
  | { readonly kind: 'failed'; readonly rule: string; readonly problem: Explanation }

/** One backup, and the one rule that decided. */
export interface PrunedBackup {
  /** Relative to the destination. */
  readonly key: string
  readonly series: string
  readonly what: string
  /** Undefined where nobody had to know it. */
  readonly backupClass: BackupClass | 'legacy' | 'archived' | undefined
  readonly startedAt: Date
  /** Of all of its objects. */
  readonly bytes: number
  readonly disposition: Disposition
}

/** Objects of no backup under one name, or an upload that nobody ended. */
export interface Leftover {
  readonly key: string
  readonly kind: 'objects' | 'upload' | 'versions'
  readonly since: Date
  readonly bytes: number
  readonly disposition: Disposition
}

/** What sweeping came to; `problem`: what ended it as a whole. */
export interface Swept {
  readonly leftovers: readonly Leftover[]
  readonly problem: Explanation | undefined
}

/** A backup of which there is a copy in the archive now, or, in a dry run, would be. */
export interface ArchivedBackup {
  readonly from: string
  readonly key: string
  readonly bytes: number
  /** Undefined: the store's own. */
  readonly storageClass: string | undefined
}

/** A run of prune, as it is reported. Holds no secret. */
export interface PruneReport {
  /** For people: `s3://bucket/prefix`, or the folder's path. */
  readonly location: string
  readonly dryRun: boolean
  readonly now: Date
  /** By series, what it holds, and the newest first. */
  readonly backups: readonly PrunedBackup[]
  readonly archived: readonly ArchivedBackup[]
  readonly leftovers: readonly Leftover[]
  /** How many objects there are that are neither backups nor left by one. */
  readonly foreignObjects: number
  /** Why the step fails all the same, when everything else was done. */
  readonly problems: readonly Explanation[]
  readonly warnings: readonly string[]
}

export function countOf(
  all: readonly { readonly disposition: Disposition }[],
  ...kinds: Disposition['kind'][]
): number {
  return all.filter(({ disposition }) => kinds.includes(disposition.kind)).length
}

/** Of what is gone, or in a dry run would go. */
export function freedBytes({ backups, leftovers }: Pick<PruneReport, 'backups' | 'leftovers'>): number {
  return [...backups, ...leftovers]
    .filter(({ disposition }) => disposition.kind === 'removed' || disposition.kind === 'planned')
    .reduce((sum, { bytes }) => sum + bytes, 0)
}
