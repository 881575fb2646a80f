const NEWLINE = 10
const TAB = 9

/** Hands on the fields of each row of COPY text that comes in pieces cut anywhere. Keeps one row in memory. */
export class CopyRows {
  readonly #take: (fields: readonly Buffer[]) => void
  #unfinished: Buffer[] = []

  constructor(take: (fields: readonly Buffer[]) => void) {
    this.#take = take
  }

  /** Keeps nothing of `data` but a copy of an unfinished row. */
  update(data: Buffer): void {
    let from = 0
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, from)) {
      this.#take(fieldsOf(Buffer.concat([...this.#unfinished, data.subarray(from, end)])))
      this.#unfinished = []
      from = end + 1
    }
    if (from < data.length) this.#unfinished.push(Buffer.from(data.subarray(from)))
  }
}

/** COPY text escapes a value's own tabs and newlines: what is left of them separates. */
function fieldsOf(row: Buffer): Buffer[] {
  const fields: Buffer[] = []
  let from = 0
  for (let end = row.indexOf(TAB); end >= 0; end = row.indexOf(TAB, from)) {
    fields.push(row.subarray(from, end))
    from = end + 1
  }
  fields.push(row.subarray(from))
  return fields
}
