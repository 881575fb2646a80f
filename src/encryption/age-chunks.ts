import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'

/**
 * The payload of an age file (age-encryption.org/v1, "Payload"): 64 KiB chunks, each sealed by ChaCha20-Poly1305 under
 * a nonce that counts them and marks the last. Natively, because the library's own cipher is 5 times slower.
 */

/** Plaintext bytes in each chunk but the last. */
export const CHUNK_BYTES = 64 * 1024
export const TAG_BYTES = 16
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

const CIPHER = 'chacha20-poly1305'
const OPTIONS = { authTagLength: TAG_BYTES }

/** Counter (11 bytes, big-endian) and last-chunk flag. 48 bits of counter are 16 EiB. */
function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(index, 5, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

export type ChunkEncryptor = (plaintext: Buffer, last: boolean) => [encrypted: Buffer, tag: Buffer]

/**
 * Seals the chunks of one payload in their order. Text and tag stay apart: joining them would copy every byte, which
 * costs more than the second write (measured).
 */
export function chunkEncryptor(key: KeyObject): ChunkEncryptor {
  let index = 0
  return (plaintext, last) => {
    const cipher = createCipheriv(CIPHER, key, nonce(index++, last), OPTIONS)
    const encrypted = cipher.update(plaintext)
    cipher.final()
    return [encrypted, cipher.getAuthTag()]
  }
}

/** The plaintext; undefined when the chunk is not what was sealed at this place under this key. */
export function openChunk(
  key: KeyObject,
  index: number,
  last: boolean,
  encrypted: Buffer,
): Buffer | undefined {
  if (encrypted.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, nonce(index, last), OPTIONS)
  decipher.setAuthTag(encrypted.subarray(-TAG_BYTES))
  const plaintext = decipher.update(encrypted.subarray(0, -TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return plaintext
}
