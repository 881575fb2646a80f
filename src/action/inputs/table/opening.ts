import { parsed, refused } from '../../../core/parsed.ts'
import { identitiesIn, identityProblems } from '../../../encryption/age-identities.ts'
import type { Reader } from '../readers.ts'
import { listing, optional } from '../row.ts'
import { passphrase } from './proof.ts'

/** Never repeated in a message, nor any part of it. */
const identities: Reader<readonly string[]> = {
  read: value => {
    const keys = identitiesIn(value)
    const [problem] = identityProblems(keys)
    return problem ? refused(`${problem.message}. ${problem.hint}`) : parsed(keys)
  },
}

/** What opens a backup. */
export const openingInputs = {
  'age-identity': listing(identities, {
    secret: true,
    description:
      'The secret key that opens backups encrypted to age public keys: the `AGE-SECRET-KEY-…` that age-keygen wrote, or its whole file. Several, one a line, where backups were encrypted to different ones.',
  }),
  passphrase: optional(passphrase, {
    secret: true,
    verbatim: true,
    description: 'The passphrase that opens backups encrypted with one, by age or gpg.',
  }),
}
