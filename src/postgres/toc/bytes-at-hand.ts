/** Bytes that have come and were not taken yet. */
export class BytesAtHand {
  #chunks: Buffer[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
  }

  /** The next `count` bytes, of which there must be so many. */
  take(count: number): Buffer {
    this.#bytes -= count
    let [first = Buffer.alloc(0)] = this.#chunks
    if (first.length < count) {
      first = Buffer.concat(this.#chunks)
      this.#chunks = [first]
    }
    this.#chunks[0] = first.subarray(count)
    return first.subarray(0, count)
  }
}
