import { BackupError, defineError, type Explanation } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { ChildEnd } from '../stream/child.ts'
import { ENCRYPTION_ALTERED, ENCRYPTION_KEY_MISMATCH } from './opening-errors.ts'

const ENDED_BY = 'Find out what killed it (memory, an administrator, a time limit) and run this step again.'

const ENCRYPTION_GPG_KILLED = defineError({
  topic: 'encryption',
  code: 'encryption-gpg-killed',
  kind: 'environment',
  meaning: 'gpg was killed before it had sealed everything.',
  fix: 'Find out what killed it (memory, an administrator, a time limit) and run the backup again.',
})

const ENCRYPTION_GPG_FAILED = defineError({
  topic: 'encryption',
  code: 'encryption-gpg-failed',
  kind: 'environment',
  meaning: 'gpg stopped before it had sealed everything; its own words are quoted.',
  fix: 'Check with gpg --version that the runner has 2.1 or newer, or use age, which needs no program.',
})

/** Why gpg's output can't be used, from how it ended and the end of its stderr (which never holds the passphrase). */
export function gpgFailure(end: ChildEnd, stderr: string): BackupError {
  if ('notStarted' in end) return new BackupError(notStarted(end.notStarted), end.notStarted)
  if ('killedBy' in end) {
    return new BackupError({
      ...ENCRYPTION_GPG_KILLED,
      message: `gpg was killed by ${end.killedBy} before it had sealed everything.`,
      hint: ENDED_BY,
    })
  }
  const said = stderr.trim().split('\n').at(-1) ?? ''
  return new BackupError({
    ...ENCRYPTION_GPG_FAILED,
    message: sentence(
      `gpg stopped with exit code ${end.code} before it had sealed everything${said ? `: ${said}` : ''}`,
    ),
  })
}

/** Why gpg did not open a file. Only its words distinguish a wrong passphrase from a damaged file. */
export function gpgOpeningFailure(end: ChildEnd, stderr: string): BackupError {
  if ('notStarted' in end) return gpgFailure(end, stderr)
  if ('killedBy' in end) {
    return new BackupError({
      ...ENCRYPTION_GPG_KILLED,
      message: `gpg was killed by ${end.killedBy} before it had opened the backup: that says nothing about the backup.`,
      hint: ENDED_BY,
    })
  }
  if (/bad session key|bad passphrase/i.test(stderr)) {
    return new BackupError({
      ...ENCRYPTION_KEY_MISMATCH,
      message: 'The given passphrase does not open the gpg file.',
      hint: 'Give the passphrase that the backup was sealed with; if it is the right one, the file is damaged: do not trust this backup.',
    })
  }
  return new BackupError({
    ...ENCRYPTION_ALTERED,
    message: 'The gpg file was altered or cut: gpg refuses it.',
  })
}

const ENCRYPTION_GPG_MISSING = defineError({
  topic: 'encryption',
  code: 'encryption-gpg-missing',
  kind: 'environment',
  meaning: 'The gpg program was not found.',
  fix: 'Install gnupg on the runner, or use age, which needs no program.',
})

const ENCRYPTION_GPG_NOT_STARTED = defineError({
  topic: 'encryption',
  code: 'encryption-gpg-not-started',
  kind: 'environment',
  meaning: 'The gpg program is there and could not be started.',
  fix: 'Install gnupg on the runner, or use age, which needs no program.',
})

function notStarted(error: Error): Explanation {
  return 'code' in error && error.code === 'ENOENT'
    ? {
        ...ENCRYPTION_GPG_MISSING,
        message: 'The gpg program was not found.',
      }
    : {
        ...ENCRYPTION_GPG_NOT_STARTED,
        message: sentence(`gpg could not be started: ${error.message}`),
      }
}

const ENCRYPTION_SCRATCH_UNUSABLE = defineError({
  topic: 'encryption',
  code: 'encryption-scratch-unusable',
  kind: 'environment',
  meaning:
    "gpg needs a folder of its own for the run, which could not be made in the runner's temporary folder.",
  fix: 'Check that RUNNER_TEMP exists, can be written to, and that its disk is not full.',
})

export function noHome(scratch: string, cause: unknown): BackupError {
  return new BackupError(
    {
      ...ENCRYPTION_SCRATCH_UNUSABLE,
      message: `No directory for gpg could be made in ${scratch}.`,
      hint: 'Check that it exists, can be written to, and that its disk is not full.',
    },
    cause,
  )
}
