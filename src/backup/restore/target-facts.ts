/** Something of the target that a restore could overwrite, by its two names as the catalog has them. */
export interface TargetRelation {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'materialized view' | 'sequence' | 'foreign table'
  /** The planner's estimate; 0 for what holds no rows, or was never analysed. */
  readonly rows: number
}

export interface TargetExtension {
  readonly name: string
  readonly version: string
  readonly schema: string
  /** Whether the connected role may drop it and comment on it. */
  readonly owned: boolean
}

/** What a restore has to know of the database that it restores into. Everything of the system's own is left out. */
export interface TargetFacts {
  readonly host: string
  readonly port: number
  readonly database: string
  /** As PostgreSQL says it, without the packager's addition: `17.10`. */
  readonly version: string
  readonly major: number
  /** Tells clusters apart; undefined where the role may not know it. */
  readonly systemIdentifier: string | undefined
  /** Bytes; undefined where the role may not know it. */
  readonly databaseBytes: number | undefined
  readonly encoding: string
  /** A standby takes no restore. */
  readonly isInRecovery: boolean
  readonly role: {
    readonly name: string
    readonly superuser: boolean
    readonly createRole: boolean
    /** Whether it may create schemas and extensions in this database. */
    readonly createInDatabase: boolean
  }
  /** Names of all roles of the cluster. */
  readonly roles: readonly string[]
  /** Schemas that are neither the system's nor an extension's; `public` is among them where it exists. */
  readonly schemas: readonly string[]
  readonly extensions: readonly TargetExtension[]
  /** What CREATE EXTENSION could install: by name. */
  readonly availableExtensions: ReadonlyMap<string, { readonly version: string; readonly trusted: boolean }>
  /** Not those of extensions. Partitions each count. */
  readonly relations: readonly TargetRelation[]
  /** Functions, types and whatever else is there besides relations, and not of an extension, in words: `function app.f(integer)`. */
  readonly otherObjects: readonly string[]
}
