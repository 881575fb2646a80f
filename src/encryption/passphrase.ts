import type { KeyProblem } from './problems.ts'

/** What is wrong with a passphrase, if anything. Strength is its owner's business: it is not judged. */
export function passphraseProblems(passphrase: string): KeyProblem[] {
  if (passphrase === '') {
    return [
      {
        code: 'encryption-passphrase-empty',
        message: 'The passphrase is empty',
        hint: 'Check that the secret it comes from exists and is passed to this workflow.',
      },
    ]
  }
  // gpg reads a passphrase to the end of the line only, and nobody can type a line break at a prompt.
  if (/[\r\n\0]/.test(passphrase)) {
    return [
      {
        code: 'encryption-passphrase-unusable',
        message: 'The passphrase holds a line break or a null character',
        hint: 'Use a passphrase of one line: it has to be typed at a prompt to open the backup.',
      },
    ]
  }
  return []
}
