/** A schema that is the platform's, not the user's. */
export interface ManagedSchema {
  readonly name: string
  /** Whether a backup holds it. */
  readonly backup: 'whole' | 'left out'
  /** What a restore does with it: its tables are the platform's to define. Rows come with policies and triggers of the user's. */
  readonly restore: 'rows only' | 'left alone'
  /** Tables whose rows say which version of the platform's own software is there: never restored. */
  readonly migrations?: readonly string[]
  /** Where this is known from. */
  readonly source: string
}

/** What a platform does otherwise than plain PostgreSQL. */
export interface Platform {
  readonly schemas: readonly ManagedSchema[]
  /** Tables of managed schemas that no role of the user's may read, as pg_dump's patterns. */
  readonly unreadable: readonly string[]
  /** Objects of no schema that the platform makes in each database. */
  isPrimary(kind: string, name: string): boolean
  /** Roles whose default privileges only the platform may change. */
  readonly administrators: readonly string[]
  /** Statements at the beginning of each session that loads. */
  readonly sessionSettings: readonly string[]
  /** Statements that are run when everything is loaded. */
  readonly afterwards: readonly string[]
}
