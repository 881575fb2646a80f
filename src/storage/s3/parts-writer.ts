import { Writable } from 'node:stream'
import { type RunningChecksum, runningChecksum } from './checksum.ts'
import type { ChecksumKind } from './options.ts'
import { memoryFor, type PartPlan } from './part-plan.ts'

/** A part on its way: `bytes` is only lent until `send` settles. */
export interface Part {
  readonly number: number
  readonly bytes: Uint8Array
  readonly digest: Buffer
}

export interface PartsOptions {
  readonly plan: PartPlan
  readonly maxParts: number
  readonly parallel: number
  readonly checksum: ChecksumKind
  /** Resolves when the store has accepted the part; a rejection ends the upload. */
  readonly send: (part: Part) => Promise<void>
  /** What is thrown when the parts are used up. */
  readonly tooLarge: (bytes: number) => Error
  /** For tests that count: how buffers come to be. */
  readonly allocate?: (bytes: number) => Buffer
}

interface Filling {
  readonly number: number
  readonly buffer: Buffer
  readonly checksum: RunningChecksum
  length: number
}

/**
 * Cuts a stream of unknown length into parts and sends several at once. Buffers are made when they are first needed and
 * used again; when they are all on their way, the writer waits, and so does the stream before it.
 */
export class PartsWriter extends Writable {
  readonly #options: PartsOptions
  readonly #allocate: (bytes: number) => Buffer
  readonly #sending = new Set<Promise<void>>()
  readonly #idle: Buffer[] = []
  #held = 0
  #filling: Filling | undefined
  #begun = 0
  #bytes = 0

  constructor(options: PartsOptions) {
    super({ highWaterMark: 256 * 1024 })
    this.#options = options
    this.#allocate = options.allocate ?? (bytes => Buffer.allocUnsafeSlow(bytes))
  }

  /** Bytes taken so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** Settles when no part is on its way any more; never rejects. */
  async idle(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending)
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#take(chunk).then(() => done(), done)
  }

  override _final(done: (error?: Error) => void): void {
    this.#finish().then(() => done(), done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#filling = undefined
    this.#idle.length = 0
    done(error)
  }

  async #take(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const part = this.#filling ?? (await this.#open())
      this.#filling = part
      const taken = chunk.copy(part.buffer, part.length, at)
      part.checksum.update(chunk.subarray(at, at + taken))
      part.length += taken
      at += taken
      this.#bytes += taken
      if (part.length === part.buffer.length) await this.#dispatch(part)
    }
  }

  /** The last part may have any size; an empty object has one empty part, since S3 completes nothing without parts. */
  async #finish(): Promise<void> {
    if (this.#begun === 0) this.#filling = await this.#open()
    if (this.#filling) await this.#dispatch(this.#filling)
    await this.idle()
    if (this.errored) throw this.errored
  }

  async #open(): Promise<Filling> {
    if (this.#begun >= this.#options.maxParts) throw this.#options.tooLarge(this.#bytes)
    const number = this.#begun + 1
    const size = this.#options.plan(number)
    await this.#sendingUntil(() => this.#held + size <= memoryFor(size))
    this.#begun = number
    this.#held += size
    return {
      number,
      buffer: this.#bufferOf(size),
      checksum: runningChecksum(this.#options.checksum),
      length: 0,
    }
  }

  #bufferOf(size: number): Buffer {
    const idle = this.#idle.pop()
    if (idle?.length === size) return idle
    this.#idle.length = 0
    return this.#allocate(size)
  }

  /** Waits for parts to arrive until there is room. */
  async #sendingUntil(room: () => boolean): Promise<void> {
    while (!room() && this.#sending.size > 0) await Promise.race(this.#sending)
    if (this.destroyed) throw this.errored ?? new Error('the upload was given up')
  }

  /** Sends a part as soon as fewer than allowed are on their way; meanwhile the next one may be filled. */
  async #dispatch(part: Filling): Promise<void> {
    await this.#sendingUntil(() => this.#sending.size < this.#options.parallel)
    this.#filling = undefined
    const { number, buffer, length, checksum } = part
    const sent = this.#options
      .send({ number, bytes: buffer.subarray(0, length), digest: checksum.digest() })
      .catch((error: unknown) => {
        this.destroy(error instanceof Error ? error : new Error(String(error)))
      })
      .finally(() => {
        this.#sending.delete(sent)
        this.#held -= buffer.length
        if (!this.destroyed) this.#idle.push(buffer)
      })
    this.#sending.add(sent)
  }
}
