import { ageEncryption, agePassphrase } from '../encryption/age.ts'
import type { Decryption } from '../encryption/decryption.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { gpgPassphrase } from '../encryption/gpg.ts'
import type { GpgSettings } from '../encryption/gpg-stage.ts'
import { noEncryption } from '../encryption/none.ts'
import { decryptionWith, type Keys } from '../encryption/opening.ts'
import type { ActionContext } from './context.ts'
import type { EncryptionChoice, S3Access } from './inputs/shared.ts'

/** What a run of gpg needs of the step. */
type Surroundings = Pick<ActionContext, 'journal' | 'runner' | 'scratch'>

/** How long gpg may make no progress. */
type StallLimit = Pick<S3Access, 'stallTimeoutMs'>

/** The encryption that the inputs ask for. */
export function openEncryption(
  choice: EncryptionChoice,
  limits: StallLimit,
  context: Surroundings,
): Encryption {
  switch (choice.kind) {
    case 'none':
      return noEncryption()
    case 'age':
      return ageEncryption({ recipients: choice.recipients })
    case 'age-passphrase':
      return agePassphrase(choice.passphrase)
    case 'gpg-passphrase':
      return gpgPassphrase({ passphrase: choice.passphrase, ...gpgWith(limits, context) })
  }
}

/** What opens everything that the given keys open. */
export function openDecryption(keys: Keys, limits: StallLimit, context: Surroundings): Decryption {
  return decryptionWith(keys, gpgWith(limits, context))
}

function gpgWith(
  { stallTimeoutMs }: StallLimit,
  { journal, runner: { env }, scratch }: Surroundings,
): Omit<GpgSettings, 'passphrase'> {
  return {
    searchPath: env['PATH'] ?? '',
    scratch,
    ...(stallTimeoutMs !== undefined && { stallTimeoutMs }),
    onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
  }
}
