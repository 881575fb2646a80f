import { CopyData } from './copy-data.ts'
import { parseCopyColumns, type TableName } from './copy-statement.ts'
import { qualifiedName, type TableSum } from './fingerprint.ts'
import { MultisetHash } from './multiset-hash.ts'
import { reorderedRows } from './reordered-rows.ts'
import type { TocComment } from './toc-comment.ts'
import { UnorderedRows } from './unordered-rows.ts'

/** A table of a fingerprint that another will be compared with, and the order of its columns where that is known. */
export interface LikeTable extends TableSum {
  readonly columns?: readonly string[]
}

/** What a fingerprint will be compared with. */
export interface Like {
  readonly tables: readonly LikeTable[]
  /** Of the sums of the tables in any order: for one comparison, of two fingerprints that are both taken with it. */
  readonly key?: Buffer
}

/** A table whose data is being read. */
export interface CopyingTable {
  readonly table: TableName
  readonly data: CopyData
  readonly inAnyOrder: boolean
}

/**
 * The sums of the tables whose data a dump holds, in its order. Two kinds of table come back from a restore in another
 * order, and are summed up regardless of it: one that inherits, where its parents got columns after it was made, and one
 * whose partitions pg_dump loads through the root, since an enum's hash is another one in each database (pg_dump.c,
 * forcePartitionRootLoad): its partitions are one table here.
 */
export class CopiedTables {
  readonly #sums = new Map<string, TableSum>()

  readonly #key: Buffer | undefined
  /** Of a fingerprint that this one will be compared with: a dump without definitions does not say which tables inherit. */
  readonly #inAnyOrder: ReadonlySet<string>
  readonly #columns: ReadonlyMap<string, readonly string[]>

  constructor({ key, tables }: Like = { tables: [] }) {
    this.#key = key
    this.#inAnyOrder = new Set(tables.filter(({ inAnyOrder }) => inAnyOrder).map(qualifiedName))
    this.#columns = new Map(
      tables.flatMap(table => (table.columns ? [[qualifiedName(table), table.columns] as const] : [])),
    )
  }

  /**
   * @param entry what stands above the data
   * @param inherits whether the table inherits, as far as the dump has said
   */
  begin(
    statement: string,
    table: TableName,
    { entry, inherits }: { readonly entry: TocComment | undefined; readonly inherits: boolean },
  ): CopyingTable {
    const known = this.#inAnyOrder.has(qualifiedName(table))
    const inAnyOrder = known || inherits || isThroughRoot(table, entry)
    const columns = parseCopyColumns(statement)
    const rows = inAnyOrder
      ? new UnorderedRows(columns, this.#key)
      : reorderedRows(columns, this.#columns.get(qualifiedName(table)))
    return { table, data: new CopyData(rows), inAnyOrder }
  }

  end({ table, data, inAnyOrder }: CopyingTable): void {
    const sum = { ...table, ...data.sum(), ...(inAnyOrder && { inAnyOrder }) }
    const key = qualifiedName(table)
    const before = this.#sums.get(key)
    this.#sums.set(key, before && inAnyOrder ? added(before, sum) : sum)
  }

  sums(): TableSum[] {
    return [...this.#sums.values()]
  }
}

/** pg_dump names the partition above the data, and the root in the statement. Line breaks are spaces above. */
function isThroughRoot({ schema, name }: TableName, entry: TocComment | undefined): boolean {
  const above = (text: string): string => text.replaceAll(/[\r\n]/g, ' ')
  return entry?.kind === 'TABLE DATA' && (entry.name !== above(name) || entry.schema !== above(schema))
}

function added(one: TableSum, other: TableSum): TableSum {
  const all = new MultisetHash()
  for (const { sha256 } of [one, other]) all.add(sha256)
  return { ...one, rows: one.rows + other.rows, bytes: one.bytes + other.bytes, sha256: all.hex() }
}
