import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Identity, Recipient } from 'age-encryption'
import { TAG_BYTES } from './age-chunks.ts'

/** What precedes the chunks of an age file, and the key that they are sealed with. */
export interface AgePreamble {
  /** Header and nonce, as they stand at the start of the file. */
  readonly bytes: Buffer
  /** An object, since preparing a cipher with raw bytes costs 5 times more, and there is a cipher for each chunk. */
  readonly payloadKey: KeyObject
}

export const NONCE_BYTES = 16

/**
 * Makes the start of a new age file. The library wraps a fresh file key for each recipient and writes the header; of
 * the empty file that it makes, header and nonce are kept and its one empty chunk is dropped.
 */
export async function newPreamble(recipients: readonly (string | Recipient)[]): Promise<AgePreamble> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  let fileKey = new Uint8Array()
  // The library says its file key to recipients only: this one listens and adds no stanza.
  encrypter.addRecipient({
    wrapFileKey: key => {
      fileKey = Uint8Array.from(key)
      return []
    },
  })
  const empty = await encrypter.encrypt(new Uint8Array())
  const bytes = Buffer.from(empty.subarray(0, -TAG_BYTES))
  return { bytes, payloadKey: derivePayloadKey(fileKey, bytes.subarray(-NONCE_BYTES)) }
}

/**
 * The payload key of an existing file, from its header (as text, with the MAC line) and nonce.
 * @throws Error from the library: no identity fits, or the header is malformed or altered.
 */
export async function readPreamble(
  identities: readonly (string | Identity)[],
  header: Buffer,
  payloadNonce: Buffer,
): Promise<KeyObject> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  return derivePayloadKey(await decrypter.decryptHeader(header), payloadNonce)
}

function derivePayloadKey(fileKey: Uint8Array, payloadNonce: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', fileKey, payloadNonce, 'payload', 32)))
}
