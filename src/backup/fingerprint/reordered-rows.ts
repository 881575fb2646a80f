import { createHash } from 'node:crypto'
import { CopyRows } from './copy-rows.ts'

/**
 * The hash that a table's rows would have with their columns in another order: for a table that was there before its rows
 * came, whose columns are the backup's and stand in another order. Undefined where they are not the same, or in the same
 * order anyway.
 */
export function reorderedRows(
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
