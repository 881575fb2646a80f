import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { explainFolder } from './folder-errors.ts'

/**
 * Writes a file, with backpressure, and hashes what it wrote. `finish` comes only after fsync, so that a disk that is
 * found full late is still found in time. Closes the handle when it is done or destroyed.
 */
export class FileSink extends Writable {
  readonly #file: FileHandle
  readonly #folder: string
  readonly #hash = createHash('sha256')
  #bytes = 0
  #digest = ''

  constructor(file: FileHandle, folder: string) {
    super({ highWaterMark: 1024 * 1024 })
    this.#file = file
    this.#folder = folder
  }

  get bytes(): number {
    return this.#bytes
  }

  /** SHA-256 of what was written, base64; known after `finish`. */
  get sha256(): string {
    return this.#digest
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#append(chunk).then(
      () => done(),
      (error: unknown) => done(explainFolder(error, this.#folder)),
    )
  }

  override _final(done: (error?: Error) => void): void {
    this.#digest = this.#hash.digest('base64')
    this.#file.sync().then(
      () => done(),
      (error: unknown) => done(explainFolder(error, this.#folder)),
    )
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#file.close().then(
      () => done(error),
      (closing: unknown) => done(error ?? explainFolder(closing, this.#folder)),
    )
  }

  async #append(chunk: Buffer): Promise<void> {
    this.#hash.update(chunk)
    for (let at = 0; at < chunk.length; ) {
      const { bytesWritten } = await this.#file.write(chunk, at)
      at += bytesWritten
    }
    this.#bytes += chunk.length
  }
}
