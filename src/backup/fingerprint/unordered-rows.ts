import { createHash, type Hash, hash } from 'node:crypto'
import { cutRows, fieldsOf, type RowSink } from './copy-rows.ts'
import { MultisetHash } from './multiset-hash.ts'

const TAB = 9
/** No row begins with a newline: what stands for a long row is taken for no other. */
const LONG = Buffer.from('\n')
const SHORT = Buffer.alloc(0)
/** Of longer rows the fields' own sums are summed up, so that memory does not grow with them. Bytes. */
const LONG_ROW = 1024 * 1024

/**
 * One hash for a table's rows whatever the order of the rows and of the columns: the sum of the rows' SHA-256s, each of
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
