import { createHash, type Hash, hash } from 'node:crypto'
import { CopyData } from './copy-data.ts'
import { CopyRows, cutRows, fieldsOf, type RowSink } from './copy-rows.ts'
import { parseCopyColumns, type TableName } from './copy-statement.ts'
import { qualifiedName, type TableSum } from './fingerprint.ts'
import { MultisetHash } from './multiset-hash.ts'
import type { TocComment } from './toc-comment.ts'

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

const TAB = 9
/** No row begins with a newline: what stands for a long row is taken for no other. */
const LONG = Buffer.from('\n')
const SHORT = Buffer.alloc(0)
/** Of longer rows the fields' own sums are summed up, so that memory does not grow with them. Bytes. */
const LONG_ROW = 1024 * 1024

/**
 * One hash for a table's rows regardless of the order of the rows and of the columns: the sum of the rows' SHA-256s, each of
 * its fields by their columns' names, a tab after each. One call for each row: SHA-256 in pieces takes three times as long.
 */
export class UnorderedRows implements RowSink {
  readonly #order: readonly number[]
  readonly #sum = new MultisetHash()
  readonly #keyBytes: number
  /** The key, and behind it the row at hand in canonical order. */
  #canonical: Buffer
  #held: Buffer[] = []
  #heldBytes = 0
  #long: LongRow | undefined

  /**
   * @param columns as the COPY statement lists them
   * @param key comes before each row. With one that is drawn for a single comparison, nobody can have chosen rows beforehand
   * whose sums collide: a sum of hashes without a key is safe against accidents only.
   */
  constructor(columns: readonly string[], key: Buffer = Buffer.alloc(0)) {
    this.#order = [...columns.keys()].sort((one, other) =>
      (columns[one] ?? '') < (columns[other] ?? '') ? -1 : 1,
    )
    this.#keyBytes = key.length
    this.#canonical = Buffer.from(key)
  }

  /** Takes COPY text, cut anywhere. */
  update(data: Buffer): void {
    cutRows(data, this)
  }

  hex(): string {
    return this.#sum.hex()
  }

  piece(piece: Buffer): void {
    this.#heldBytes += piece.length
    if (this.#heldBytes > LONG_ROW) this.#longRow().update(piece)
    else this.#held.push(Buffer.from(piece))
  }

  end(rest: Buffer): void {
    if (this.#heldBytes + rest.length > LONG_ROW) {
      const long = this.#longRow()
      long.update(rest)
      this.#add(long.fields(), LONG)
    } else {
      const row = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest])
      this.#add(fieldsOf(row), SHORT)
    }
    this.#held = []
    this.#heldBytes = 0
    this.#long = undefined
  }

  /** With what was held so far. */
  #longRow(): LongRow {
    if (this.#long) return this.#long
    this.#long = new LongRow()
    for (const piece of this.#held) this.#long.update(piece)
    this.#held = []
    return this.#long
  }

  #add(fields: readonly Buffer[], mark: Buffer): void {
    const begin = this.#keyBytes + mark.length
    this.#makeRoom(begin + fields.reduce((bytes, field) => bytes + field.length + 1, 0))
    mark.copy(this.#canonical, this.#keyBytes)
    let at = begin
    for (const index of this.#order) {
      at += fields[index]?.copy(this.#canonical, at) ?? 0
      this.#canonical[at++] = TAB
    }
    this.#sum.add(hash('sha256', this.#canonical.subarray(0, at), 'hex'))
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#canonical.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * bytes, 4096))
    this.#canonical.copy(larger, 0, 0, this.#keyBytes)
    this.#canonical = larger
  }
}

/** Keeps 32 bytes of each field. */
class LongRow {
  #fields: Buffer[] = []
  #field: Hash = createHash('sha256')

  /** Takes a piece of the row, cut anywhere. */
  update(piece: Buffer): void {
    const [first, ...others] = fieldsOf(piece)
    if (first) this.#field.update(first)
    for (const field of others) {
      this.#fields.push(this.#field.digest())
      this.#field = createHash('sha256').update(field)
    }
  }

  fields(): readonly Buffer[] {
    return [...this.#fields, this.#field.digest()]
  }
}

/**
 * The hash that a table's rows would have with their columns in another order: for a table that was there before its rows
 * came, whose columns are the backup's and stand in another order. Undefined where they are not the same, or in the same
 * order anyway.
 */
function reorderedRows(
  columns: readonly string[],
  wanted: readonly string[] | undefined,
): ReorderedRows | undefined {
  if (wanted?.length !== columns.length) return undefined
  const order = wanted.map(name => columns.indexOf(name))
  const isSame = order.every((from, to) => from === to)
  return isSame || order.includes(-1) ? undefined : new ReorderedRows(order)
}

class ReorderedRows {
  readonly #order: readonly number[]
  readonly #hash = createHash('sha256')
  readonly #rows = new CopyRows(fields => this.#row(fields))

  constructor(order: readonly number[]) {
    this.#order = order
  }

  /** Takes COPY text, cut anywhere. */
  update(data: Buffer): void {
    this.#rows.update(data)
  }

  hex(): string {
    return this.#hash.digest('hex')
  }

  #row(fields: readonly Buffer[]): void {
    for (const [place, index] of this.#order.entries()) {
      if (place > 0) this.#hash.update('\t')
      this.#hash.update(fields[index] ?? Buffer.alloc(0))
    }
    this.#hash.update('\n')
  }
}
