import type { Duplex } from 'node:stream'

/** What the manifest records of the encryption: never a secret. */
export type EncryptionRecord =
  | { readonly method: 'none' }
  | { readonly method: 'age'; readonly to: readonly string[] }
  | { readonly method: 'age-passphrase' }
  | { readonly method: 'gpg-passphrase'; readonly cipher: 'AES256' }

/** Seals the dump on its way to the store. Implementations open with the stock `age` or `gpg` program. */
export interface Encryption {
  readonly record: EncryptionRecord
  /** What is appended to the object's name. */
  readonly suffix: '' | '.age' | '.gpg'
  /**
   * Fails early when the key can't be used (a recipient that doesn't parse, no gpg program). All problems at once.
   * @throws BackupError `encryption-…`
   */
  prepare(signal: AbortSignal): Promise<void>
  /** A fresh stage for one object: plaintext in, sealed bytes out. Destroyed (and its child killed) on abort. */
  encrypt(signal: AbortSignal): Duplex
}
