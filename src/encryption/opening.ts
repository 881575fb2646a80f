import { BackupError } from '../core/errors.ts'
import { openAge } from './age-open.ts'
import type { Decryption } from './decryption.ts'
import type { EncryptionRecord } from './encryption.ts'
import { type GpgSettings, GpgStage, OPEN } from './gpg-stage.ts'

/** The keys that the user gave; either may be missing. */
export interface Keys {
  /** `AGE-SECRET-KEY-…`, any number. */
  readonly identities: readonly string[]
  readonly passphrase: string | undefined
}

/** Opens everything that those keys open; `gpg` says how the gpg program is run. */
export function decryptionWith(keys: Keys, gpg: Omit<GpgSettings, 'passphrase'>): Decryption {
  return {
    open(record, signal) {
      switch (record.method) {
        case 'none':
          return undefined
        case 'age':
          if (keys.identities.length === 0) throw missing('age-identity', record)
          return openAge({ identities: keys.identities }, signal)
        case 'age-passphrase':
          return openAge({ passphrase: passphraseOf(keys, record) }, signal)
        case 'gpg-passphrase':
          return new GpgStage(OPEN, { ...gpg, passphrase: passphraseOf(keys, record) }, signal)
      }
    },
  }
}

function passphraseOf({ passphrase }: Keys, record: EncryptionRecord): string {
  if (passphrase === undefined) throw missing('passphrase', record)
  return passphrase
}

function missing(input: string, record: EncryptionRecord): BackupError {
  const to = record.method === 'age' ? ` for ${record.to.join(', ')}` : ''
  return new BackupError({
    kind: 'input',
    code: 'decryption-key-missing',
    message: `${input}: the backup is sealed with ${record.method.replace('-', ' by ')}${to}, and no key to open it was given.`,
    hint: `Give the ${input} from a secret.`,
  })
}
