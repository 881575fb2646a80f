import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { ageEncryption } from '../../../src/encryption/age.ts'

const { signal } = new AbortController()
const SSH = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ ${'x'.repeat(80)} someone@example.com`

async function refusal(recipients: readonly string[]): Promise<BackupError> {
  const error = await ageEncryption({ recipients })
    .prepare(signal)
    .catch((thrown: unknown) => thrown)
  if (error instanceof BackupError) return error
  throw new Error('the recipients were accepted')
}

describe('the recipients of a backup', () => {
  it('are accepted when they are native keys, with spaces around them and given twice', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity())
    const encryption = ageEncryption({ recipients: [recipient, ` ${recipient}\n`] })
    await encryption.prepare(signal)
    expect(encryption.record).toEqual({ method: 'age', to: [recipient] })
  })

  it('are refused when there is none', async () => {
    expect(await refusal([])).toMatchObject({ kind: 'input', code: 'encryption-recipient-unusable' })
  })

  it('are named when they do not parse, with all problems at once', async () => {
    const typo = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcacxx'
    const error = await refusal([typo, SSH])
    expect(error.message).toContain(`Recipient 1 (${typo}) is not a valid age recipient`)
    expect(error.message).toContain('Recipient 2 (ssh-ed25519 AAAA')
    expect(error.message).toContain('is an SSH key, which is not supported')
    expect(error.hint).toContain('age-keygen')
    expect(`${error.message}${error.hint}`).not.toContain('\n')
  })

  it('are never shown when one is a secret key', async () => {
    const secret = await generateX25519Identity()
    for (const text of [secret, secret.toLowerCase(), `# public key: age1\n${secret}`]) {
      const encryption = ageEncryption({ recipients: [text] })
      const error = await refusal([text])
      expect(error.code).toBe('encryption-secret-key-given')
      expect(error.hint).toMatch(/leaked.*new pair/)
      const told = JSON.stringify([error, error.message, error.stack, encryption.record]).toUpperCase()
      expect(told).not.toContain(secret.slice(16, 40))
    }
  })

  it('are not shown when they look like nothing known, since that may be a password', async () => {
    const error = await refusal(['hunter2 hunter2'])
    expect(error.message).toBe('Recipient 1 (15 characters, not shown) is not an age recipient.')
  })

  it('are refused when post-quantum keys are mixed with others, as age does', async () => {
    const weak = await identityToRecipient(await generateX25519Identity())
    const strong = await identityToRecipient(await generateHybridIdentity())
    expect(await refusal([weak, strong])).toMatchObject({ code: 'encryption-recipients-mixed' })
    await expect(ageEncryption({ recipients: [strong] }).prepare(signal)).resolves.toBeUndefined()
  })

  it('are checked before anything is sealed: never a file that nobody can open', () => {
    expect(() => ageEncryption({ recipients: [] }).encrypt(signal)).toThrow(BackupError)
  })
})
