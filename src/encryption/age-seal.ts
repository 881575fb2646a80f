import { Transform, type TransformCallback } from 'node:stream'
import { CHUNK_BYTES, type ChunkSealer, chunkSealer } from './age-chunks.ts'
import type { AgePreamble } from './age-preamble.ts'
import { ChunkCutter } from './chunk-cutter.ts'

/** Plaintext in, an age file out. Holds one chunk (64 KiB) and what one write becomes. */
export class AgeSeal extends Transform {
  readonly #begin: () => Promise<AgePreamble>
  readonly #cutter = new ChunkCutter(CHUNK_BYTES)
  #seal: ChunkSealer | undefined

  constructor(begin: () => Promise<AgePreamble>, signal: AbortSignal) {
    super({ signal, highWaterMark: 4 * CHUNK_BYTES })
    this.#begin = begin
  }

  override _construct(callback: (error?: Error | null) => void): void {
    this.#begin().then(({ bytes, payloadKey }) => {
      this.#seal = chunkSealer(payloadKey)
      this.push(bytes)
      callback()
    }, callback)
  }

  override _transform(data: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    for (const chunk of this.#cutter.add(data)) this.#give(chunk, false)
    callback()
  }

  override _flush(callback: TransformCallback): void {
    this.#give(this.#cutter.rest(), true)
    callback()
  }

  #give(plaintext: Buffer, last: boolean): void {
    for (const piece of this.#seal?.(plaintext, last) ?? []) this.push(piece)
  }
}
