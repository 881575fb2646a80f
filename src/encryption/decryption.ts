import type { Duplex } from 'node:stream'
import type { EncryptionRecord } from './encryption.ts'

/** Opens what an Encryption sealed, with the keys that the user gave. */
export interface Decryption {
  /**
   * A fresh stage for one object: sealed bytes in, plaintext out. It ends without an error only when the whole object was
   * authentic. Undefined where nothing was sealed.
   * @throws BackupError `decryption-key-missing` when the keys at hand can't be meant
   */
  open(record: EncryptionRecord, signal: AbortSignal): Duplex | undefined
}
