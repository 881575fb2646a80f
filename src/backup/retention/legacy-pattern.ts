import type { RetentionGroup } from './stored-backup.ts'

/** A pattern for the names of objects that were made before there were manifests. */
export interface LegacyPattern {
  /** As it was written. */
  readonly text: string
  readonly expression: RegExp
}

/** What a legacy object's name tells. */
export interface LegacyMatch {
  /** UTC. */
  readonly startedAt: Date
  readonly group: RetentionGroup
}
