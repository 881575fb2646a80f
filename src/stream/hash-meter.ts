import { createHash } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

export interface StreamSum {
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

/** Passes bytes on unchanged; counts them and takes their SHA-256. */
export class HashMeter extends Transform {
  #hash = createHash('sha256')
  #bytes = 0

  /** So far. */
  get bytes(): number {
    return this.#bytes
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    done(null, chunk)
  }

  /** Once, after the last byte. */
  sum(): StreamSum {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}
