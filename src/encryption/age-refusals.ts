import type { Explanation } from '../backup/errors.ts'

const DISTRUST = 'Do not trust this backup: take another one, and find out how its bytes came to change.'

/** Why a file is not opened. */
export const AGE_REFUSALS = {
  notAge: {
    kind: 'integrity',
    code: 'encryption-not-age',
    message: 'The file does not begin as an age file does.',
    hint: 'Check that this is the stored backup and that its name ends in .age; armored files are not supported.',
  },
  headerAltered: {
    kind: 'integrity',
    code: 'encryption-header-altered',
    message: "The age file's header is not the one that was written.",
    hint: DISTRUST,
  },
  keyMismatch: {
    kind: 'input',
    code: 'encryption-key-mismatch',
    message: 'The given key or passphrase does not open the age file.',
    hint: 'Give the secret key of one of the recipients, or the passphrase, that the backup was sealed with; if it is the right one, the header is damaged: do not trust this backup.',
  },
  altered: {
    kind: 'integrity',
    code: 'encryption-altered',
    message: 'The age file was altered or cut: a piece of it fails its authentication.',
    hint: DISTRUST,
  },
  truncated: {
    kind: 'integrity',
    code: 'encryption-truncated',
    message: 'The age file is cut: its last piece is missing.',
    hint: DISTRUST,
  },
  trailingData: {
    kind: 'integrity',
    code: 'encryption-trailing-data',
    message: 'The age file goes on after its last piece.',
    hint: DISTRUST,
  },
} as const satisfies Record<string, Explanation>
