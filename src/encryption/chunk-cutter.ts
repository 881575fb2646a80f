/**
 * Cuts a stream into chunks of one size and always holds the end back, for formats in which the last chunk is special:
 * a full chunk is given out only when at least one byte follows it. Keeps no reference to what it is given.
 */
export class ChunkCutter {
  readonly #held: Buffer
  #length = 0

  /** @param size bytes in each chunk but the last */
  constructor(size: number) {
    this.#held = Buffer.allocUnsafeSlow(size)
  }

  /** Takes the stream's next bytes; gives the chunks that are now known not to be the last, each lent until the next. */
  *add(data: Buffer): Generator<Buffer, void, undefined> {
    const size = this.#held.length
    for (let offset = 0; offset < data.length; ) {
      if (this.#length === size) {
        yield this.#held
        this.#length = 0
      }
      if (this.#length === 0 && data.length - offset > size) {
        yield data.subarray(offset, offset + size)
        offset += size
      } else {
        const copied = data.copy(this.#held, this.#length, offset)
        this.#length += copied
        offset += copied
      }
    }
  }

  /** What is held back: at the end of the stream the last chunk, of 0 bytes to `size`. Lent, too. */
  rest(): Buffer {
    return this.#held.subarray(0, this.#length)
  }
}
