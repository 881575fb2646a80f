import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { TocComment } from '../../fingerprint/toc-comment.ts'

/** Kind of the entry that holds `ALTER DATABASE … SET`. */
export const DATABASE_SETTINGS = 'DATABASE PROPERTIES'

/** The data of an entry, by the very names that the fingerprint sums it up under. */
export type TocData =
  /**
   * As in `Fingerprint.tables`, line breaks and all, where the entry's own name has spaces for them. Several entries may
   * fill one table: the rows of some partitions (hashed by an enum) are loaded through the partitioned table.
   */
  | {
      readonly of: 'table'
      readonly table: TableName
      /** In their order; absent where the entry does not say it. */
      readonly columns?: readonly string[]
    }
  /** As in `Fingerprint.sequences`. */
  | { readonly of: 'sequence'; readonly sequence: string }
  | { readonly of: 'large objects' }

/**
 * What becomes of an entry that only a superuser may make, where the backup is loaded by another role. A statement is all of
 * the entry's definition, recognised token by token as one that evaluates nothing of the backup; anything else is not the
 * superuser's to run.
 */
export type Privileged =
  /** Into the empty database. `schema`: which it needs, as the catalog has it. */
  | { readonly when: 'before'; readonly statement: string; readonly schema?: string }
  /** Once everything else was loaded. */
  | { readonly when: 'after'; readonly statement: string; readonly dumped: boolean }
  | { readonly when: 'never'; readonly why: string }

/**
 * An entry of an archive's table of contents, with what is needed to ask for it. Kind, schema and name are those of
 * `Fingerprint.objects`; schema is `-` where it has none.
 */
export interface TocEntry extends TocComment {
  /** pg_dump's own number for it: what a use-list (`pg_restore --use-list`) names. */
  readonly id: number
  /** A role, as the catalog has it; empty where the entry has no owner. */
  readonly owner: string
  /** Where its rows or its index are; absent for the database's own. */
  readonly tablespace?: string
  /** Numbers of what it needs, as pg_dump found it: an index its table, a table the extension of a column's type. */
  readonly dependencies: readonly number[]
  /** Undefined for what only defines something. */
  readonly data: TocData | undefined
  /** Roles without which its definition fails even where neither owners nor privileges are restored: of policies, user mappings. */
  readonly roles: readonly string[]
  /** Numbers of the large objects that it makes. */
  readonly largeObjects?: readonly string[]
  /** Of a table: whether its definition has expressions that are evaluated for each row that is loaded, as CHECKs are. */
  readonly judgesRows?: true
  /** Names of the database's settings that it would set; never their values, which may be secrets. */
  readonly settings?: readonly string[]
  /** Of what only a superuser may make. */
  readonly privileged?: Privileged
}
