import { createHash } from 'node:crypto'
import { MultisetHash } from './multiset-hash.ts'

const NEWLINE = 10
const TAB = 9

/**
 * One hash for a table's rows whatever the order of the rows and of the columns: the sum of the rows' SHA-256s, each of
 * its fields by their columns' names. For tables that PostgreSQL itself restores in another order. Keeps one row in memory.
 */
export class UnorderedRows {
  readonly #order: readonly number[]
  readonly #rows = new MultisetHash()
  #unfinished: Buffer[] = []

  /** @param columns as the COPY statement lists them */
  constructor(columns: readonly string[]) {
    this.#order = [...columns.keys()].sort((one, other) =>
      (columns[one] ?? '') < (columns[other] ?? '') ? -1 : 1,
    )
  }

  /** Takes COPY text, cut anywhere; keeps nothing of `data` but a copy of an unfinished row. */
  update(data: Buffer): void {
    let from = 0
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, from)) {
      this.#row(Buffer.concat([...this.#unfinished, data.subarray(from, end)]))
      this.#unfinished = []
      from = end + 1
    }
    if (from < data.length) this.#unfinished.push(Buffer.from(data.subarray(from)))
  }

  hex(): string {
    return this.#rows.hex()
  }

  /** COPY text escapes a value's own tabs and newlines: what is left of them separates. */
  #row(row: Buffer): void {
    const fields: Buffer[] = []
    let from = 0
    for (let end = row.indexOf(TAB); end >= 0; end = row.indexOf(TAB, from)) {
      fields.push(row.subarray(from, end))
      from = end + 1
    }
    fields.push(row.subarray(from))
    const hash = createHash('sha256')
    for (const index of this.#order) hash.update(fields[index] ?? Buffer.alloc(0)).update('\t')
    this.#rows.add(hash.digest('hex'))
  }
}
