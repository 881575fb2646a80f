import type { Reading } from './reading.ts'
import type { EncryptionValues } from './rules/encryption-rules.ts'
import type { EncryptionChoice } from './shared.ts'

/** What the inputs say about who can open the backup; rules have seen to it that they go together. */
export function encryptionOf({ value }: Reading<EncryptionValues>): EncryptionChoice {
  const passphrase = value('passphrase')
  const recipients = value('encrypt-to')
  if (recipients.length > 0) return { kind: 'age', recipients }
  if (passphrase === undefined) return { kind: 'none' }
  return { kind: value('encryption') === 'gpg' ? 'gpg-passphrase' : 'age-passphrase', passphrase }
}
