import type { TableName } from '../../fingerprint/copy-statement.ts'

/** Something of the target that a restore could overwrite, by its two names as the catalog has them. */
export interface TargetRelation {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'materialized view' | 'sequence' | 'foreign table'
  /** The planner's estimate; 0 for what holds no rows, or was never analysed. */
  readonly rows: number
  /** Whether it is but the root of its partitions, which have its rows. */
  readonly partitioned: boolean
  /** Of a partition: what it is one of. */
  readonly partition:
    | {
        /** The outermost. */
        readonly root: TableName
        /** All of them, the outermost too. */
        readonly within: readonly TableName[]
        /** Whether it takes no room on disk, and so has no rows. */
        readonly storesNothing: boolean
        /** Whether pg_dump has its rows loaded through the root: hashed by an enum, they may belong elsewhere. */
        readonly throughRoot: boolean
      }
    | undefined
  /** Whether it really has rows; undefined where that was not looked for: it would be asked of every table. */
  readonly holdsRows: boolean | undefined
  readonly owner: string
  /** Whether the connected role may drop it. */
  readonly owned: boolean
  /** Whether others than its owner have privileges on it. */
  readonly granted: boolean
}

/** A table of an extension whose rows pg_dump takes for the user's: cron.job, spatial_ref_sys. */
export interface ExtensionTable extends TableName {
  /** `WHERE …`, which rows those are; empty for all. */
  readonly condition: string
  /** Whether it has any of those. */
  readonly holdsRows: boolean
}

/** An extension's too. */
export interface TargetSequence extends TableName {
  /** Whether the connected role may alter it, as its owner may. */
  readonly alterable: boolean
}

export interface ForeignKey {
  readonly name: string
  readonly table: TableName
  readonly references: TableName
}

/** A trigger of the user's that is not disabled. */
export interface TargetTrigger {
  readonly name: string
  readonly table: TableName
  /** By what session_replication_role must be. */
  readonly fires: 'origin' | 'replica' | 'always'
}

/** A table that a publication or a subscription names. */
export interface Membership {
  readonly kind: 'publication' | 'subscription'
  readonly name: string
  readonly table: TableName
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
  /** Distinguishes the databases of one cluster, also when one is renamed. */
  readonly databaseOid: string
  /** As PostgreSQL says it, without the packager's addition: `17.10`. */
  readonly version: string
  readonly major: number
  /** Distinguishes clusters; undefined where the role may not know it. */
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
    /** Whether it may set session_replication_role: load rows without triggers and checks of foreign keys. */
    readonly setsReplicationRole: boolean
    /** Schemas in which it may create something. */
    readonly createsIn: readonly string[]
    /** Schemas that it owns, or has the rights of the owner of. */
    readonly ownsSchemas: readonly string[]
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
  /** Those whose rows pg_dump dumps. */
  readonly extensionTables: readonly ExtensionTable[]
  readonly sequences: readonly TargetSequence[]
  /** Of partitions as well. */
  readonly foreignKeys: readonly ForeignKey[]
  /** Neither the system's own nor those of extensions. */
  readonly triggers: readonly TargetTrigger[]
  readonly memberships: readonly Membership[]
  /** Numbers of the large objects. */
  readonly largeObjects: ReadonlySet<string>
  /** Functions, types and anything else is there besides relations, and not of an extension, in words: `function app.f(integer)`. */
  readonly otherObjects: readonly string[]
}
