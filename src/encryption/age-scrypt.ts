import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import type { Identity, Recipient } from 'age-encryption'

/**
 * age's passphrase stanza on node:crypto. The library has one too, but it can't be combined with the recipient that
 * listens for the file key, and its pure JavaScript scrypt blocks the process for over a second.
 */

/** The library's limit: 1 GiB. A damaged or hostile file must not ask for more. */
const GREATEST_WORK_FACTOR = 20
const BLOCK_SIZE = 8
const LABEL = 'age-encryption.org/v1/scrypt'
const SALT_BYTES = 16
/** Each key seals one thing only, once: the specification fixes the nonce to zeros. */
const NONCE = Buffer.alloc(12)
const TAG = { authTagLength: 16 }

/** @param workFactor base-2 logarithm of scrypt's cost: 2^workFactor KiB of memory while the key is derived */
export function scryptRecipient(passphrase: string, workFactor: number): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES)
      const cipher = createCipheriv(
        'chacha20-poly1305',
        await deriveKey(passphrase, salt, workFactor),
        NONCE,
        TAG,
      )
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
      const { Stanza } = await import('age-encryption')
      return [new Stanza(['scrypt', unpadded(salt), String(workFactor)], body)]
    },
  }
}

export function scryptIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas
      const [type, saltText = '', factorText = '', ...others] = stanza?.args ?? []
      if (!stanza || stanzas.length !== 1 || type !== 'scrypt') return null
      const salt = Buffer.from(saltText, 'base64')
      const workFactor = Number(factorText)
      // Node decodes anything: only the one way to write a salt is the specification's.
      const canonical = salt.length === SALT_BYTES && unpadded(salt) === saltText
      const wellFormed =
        others.length === 0 && canonical && /^[1-9]\d?$/.test(factorText) && stanza.body.length === 32
      if (!wellFormed || workFactor > GREATEST_WORK_FACTOR) throw new Error('invalid scrypt stanza')
      const key = await deriveKey(passphrase, salt, workFactor)
      const decipher = createDecipheriv('chacha20-poly1305', key, NONCE, TAG)
      decipher.setAuthTag(stanza.body.subarray(-16))
      try {
        return Buffer.concat([decipher.update(stanza.body.subarray(0, -16)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}

function deriveKey(passphrase: string, salt: Buffer, workFactor: number): Promise<Buffer> {
  const cost = 2 ** workFactor
  const maxmem = 128 * BLOCK_SIZE * (cost + 16)
  return new Promise((resolve, reject) => {
    const labelled = Buffer.concat([Buffer.from(LABEL), salt])
    scrypt(
      passphrase,
      labelled,
      32,
      { cost, blockSize: BLOCK_SIZE, parallelization: 1, maxmem },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
