import { BackupError, type Explanation } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { ChildEnd } from '../stream/child.ts'

const ENDED_BY = 'Find out what killed it (memory, an administrator, a time limit) and run this step again.'

/** Why gpg's output can't be used, from how it ended and the end of its stderr (which never holds the passphrase). */
export function gpgFailure(end: ChildEnd, stderr: string): BackupError {
  if ('notStarted' in end) return new BackupError(notStarted(end.notStarted), end.notStarted)
  if ('killedBy' in end) {
    return new BackupError({
      kind: 'environment',
      code: 'encryption-gpg-killed',
      message: `gpg was killed by ${end.killedBy} before it had sealed everything.`,
      hint: ENDED_BY,
    })
  }
  const said = stderr.trim().split('\n').at(-1) ?? ''
  return new BackupError({
    kind: 'environment',
    code: 'encryption-gpg-failed',
    message: sentence(
      `gpg stopped with exit code ${end.code} before it had sealed everything${said ? `: ${said}` : ''}`,
    ),
    hint: 'Check with gpg --version that the runner has 2.1 or newer, or use age, which needs no program.',
  })
}

/** Why gpg did not open a file. Only its words distinguish a wrong passphrase from a damaged file. */
export function gpgOpeningFailure(end: ChildEnd, stderr: string): BackupError {
  if ('notStarted' in end) return gpgFailure(end, stderr)
  if ('killedBy' in end) {
    return new BackupError({
      kind: 'environment',
      code: 'encryption-gpg-killed',
      message: `gpg was killed by ${end.killedBy} before it had opened the backup: that says nothing about the backup.`,
      hint: ENDED_BY,
    })
  }
  if (/bad session key|bad passphrase/i.test(stderr)) {
    return new BackupError({
      kind: 'input',
      code: 'encryption-key-mismatch',
      message: 'The given passphrase does not open the gpg file.',
      hint: 'Give the passphrase that the backup was sealed with; if it is the right one, the file is damaged: do not trust this backup.',
    })
  }
  return new BackupError({
    kind: 'integrity',
    code: 'encryption-altered',
    message: 'The gpg file was altered or cut: gpg refuses it.',
    hint: 'Do not trust this backup: take another one, and find out how its bytes came to change.',
  })
}

function notStarted(error: Error): Explanation {
  const missing = 'code' in error && error.code === 'ENOENT'
  return {
    kind: 'environment',
    code: missing ? 'encryption-gpg-missing' : 'encryption-gpg-not-started',
    message: missing
      ? 'The gpg program was not found.'
      : sentence(`gpg could not be started: ${error.message}`),
    hint: 'Install gnupg on the runner, or use age, which needs no program.',
  }
}

export function noHome(scratch: string, cause: unknown): BackupError {
  return new BackupError(
    {
      kind: 'environment',
      code: 'encryption-scratch-unusable',
      message: `No directory for gpg could be made in ${scratch}.`,
      hint: 'Check that it exists, can be written to, and that its disk is not full.',
    },
    cause,
  )
}
