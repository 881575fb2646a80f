import { AGE_REFUSALS } from '../../../src/encryption/age-open.ts'
import { type DocumentedError, ownWords } from './documented-error.ts'

const GPG = 'Install gnupg on the runner, or use age, which needs no program.'

/** src/encryption. */
export const ENCRYPTION_ERRORS: readonly DocumentedError[] = [
  {
    code: 'encryption-recipient-unusable',
    kind: 'input',
    meaning: 'There is no age recipient, or one of them is not a public key of age.',
    fix: 'Make a key pair with age-keygen and give its whole public key, which begins with age1.',
  },
  {
    code: 'encryption-recipients-mixed',
    kind: 'input',
    meaning: 'Post-quantum recipients (age1pq1…, age1tagpq1…) and others are mixed.',
    fix: 'Give recipients of one sort: anyone who breaks the weaker one reads the backup.',
  },
  {
    code: 'encryption-secret-key-given',
    kind: 'input',
    meaning: 'A recipient is a secret key (AGE-SECRET-KEY-…).',
    fix: 'Remove it from the workflow and treat it as leaked: make a new pair with age-keygen, and give only the public key.',
  },
  {
    code: 'encryption-passphrase-empty',
    kind: 'input',
    meaning: 'The passphrase is empty, usually since its secret does not exist or is not passed on.',
    fix: 'Check that the secret it comes from exists and is passed to this workflow.',
  },
  {
    code: 'encryption-passphrase-unusable',
    kind: 'input',
    meaning: 'The passphrase holds a line break or a null character.',
    fix: 'Use a passphrase of one line: it has to be typed at a prompt to open the backup.',
  },
  {
    code: 'encryption-identity-unusable',
    kind: 'input',
    meaning: 'There is no age secret key, or one of them is none.',
    fix: 'Give the key that age-keygen wrote: the line that begins with AGE-SECRET-KEY-.',
  },
  {
    code: 'encryption-gpg-missing',
    kind: 'environment',
    meaning: 'The gpg program was not found.',
    fix: GPG,
  },
  {
    code: 'encryption-gpg-not-started',
    kind: 'environment',
    meaning: 'The gpg program is there and could not be started.',
    fix: GPG,
  },
  {
    code: 'encryption-gpg-failed',
    kind: 'environment',
    meaning: 'gpg stopped before it had sealed everything; its own words are quoted.',
    fix: 'Check with gpg --version that the runner has 2.1 or newer, or use age, which needs no program.',
  },
  {
    code: 'encryption-gpg-killed',
    kind: 'environment',
    meaning: 'gpg was killed before it had sealed everything.',
    fix: 'Find out what killed it (memory, an administrator, a time limit) and run the backup again.',
  },
  {
    code: 'encryption-scratch-unusable',
    kind: 'environment',
    meaning:
      "gpg needs a folder of its own for the run, which could not be made in the runner's temporary folder.",
    fix: 'Check that RUNNER_TEMP exists, can be written to, and that its disk is not full.',
  },
  ...ownWords(Object.values(AGE_REFUSALS)),
]
