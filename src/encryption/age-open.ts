import type { KeyObject } from 'node:crypto'
import { type Duplex, Transform, type TransformCallback } from 'node:stream'
import type { Identity } from 'age-encryption'
import { BackupError, type Explanation } from '../core/errors.ts'
import { CHUNK_BYTES, openChunk, SEALED_CHUNK_BYTES } from './age-chunks.ts'
import { checkIdentities } from './age-identities.ts'
import { NONCE_BYTES, readPreamble } from './age-preamble.ts'
import { scryptIdentity } from './age-scrypt.ts'
import { ChunkCutter } from './chunk-cutter.ts'

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

/** Passes what `body` throws to a stream's callback. */
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
    // The library's only way to distinguish the two.
    const mismatch = error instanceof Error && error.message.startsWith('no identity matched')
    throw new BackupError(mismatch ? AGE_REFUSALS.keyMismatch : AGE_REFUSALS.headerAltered, error)
  }
}

/** The parts of an age file's first bytes. */
interface AgeStart {
  /** Text, to the end of the line with the MAC. */
  readonly header: Buffer
  readonly nonce: Buffer
  readonly payload: Buffer
}

const VERSION_LINE = Buffer.from('age-encryption.org/v1\n')
/** Room for some hundred post-quantum recipients; what has no header's end by then is no age file. */
const GREATEST_HEADER_BYTES = 1024 * 1024

/**
 * Splits the first bytes of an age file; undefined while header and nonce are not complete.
 * @throws BackupError `encryption-not-age`
 */
function splitStart(bytes: Buffer): AgeStart | undefined {
  const seen = Math.min(bytes.length, VERSION_LINE.length)
  if (!bytes.subarray(0, seen).equals(VERSION_LINE.subarray(0, seen)))
    throw new BackupError(AGE_REFUSALS.notAge)
  const macLine = bytes.indexOf('\n---')
  const newline = macLine < 0 ? -1 : bytes.indexOf('\n', macLine + 1)
  if (newline < 0) {
    if (bytes.length > GREATEST_HEADER_BYTES) throw new BackupError(AGE_REFUSALS.notAge)
    return undefined
  }
  const nonceAt = newline + 1
  const payloadAt = nonceAt + NONCE_BYTES
  if (bytes.length < payloadAt) return undefined
  return {
    header: bytes.subarray(0, nonceAt),
    nonce: bytes.subarray(nonceAt, payloadAt),
    payload: bytes.subarray(payloadAt),
  }
}

/** Opens the chunks of one payload in their order, and says how it was damaged when it was. */
class AgeChunkOpener {
  readonly #key: KeyObject
  readonly #cutter = new ChunkCutter(SEALED_CHUNK_BYTES)
  #index = 0

  constructor(payloadKey: KeyObject) {
    this.#key = payloadKey
  }

  /** Takes the next sealed bytes; returns which part of the plaintext is authentic by now. */
  add(data: Buffer): Buffer[] {
    return Array.from(this.#cutter.add(data), encrypted => {
      const plaintext = openChunk(this.#key, this.#index, false, encrypted)
      if (!plaintext) {
        throw new BackupError(this.#opens(encrypted, true) ? AGE_REFUSALS.trailingData : AGE_REFUSALS.altered)
      }
      this.#index++
      return plaintext
    })
  }

  /** Opens the last chunk. Only the first may be empty. */
  end(): Buffer {
    const encrypted = this.#cutter.rest()
    const plaintext = openChunk(this.#key, this.#index, true, encrypted)
    if (plaintext && (plaintext.length > 0 || this.#index === 0)) return plaintext
    const cut = encrypted.length === 0 || this.#opens(encrypted, false)
    throw new BackupError(cut ? AGE_REFUSALS.truncated : AGE_REFUSALS.altered)
  }

  #opens(encrypted: Buffer, last: boolean): boolean {
    return openChunk(this.#key, this.#index, last, encrypted) !== undefined
  }
}

const DISTRUST = 'Do not trust this backup: take another one, and find out how its bytes came to change.'

/** Why a file is not opened. */
export const AGE_REFUSALS = {
  notAge: {
    kind: 'integrity',
    code: 'encryption-not-age',
    message: 'The file does not begin as an age file does.',
    hint: 'Check that this is the stored backup and that its name ends in .age; armored files are not supported.',
  },
  headerAltered: {
    kind: 'integrity',
    code: 'encryption-header-altered',
    message: "The age file's header is not the one that was written.",
    hint: DISTRUST,
  },
  keyMismatch: {
    kind: 'input',
    code: 'encryption-key-mismatch',
    message: 'The given key or passphrase does not open the age file.',
    hint: 'Give the secret key of one of the recipients, or the passphrase, that the backup was sealed with; if it is the right one, the header is damaged: do not trust this backup.',
  },
  altered: {
    kind: 'integrity',
    code: 'encryption-altered',
    message: 'The age file was altered or cut: a piece of it fails its authentication.',
    hint: DISTRUST,
  },
  truncated: {
    kind: 'integrity',
    code: 'encryption-truncated',
    message: 'The age file is cut: its last piece is missing.',
    hint: DISTRUST,
  },
  trailingData: {
    kind: 'integrity',
    code: 'encryption-trailing-data',
    message: 'The age file goes on after its last piece.',
    hint: DISTRUST,
  },
} as const satisfies Record<string, Explanation>
