import { Transform, type TransformCallback } from 'node:stream'
import { CHUNK_BYTES, type ChunkEncryptor, chunkEncryptor } from './age-chunks.ts'
import { type AgePreamble, newPreamble } from './age-preamble.ts'
import { recipientProblems } from './age-recipients.ts'
import { scryptRecipient } from './age-scrypt.ts'
import { ChunkCutter } from './chunk-cutter.ts'
import type { Encryption } from './encryption.ts'
import { passphraseProblems } from './passphrase.ts'
import { refuseProblems } from './problems.ts'

/** Seals for the holders of age keys: `age1…`, `age1pq1…` (opens with age ≥ 1.3), `age1tag1…`, `age1tagpq1…`. */
export function ageEncryption(options: { readonly recipients: readonly string[] }): Encryption {
  const recipients = [...new Set(options.recipients.map(recipient => recipient.trim()))]
  const check = (): void => refuseProblems(recipientProblems(recipients))
  return {
    // What is no public key may be a secret given by mistake: it must not reach the manifest even by accident.
    record: { method: 'age', to: recipients.filter(recipient => recipient.startsWith('age1')) },
    suffix: '.age',
    prepare: async () => check(),
    encrypt: signal => {
      check()
      return new AgeEncryptor(() => newPreamble(recipients), signal)
    },
  }
}

/**
 * Seals with a passphrase.
 * @param workFactor base-2 logarithm of scrypt's cost; age's own default of 18 takes 256 MiB for about a second
 */
export function agePassphrase(passphrase: string, workFactor = 18): Encryption {
  const check = (): void => refuseProblems(passphraseProblems(passphrase))
  return {
    record: { method: 'age-passphrase' },
    suffix: '.age',
    prepare: async () => check(),
    encrypt: signal => {
      check()
      return new AgeEncryptor(() => newPreamble([scryptRecipient(passphrase, workFactor)]), signal)
    },
  }
}

/** Plaintext in, an age file out. Holds one chunk (64 KiB) and what one write becomes. */
class AgeEncryptor extends Transform {
  readonly #begin: () => Promise<AgePreamble>
  readonly #cutter = new ChunkCutter(CHUNK_BYTES)
  #seal: ChunkEncryptor | undefined

  constructor(begin: () => Promise<AgePreamble>, signal: AbortSignal) {
    super({ signal, highWaterMark: 4 * CHUNK_BYTES })
    this.#begin = begin
  }

  override _construct(callback: (error?: Error | null) => void): void {
    this.#begin().then(({ bytes, payloadKey }) => {
      this.#seal = chunkEncryptor(payloadKey)
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
