import type { BackupReport } from '../report.ts'

/** Who can open the backup, in words; undefined where anybody can who reads the store. */
export function encryptionLabel({ manifest: { encryption } }: BackupReport): string | undefined {
  switch (encryption.method) {
    case 'none':
      return undefined
    case 'age': {
      const keys = encryption.to.length
      return `age, ${keys === 1 ? 'for one key' : `for ${keys} keys`}`
    }
    case 'age-passphrase':
      return 'age, with a passphrase'
    case 'gpg-passphrase':
      return `gpg (${encryption.cipher}), with a passphrase`
  }
}
