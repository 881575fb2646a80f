import { createCleartextMessage, generateKey, readKey, readPrivateKey, sign } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { verifiedText } from '../../../../../src/postgres/client/apt/clear-signed.ts'
import { parseKeys } from '../../../../../src/postgres/client/apt/keyring.ts'
import { PGDG_FINGERPRINT, PGDG_KEY } from '../../../../../src/postgres/client/pgdg-key.ts'
import { clearSign, makeKey } from '../../../../support/apt-repository.ts'

const NOW = new Date()
const LATER = new Date(NOW.getTime() + 60_000)

describe('a clear-signed file', () => {
  it('gives the text that was signed, dashes and all', async () => {
    const key = await makeKey()
    const text = 'Origin: Test\n- dashed\n-----\n\nlast'
    const file = await clearSign(text, key)
    expect(await verifiedText(`${file}\n`, await parseKeys(Buffer.from(key.publicKey)), LATER, 'test')).toBe(
      text,
    )
  })

  it('is accepted when one of its signers is known', async () => {
    const [known, stranger] = [await makeKey('known'), await makeKey('stranger')]
    const signingKeys = await Promise.all(
      [stranger, known].map(({ privateKey }) => readPrivateKey({ armoredKey: privateKey })),
    )
    const file = await sign({ message: await createCleartextMessage({ text: 'both' }), signingKeys })
    const keys = [await readKey({ armoredKey: known.publicKey })]
    expect(await verifiedText(file, keys, LATER, 'test')).toBe('both')
  })

  it('is refused when its key has expired since', async () => {
    const key = await generateKey({
      type: 'ecc',
      curve: 'ed25519Legacy',
      userIDs: [{ name: 'short' }],
      keyExpirationTime: 3600,
      format: 'armored',
    })
    const file = await clearSign('text', key)
    const keys = [await readKey({ armoredKey: key.publicKey })]
    expect(await verifiedText(file, keys, LATER, 'test')).toBe('text')
    const tomorrow = new Date(NOW.getTime() + 24 * 60 * 60 * 1000)
    await expect(verifiedText(file, keys, tomorrow, 'test')).rejects.toMatchObject({
      code: 'repository-signature-wrong',
    })
  })
})

describe('the keys', () => {
  it('of PGDG is the one that the PostgreSQL project publishes, usable today', async () => {
    const [key] = await parseKeys(Buffer.from(PGDG_KEY))
    expect(key?.getFingerprint().toUpperCase()).toBe(PGDG_FINGERPRINT)
    await expect(key?.getSigningKey(undefined, new Date())).resolves.toBeDefined()
  })

  it('are read from several armoured blocks and from the binary form', async () => {
    const [a, b] = [await makeKey('a'), await makeKey('b')]
    expect(await parseKeys(Buffer.from(`${a.publicKey}\n${b.publicKey}`))).toHaveLength(2)
    const binary = (await readKey({ armoredKey: a.publicKey })).write()
    expect(await parseKeys(Buffer.from(binary))).toHaveLength(1)
  })
})
