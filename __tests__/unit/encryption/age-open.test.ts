import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption'
import { assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageEncryption, agePassphrase } from '../../../src/encryption/age.ts'
import { type AgeKeys, openAge } from '../../../src/encryption/age-open.ts'
import type { Encryption } from '../../../src/encryption/encryption.ts'

const { signal } = new AbortController()
const CHUNK = 64 * 1024
const SEALED_CHUNK = CHUNK + 16

const identity = await generateX25519Identity()
const recipient = await identityToRecipient(identity)
const keys: AgeKeys = { identities: [identity] }
const twoChunks = randomBytes(2 * CHUNK)
const file = await encrypt(ageEncryption({ recipients: [recipient] }), twoChunks)
const payloadAt = file.length - 2 * SEALED_CHUNK

async function encrypt(encryption: Encryption, plaintext: Buffer): Promise<Buffer> {
  return await buffer(Readable.from([plaintext]).pipe(encryption.encrypt(signal)))
}

/** `piece`: how many bytes come at once. */
async function open(encrypted: Uint8Array, by: AgeKeys = keys, piece = 50_000): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let at = 0; at < encrypted.length; at += piece)
    pieces.push(Buffer.from(encrypted.subarray(at, at + piece)))
  const stage = openAge(by, signal)
  Readable.from(pieces).pipe(stage)
  return await buffer(stage)
}

/** The file with another text in its header, whose authentication is right all the same: anyone who knows the key can do that. */
async function resealed(encrypted: Buffer, from: string, to: string): Promise<Buffer> {
  const text = encrypted.toString('latin1')
  const macAt = text.indexOf('\n---') + 1
  const end = text.indexOf('\n', macAt) + 1
  const decrypter = new Decrypter()
  decrypter.addPassphrase('right')
  const fileKey = await decrypter.decryptHeader(encrypted.subarray(0, end))
  const header = text.slice(0, macAt + 3).replace(from, to)
  const key = Buffer.from(hkdfSync('sha256', fileKey, '', 'header', 32))
  const mac = createHmac('sha256', key).update(header, 'latin1').digest('base64').replace(/=+$/, '')
  return Buffer.concat([Buffer.from(`${header} ${mac}\n`, 'latin1'), encrypted.subarray(end)])
}

function flipped(bit: number): Buffer {
  const copy = Buffer.from(file)
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

describe('an age file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK])(
    'of %i bytes gives back what was sealed',
    async size => {
      const plaintext = randomBytes(size)
      const encrypted = await encrypt(ageEncryption({ recipients: [recipient] }), plaintext)
      expect(plaintext.equals(await open(encrypted))).toBe(true)
      expect(plaintext.equals(await open(encrypted, keys, SEALED_CHUNK))).toBe(true)
    },
  )

  it('opens when its start comes byte by byte', async () => {
    const small = await encrypt(ageEncryption({ recipients: [recipient] }), Buffer.from('hello'))
    expect(String(await open(small, keys, 1))).toBe('hello')
  })

  it('that the library wrote opens too', async () => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    expect(twoChunks.equals(await open(await encrypter.encrypt(twoChunks)))).toBe(true)
  })

  it('for a post-quantum key opens with it', async () => {
    const strong = await generateHybridIdentity()
    const encryption = ageEncryption({ recipients: [await identityToRecipient(strong)] })
    expect(
      String(await open(await encrypt(encryption, Buffer.from('hello')), { identities: [strong] })),
    ).toBe('hello')
  })

  it('with a passphrase opens with it, at the default cost', async () => {
    const encrypted = await encrypt(agePassphrase('correct horse'), Buffer.from('hello'))
    expect(String(await open(encrypted, { passphrase: 'correct horse' }))).toBe('hello')
  })
})

describe('an age file is refused', () => {
  it('when the key is another', async () => {
    const other: AgeKeys = { identities: [await generateX25519Identity()] }
    await expect(open(file, other)).rejects.toMatchObject({ kind: 'input', code: 'encryption-key-mismatch' })
    await expect(open(file, { passphrase: 'x' })).rejects.toMatchObject({ code: 'encryption-key-mismatch' })
  })

  it('when the passphrase is another', async () => {
    const encrypted = await encrypt(agePassphrase('right', 10), Buffer.from('hello'))
    const wrong = open(encrypted, { passphrase: 'wrong' })
    await expect(wrong).rejects.toMatchObject({ code: 'encryption-key-mismatch' })
    await expect(open(encrypted)).rejects.toMatchObject({ code: 'encryption-key-mismatch' })
  })

  it('when any single bit of its payload is flipped', async () => {
    const altered = { kind: 'integrity', code: 'encryption-altered' }
    await assert(
      asyncProperty(integer({ min: payloadAt * 8, max: file.length * 8 - 1 }), async bit => {
        await expect(open(flipped(bit))).rejects.toMatchObject(altered)
      }),
      { numRuns: 40 },
    )
  })

  it('when any single bit of its header is flipped', async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: payloadAt * 8 - 1 }), async bit => {
        await expect(open(flipped(bit))).rejects.toMatchObject({ name: 'BackupError' })
      }),
      { numRuns: 200 },
    )
  })

  it('when it was cut between two chunks, or in one, or in its header', async () => {
    const cut = { kind: 'integrity', code: 'encryption-truncated' }
    await expect(open(file.subarray(0, -SEALED_CHUNK))).rejects.toMatchObject(cut)
    await expect(open(file.subarray(0, payloadAt))).rejects.toMatchObject(cut)
    await expect(open(file.subarray(0, 100))).rejects.toMatchObject(cut)
    await expect(open(file.subarray(0, 0))).rejects.toMatchObject(cut)
    await expect(open(file.subarray(0, -1))).rejects.toMatchObject({ code: 'encryption-altered' })
  })

  it('when its passphrase stanza is not exactly as the specification writes it', async () => {
    const encrypted = await encrypt(agePassphrase('right', 10), Buffer.from('hello'))
    const [, salt = ''] = /-> scrypt (\S+) 10\n/.exec(encrypted.toString('latin1')) ?? []
    expect(salt).toHaveLength(22)
    // The last of 22 characters holds 4 bits that nobody reads.
    const twin = salt.slice(0, -1) + { A: 'B', Q: 'R', g: 'h', w: 'x' }[salt.at(-1) ?? '']
    const alphabet = salt.replace('+', '-').replace('/', '_')
    for (const stanza of [
      `-> scrypt ${salt} 10 more`,
      `-> scrypt ${salt} 10 10`,
      `-> scrypt ${twin} 10`,
      `-> scrypt ${salt}== 10`,
      `-> scrypt ${salt}! 10`,
      `-> scrypt ${salt}A 10`,
      `-> scrypt ${salt.slice(0, -1)} 10`,
      ...(alphabet === salt ? [] : [`-> scrypt ${alphabet} 10`]),
      `-> scrypt ${salt} 010`,
      `-> scrypt ${salt} +10`,
      `-> scrypt ${salt} 10.0`,
      `-> scrypt ${salt} 1e1`,
      `-> scrypt ${salt} 21`,
      `-> scrypt ${salt}`,
      '-> scrypt',
    ]) {
      const altered = resealed(encrypted, `-> scrypt ${salt} 10`, stanza)
      await expect(open(await altered, { passphrase: 'right' }), stanza).rejects.toMatchObject({
        name: 'BackupError',
        code: 'encryption-header-altered',
      })
    }
  })

  it('when something follows its end', async () => {
    const longer = Buffer.concat([file, Buffer.from('x')])
    const trailing = { kind: 'integrity', code: 'encryption-trailing-data' }
    await expect(open(longer)).rejects.toMatchObject(trailing)
    await expect(open(Buffer.concat([file, file]))).rejects.toMatchObject(trailing)
  })

  it('when its chunks changed places', async () => {
    const [start, first, second] = [0, payloadAt, payloadAt + SEALED_CHUNK].map((at, index) =>
      file.subarray(at, index === 0 ? payloadAt : at + SEALED_CHUNK),
    )
    if (!start || !first || !second) throw new Error('no chunks')
    const swapped = open(Buffer.concat([start, second, first]))
    await expect(swapped).rejects.toMatchObject({ kind: 'integrity', code: 'encryption-altered' })
  })

  it('when it is no age file at all', async () => {
    const notAge = { kind: 'integrity', code: 'encryption-not-age' }
    await expect(open(Buffer.from('PGDMP'.repeat(100)))).rejects.toMatchObject(notAge)
    const endless = Buffer.concat([Buffer.from('age-encryption.org/v1\n'), Buffer.alloc(1_100_000, 'x')])
    await expect(open(endless)).rejects.toMatchObject(notAge)
  })
})

it('secret keys that do not parse are refused by their place, and never shown', () => {
  const bad = `${identity.slice(0, -4)}QQQQ`
  expect(() => openAge({ identities: [identity, bad, 'hunter2'] }, signal)).toThrow(
    'Secret key 2 is not an age secret key; Secret key 3 is not an age secret key.',
  )
  expect(() => openAge({ identities: [] }, signal)).toThrow('No age secret key was given.')
})
