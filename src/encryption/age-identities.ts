import { defineError } from '../core/errors.ts'
import { isIdentity } from './age-keys.ts'
import { type KeyProblem, refuseProblems } from './problems.ts'

/**
 * The secret keys, trimmed.
 * @throws BackupError `encryption-identity-unusable`, naming keys by their place in the list, never by their text
 */
export function checkIdentities(identities: readonly string[]): readonly string[] {
  const trimmed = identities.map(identity => identity.trim())
  refuseProblems(identityProblems(trimmed))
  return trimmed
}

/** What is wrong with secret keys; never holds a part of one. */
export function identityProblems(identities: readonly string[]): KeyProblem[] {
  const problems = identities.flatMap((identity, index) => (isIdentity(identity) ? [] : [unusable(index)]))
  return identities.length > 0 ? problems : [NONE]
}

/** The secret keys in a text such as the file that age-keygen writes: one a line, without its comments. */
export function identitiesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
}

const ENCRYPTION_IDENTITY_UNUSABLE = defineError({
  topic: 'encryption',
  code: 'encryption-identity-unusable',
  kind: 'input',
  meaning: 'There is no age secret key, or one of them is none.',
  fix: 'Give the key that age-keygen wrote: the line that begins with AGE-SECRET-KEY-.',
})

const NONE: KeyProblem = {
  ...ENCRYPTION_IDENTITY_UNUSABLE,
  message: 'No age secret key was given',
}

function unusable(index: number): KeyProblem {
  return { ...NONE, message: `Secret key ${index + 1} is not an age secret key` }
}
