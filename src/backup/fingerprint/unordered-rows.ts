import { createHash } from 'node:crypto'
import { CopyRows } from './copy-rows.ts'
import { MultisetHash } from './multiset-hash.ts'

/**
 * One hash for a table's rows whatever the order of the rows and of the columns: the sum of the rows' SHA-256s, each of
 * its fields by their columns' names. For tables that PostgreSQL itself restores in another order.
 */
export class UnorderedRows {
  readonly #order: readonly number[]
  readonly #sum = new MultisetHash()
  readonly #rows = new CopyRows(fields => this.#row(fields))

  /** @param columns as the COPY statement lists them */
  constructor(columns: readonly string[]) {
    this.#order = [...columns.keys()].sort((one, other) =>
      (columns[one] ?? '') < (columns[other] ?? '') ? -1 : 1,
    )
  }

  /** Takes COPY text, cut anywhere. */
  update(data: Buffer): void {
    this.#rows.update(data)
  }

  hex(): string {
    return this.#sum.hex()
  }

  #row(fields: readonly Buffer[]): void {
    const hash = createHash('sha256')
    for (const index of this.#order) hash.update(fields[index] ?? Buffer.alloc(0)).update('\t')
    this.#sum.add(hash.digest('hex'))
  }
}
