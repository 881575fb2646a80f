import type { CleanupJournal } from '../core/cleanup-journal.ts'
import { ageEncryption, agePassphrase } from '../encryption/age.ts'
import type { Decryption } from '../encryption/decryption.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { gpgPassphrase } from '../encryption/gpg.ts'
import type { GpgSettings } from '../encryption/gpg-stage.ts'
import { noEncryption } from '../encryption/none.ts'
import { decryptionWith, type Keys } from '../encryption/opening.ts'
import type { EncryptionChoice } from './inputs/shared.ts'

/** How gpg is run: `scratch` holds its home meanwhile. */
interface Programs {
  readonly journal: CleanupJournal
  readonly scratch: string
  readonly searchPath: string
}

/** The encryption that the inputs ask for. */
export function openEncryption(choice: EncryptionChoice, programs: Programs): Encryption {
  switch (choice.kind) {
    case 'none':
      return noEncryption()
    case 'age':
      return ageEncryption({ recipients: choice.recipients })
    case 'age-passphrase':
      return agePassphrase(choice.passphrase)
    case 'gpg-passphrase':
      return gpgPassphrase({ passphrase: choice.passphrase, ...gpgWith(programs) })
  }
}

/** What opens everything that the given keys open. */
export function openDecryption(keys: Keys, programs: Programs): Decryption {
  return decryptionWith(keys, gpgWith(programs))
}

function gpgWith({ journal, scratch, searchPath }: Programs): Omit<GpgSettings, 'passphrase'> {
  return {
    searchPath,
    scratch,
    onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
  }
}
