import { identifier } from '../core/sql-quoting.ts'
import type { CopySum } from './copy-data.ts'
import type { TableName } from './copy-statement.ts'
import type { ObjectSum } from './definitions.ts'
import type { LargeObjectsSum } from './large-objects.ts'

export interface TableSum extends TableName, CopySum {
  /**
   * Where a restore may change the order of rows or columns: then `sha256` is the sum, modulo 2^256, of the rows' own
   * SHA-256s, each over its fields in the order of the columns' names, a tab after each.
   */
  readonly inAnyOrder?: true
}

export interface SequenceValue {
  /** As PostgreSQL writes it: schema-qualified, quoted where it must be. */
  readonly sequence: string
  readonly value: string
  readonly called: boolean
}

/**
 * What a dump holds, in few words: equal fingerprints mean equal databases. Taken from the SQL that pg_restore reads
 * out of the archive, never from the server: what is proven is the backup.
 */
export interface Fingerprint {
  /** One hash over all definitions. */
  readonly ddlSha256: string
  readonly objects: readonly ObjectSum[]
  readonly tables: readonly TableSum[]
  readonly sequences: readonly SequenceValue[]
  readonly largeObjects: LargeObjectsSum
}

/** How many entries of each kind the archive's table of contents has, by PostgreSQL's own words. */
export function countByKind(objects: readonly ObjectSum[]): Record<string, number> {
  const isRetainable: Record<string, number> = {}
  for (const { kind } of objects) isRetainable[kind] = (isRetainable[kind] ?? 0) + 1
  return isRetainable
}

export function totalRows(tables: readonly TableSum[]): number {
  return tables.reduce((sum, table) => sum + table.rows, 0)
}

/** `schema.table`, quoted where PostgreSQL needs it: two tables never share this name. */
export function qualifiedName({ schema, name }: TableName): string {
  return `${identifier(schema)}.${identifier(name)}`
}
