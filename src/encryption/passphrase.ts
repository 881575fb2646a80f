import { defineError } from '../core/errors.ts'
import type { KeyProblem } from './problems.ts'

const ENCRYPTION_PASSPHRASE_EMPTY = defineError({
  topic: 'encryption',
  code: 'encryption-passphrase-empty',
  kind: 'input',
  meaning: 'The passphrase is empty, usually since its secret does not exist or is not passed on.',
  fix: 'Check that the secret it comes from exists and is passed to this workflow.',
})

const ENCRYPTION_PASSPHRASE_UNUSABLE = defineError({
  topic: 'encryption',
  code: 'encryption-passphrase-unusable',
  kind: 'input',
  meaning: 'The passphrase holds a line break or a null character.',
  fix: 'Use a passphrase of one line: it has to be typed at a prompt to open the backup.',
})

/** What is wrong with a passphrase, if anything. Strength is its owner's business: it is not judged. */
export function passphraseProblems(passphrase: string): KeyProblem[] {
  if (passphrase === '') {
    return [
      {
        ...ENCRYPTION_PASSPHRASE_EMPTY,
        message: 'The passphrase is empty',
      },
    ]
  }
  // gpg reads a passphrase to the end of the line only, and nobody can type a line break at a prompt.
  if (/[\r\n\0]/.test(passphrase)) {
    return [
      {
        ...ENCRYPTION_PASSPHRASE_UNUSABLE,
        message: 'The passphrase holds a line break or a null character',
      },
    ]
  }
  return []
}
