import type { ValuesOf } from '../row.ts'
import type { encryptionInputs } from '../table/proof.ts'
import { type Rule, rule } from './rule.ts'

export type EncryptionValues = ValuesOf<typeof encryptionInputs>

/** Who can open the backup: never less than the user thinks. */
export const encryptionRules: readonly Rule<EncryptionValues>[] = [
  rule(
    ['encrypt-to', 'passphrase'],
    ({ value }) => value('encrypt-to').length > 0 && value('passphrase') !== undefined,
    'encrypt-to and passphrase exclude each other; give encrypt-to (keys), or passphrase, not both',
  ),
  rule(
    ['encryption', 'encrypt-to'],
    ({ value }) => value('encryption') === 'gpg' && value('encrypt-to').length > 0,
    'encryption: gpg goes with a passphrase only, encrypt-to holds age keys; write encryption: age, or give a passphrase',
  ),
  rule(
    ['encryption', 'passphrase', 'encrypt-to'],
    ({ value }) =>
      value('encryption') !== undefined &&
      value('passphrase') === undefined &&
      value('encrypt-to').length === 0,
    'encryption is given, but passphrase and encrypt-to are both empty; check that the secret behind passphrase is set for this repository and environment',
  ),
]
