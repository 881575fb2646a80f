import { BackupError } from '../../backup/errors.ts'
import { sentence } from '../../backup/sentence.ts'

/** The failures of a throwaway server that have a name of their own (design §7, docs/errors.md). */

export function noAccount(why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-account-missing',
    message: sentence(
      `This step runs as root, PostgreSQL refuses that, and it cannot be started under another account: ${why}`,
    ),
    hint: 'Run the job as an ordinary user, or add one to the image.',
  })
}

export function folderUnreachable(folders: readonly string[]): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-folder-unreachable',
    message: `This step runs as root, and the account that PostgreSQL is started under can use none of the folders for its data: ${folders.join(', ')}.`,
    hint: 'Let every user pass through the folders above RUNNER_TEMP (chmod o+x), or run the job as an ordinary user.',
  })
}

export function programsUnreachable(folder: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-programs-unreachable',
    message: `This step runs as root, and the account that PostgreSQL is started under cannot start its programs in ${folder}.`,
    hint: 'Let every user pass through the folders above (chmod o+x), or unset PGBIN so that another server is found or installed.',
  })
}

export function doesNotStart(version: string, why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-start-failed',
    message: sentence(`The throwaway PostgreSQL ${version} could not be started: ${why}`),
    hint: 'Free disk space and memory on this machine; where it lacks a library, install it or give a client-repository.',
  })
}

export function noTimeZones(): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-time-zones-missing',
    message:
      'The throwaway PostgreSQL finds no time zones on this machine, without which no client can connect.',
    hint: 'Install the package tzdata before this step: apt-get install tzdata.',
  })
}
