import type { KeyObject } from 'node:crypto'
import { BackupError } from '../backup/errors.ts'
import { openChunk, SEALED_CHUNK_BYTES } from './age-chunks.ts'
import { AGE_REFUSALS } from './age-refusals.ts'
import { ChunkCutter } from './chunk-cutter.ts'

/** Opens the chunks of one payload in their order, and tells how it was damaged when it was. */
export class AgeChunkOpener {
  readonly #key: KeyObject
  readonly #cutter = new ChunkCutter(SEALED_CHUNK_BYTES)
  #index = 0

  constructor(payloadKey: KeyObject) {
    this.#key = payloadKey
  }

  /** Takes the next sealed bytes; returns what of the plaintext is authentic by now. */
  add(data: Buffer): Buffer[] {
    return Array.from(this.#cutter.add(data), sealed => {
      const plaintext = openChunk(this.#key, this.#index, false, sealed)
      if (!plaintext) {
        throw new BackupError(this.#opens(sealed, true) ? AGE_REFUSALS.trailingData : AGE_REFUSALS.altered)
      }
      this.#index++
      return plaintext
    })
  }

  /** Opens the last chunk. Only the first may be empty. */
  end(): Buffer {
    const sealed = this.#cutter.rest()
    const plaintext = openChunk(this.#key, this.#index, true, sealed)
    if (plaintext && (plaintext.length > 0 || this.#index === 0)) return plaintext
    const cut = sealed.length === 0 || this.#opens(sealed, false)
    throw new BackupError(cut ? AGE_REFUSALS.truncated : AGE_REFUSALS.altered)
  }

  #opens(sealed: Buffer, last: boolean): boolean {
    return openChunk(this.#key, this.#index, last, sealed) !== undefined
  }
}
