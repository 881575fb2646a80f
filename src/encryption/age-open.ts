import type { KeyObject } from 'node:crypto'
import { type Duplex, Transform, type TransformCallback } from 'node:stream'
import type { Identity } from 'age-encryption'
import { BackupError } from '../backup/errors.ts'
import { AgeChunkOpener } from './age-chunk-opener.ts'
import { CHUNK_BYTES } from './age-chunks.ts'
import { checkIdentities } from './age-identities.ts'
import { readPreamble } from './age-preamble.ts'
import { AGE_REFUSALS } from './age-refusals.ts'
import { scryptIdentity } from './age-scrypt.ts'
import { splitStart } from './age-start.ts'

/** What opens an age file: secret keys (`AGE-SECRET-KEY-…`), or the passphrase. */
export type AgeKeys = { readonly identities: readonly string[] } | { readonly passphrase: string }

/**
 * A stage that opens one age file: sealed bytes in, plaintext out. Each chunk (64 KiB) comes out only after it was
 * authenticated, but that the file is whole is known only when the stage has ended without an error.
 * The stage fails with BackupError `encryption-key-mismatch`, or one of kind `integrity`: see AGE_REFUSALS.
 * @throws BackupError `encryption-identity-unusable`
 */
export function openAge(keys: AgeKeys, signal: AbortSignal): Duplex {
  const identities =
    'passphrase' in keys ? [scryptIdentity(keys.passphrase)] : checkIdentities(keys.identities)
  return new AgeOpen(identities, signal)
}

class AgeOpen extends Transform {
  readonly #identities: readonly (string | Identity)[]
  /** The file's first bytes, until header and nonce are complete. */
  #start = Buffer.alloc(0)
  #opener: AgeChunkOpener | undefined

  constructor(identities: readonly (string | Identity)[], signal: AbortSignal) {
    super({ signal, highWaterMark: 4 * CHUNK_BYTES })
    this.#identities = identities
  }

  override _transform(data: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    const opener = this.#opener
    if (opener) settle(callback, () => this.#open(opener, data))
    else this.#begin(data).then(() => callback(), callback)
  }

  override _flush(callback: TransformCallback): void {
    settle(callback, () => {
      if (!this.#opener) throw new BackupError(AGE_REFUSALS.truncated)
      this.push(this.#opener.end())
    })
  }

  async #begin(data: Buffer): Promise<void> {
    this.#start = Buffer.concat([this.#start, data])
    const start = splitStart(this.#start)
    if (!start) return
    this.#start = Buffer.alloc(0)
    this.#opener = new AgeChunkOpener(await readKey(this.#identities, start.header, start.nonce))
    this.#open(this.#opener, start.payload)
  }

  #open(opener: AgeChunkOpener, data: Buffer): void {
    for (const plaintext of opener.add(data)) this.push(plaintext)
  }
}

/** A stream's callback is told of what `body` throws. */
function settle(callback: TransformCallback, body: () => void): void {
  try {
    body()
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)))
    return
  }
  callback()
}

async function readKey(
  identities: readonly (string | Identity)[],
  header: Buffer,
  nonce: Buffer,
): Promise<KeyObject> {
  try {
    return await readPreamble(identities, header, nonce)
  } catch (error) {
    // The library's only way to tell the two apart.
    const mismatch = error instanceof Error && error.message.startsWith('no identity matched')
    throw new BackupError(mismatch ? AGE_REFUSALS.keyMismatch : AGE_REFUSALS.headerAltered, error)
  }
}
