import { createHash } from 'node:crypto'
import { countNewlines } from './newlines.ts'

/** A row's own newline, then the line that ends the data: `\.`. A row never holds such a line: COPY writes `\\.` for it. */
const END = Buffer.from('\n\\.\n')

export interface CopySum {
  readonly rows: number
  /** Of the COPY text, its line ends included, the closing `\.` line not. */
  readonly bytes: number
  readonly sha256: string
}

/** Sums up COPY text, handed over in pieces cut anywhere. */
export interface RowsHash {
  update(data: Buffer): void
  hex(): string
}

/** Sums up one table's COPY stream as it comes, in pieces cut anywhere. */
export class CopyData {
  readonly #hash: RowsHash
  #rows = 0
  #bytes = 0
  /** How much of `END` the bytes so far end with. The statement's own newline stands before the first row. */
  #matched = 1
  #matchedIsData = false

  /** @param hash instead of the SHA-256 of the text as it stands */
  constructor(hash: RowsHash = sha256AsItStands()) {
    this.#hash = hash
  }

  /** Takes bytes from `from` on. Returns where the data ended (after the closing line), or undefined for "not yet". */
  write(chunk: Buffer, from: number): number | undefined {
    let at = from
    while (this.#matched > 0 && at < chunk.length) {
      if (chunk[at] === END[this.#matched]) {
        at++
        this.#matched++
        if (this.#matched === END.length) {
          if (this.#matchedIsData) this.#add(END.subarray(0, 1))
          return at
        }
      } else {
        this.#add(END.subarray(this.#matchedIsData ? 0 : 1, this.#matched))
        this.#matched = 0
      }
    }
    if (at === chunk.length) return undefined
    this.#matchedIsData = true
    const end = chunk.indexOf(END, at)
    if (end >= 0) {
      this.#add(chunk.subarray(at, end + 1))
      return end + END.length
    }
    this.#matched = endingMatch(chunk, at)
    this.#add(chunk.subarray(at, chunk.length - this.#matched))
    return undefined
  }

  sum(): CopySum {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.hex() }
  }

  #add(data: Buffer): void {
    if (data.length === 0) return
    this.#hash.update(data)
    this.#bytes += data.length
    this.#rows += countNewlines(data)
  }
}

function sha256AsItStands(): RowsHash {
  const hash = createHash('sha256')
  return { update: data => void hash.update(data), hex: () => hash.digest('hex') }
}

/** How many of the last bytes, from `from` on, could be the beginning of `END`. */
function endingMatch(chunk: Buffer, from: number): number {
  for (let length = Math.min(END.length - 1, chunk.length - from); length > 0; length--) {
    if (chunk.subarray(chunk.length - length).equals(END.subarray(0, length))) return length
  }
  return 0
}
