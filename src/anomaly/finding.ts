/** What was compared between a backup and those before it. */
export type FindingKind = 'size' | 'rows' | 'duration' | 'table' | 'schema' | 'extensions'

/** `drift` is what a migration does: reported, and no anomaly. */
export type FindingWeight = 'anomaly' | 'drift'

/** Some names, and how many there are in all. */
export interface SomeNames {
  readonly count: number
  readonly first: readonly string[]
}

/** Which definitions are others than in an earlier backup, such as `INDEX public.by_name`. */
export interface SchemaChange {
  /** When the earlier backup was begun. */
  readonly since: string
  readonly added: SomeNames
  readonly removed: SomeNames
  readonly changed: SomeNames
}

/** Something that is otherwise than in the backups before. Holds names of tables and other objects, and no data. */
export interface Finding {
  readonly kind: FindingKind
  readonly weight: FindingWeight
  /** In a few words, such as `Rows of public.orders`. */
  readonly what: string
  readonly before: string
  readonly now: string
  /** Such as `−21.2 %`, `+30.0 %`, `emptied`. */
  readonly change: string
  /** All of it as one sentence. */
  readonly text: string
  /** Of kind `schema` only. */
  readonly schema?: SchemaChange
}

/** A figure of the whole backup beside the mean of those before it, whether it is odd or not. */
export interface Figure {
  readonly kind: Extract<FindingKind, 'size' | 'rows' | 'duration'>
  readonly what: string
  readonly before: string
  readonly now: string
  readonly change: string
  readonly odd: boolean
}

/** What a comparison with the backups before came to. */
export interface AnomalyReport {
  /** How many earlier backups there were to compare with: at most the window. */
  readonly compared: number
  /** False: there was none, and nothing is said but that. */
  readonly enough: boolean
  readonly figures: readonly Figure[]
  /** Worst first, drift last; at most `MOST_FINDINGS` anomalies. */
  readonly findings: readonly Finding[]
  /** How many anomalies there are, listed or not. Drift is none. */
  readonly anomalies: number
  /** What they come to where they are many: counted, and the figures of the whole. */
  readonly totals?: string
  /** What could not be compared, and why, in words. */
  readonly notCompared: readonly string[]
}
