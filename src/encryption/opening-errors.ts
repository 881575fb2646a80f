import { defineError } from '../core/errors.ts'

// What age and gpg both end with.

export const ENCRYPTION_KEY_MISMATCH = defineError({
  topic: 'encryption',
  code: 'encryption-key-mismatch',
  kind: 'input',
  meaning: 'The given key or passphrase does not open the backup.',
  fix: 'Give the secret key of one of the recipients, or the passphrase, that the backup was sealed with; if it is the right one, the header is damaged: do not trust this backup.',
})

export const ENCRYPTION_ALTERED = defineError({
  topic: 'encryption',
  code: 'encryption-altered',
  kind: 'integrity',
  meaning: 'The sealed backup was altered or cut: a piece of it fails its authentication, or gpg refuses it.',
  fix: 'Do not trust this backup: take another one, and find out how its bytes came to change.',
})
