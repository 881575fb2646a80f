const NEWLINE = 10
const TAB = 9

/** Rows of COPY text that comes in pieces cut anywhere. */
export interface RowSink {
  /** Takes the next piece of a row that has not ended; it is valid during the call only. */
  piece(piece: Buffer): void
  /** The row has ended; `rest` is which part of it came after its pieces, without the newline. */
  end(rest: Buffer): void
}

/** Cuts COPY text into rows. Keeps nothing. */
export function cutRows(data: Buffer, sink: RowSink): void {
  let from = 0
  for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, from)) {
    sink.end(data.subarray(from, end))
    from = end + 1
  }
  if (from < data.length) sink.piece(data.subarray(from))
}

/** Hands on the fields of each row of COPY text that comes in pieces cut anywhere. Keeps one row in memory. */
export class CopyRows {
  readonly #take: (fields: readonly Buffer[]) => void
  #unfinished: Buffer[] = []

  constructor(take: (fields: readonly Buffer[]) => void) {
    this.#take = take
  }

  /** Keeps nothing of `data` but a copy of an unfinished row. */
  update(data: Buffer): void {
    cutRows(data, {
      piece: piece => void this.#unfinished.push(Buffer.from(piece)),
      end: rest => {
        const row = this.#unfinished.length === 0 ? rest : Buffer.concat([...this.#unfinished, rest])
        this.#unfinished = []
        this.#take(fieldsOf(row))
      },
    })
  }
}

/** COPY text escapes a value's own tabs and newlines: what is left of them separates. */
export function fieldsOf(row: Buffer): Buffer[] {
  const fields: Buffer[] = []
  let from = 0
  for (let end = row.indexOf(TAB); end >= 0; end = row.indexOf(TAB, from)) {
    fields.push(row.subarray(from, end))
    from = end + 1
  }
  fields.push(row.subarray(from))
  return fields
}
