import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'

/** The failures of finding and installing a client that have a name of their own (design §7, docs/errors.md). */

export function repositoryUnreachable(repository: string, why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'repository-unreachable',
    message: sentence(`The package repository ${repository} cannot be read: ${why}`),
    hint: 'Check its address, network and proxy; or give a mirror that this machine reaches as client-repository.',
  })
}

export function keyUnreadable(repository: string, why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'repository-key-unreadable',
    message: sentence(`There is no usable key to check the package repository ${repository} with: ${why}`),
    hint: 'Name its key file in the source line: deb [signed-by=/path/key.asc] https://host/path suite component.',
  })
}

export type RepositoryRefusal =
  | 'repository-unsigned'
  | 'repository-text-outside-signature'
  | 'repository-signature-wrong'
  | 'repository-key-unknown'
  | 'repository-expired'
  | 'repository-from-the-future'
  | 'repository-other-suite'

const REFUSAL_HINTS: Record<RepositoryRefusal, string> = {
  'repository-unsigned':
    'Something else answers under this address (a proxy, a login page?): look at what it serves.',
  'repository-text-outside-signature':
    'Someone has altered it on the way: do not use this repository until that is explained.',
  'repository-signature-wrong':
    'Someone has altered it on the way: do not use this repository until that is explained.',
  'repository-key-unknown':
    'Name the right key file in the source line, deb [signed-by=/path/key.asc] …, or find out who signs it now.',
  'repository-expired':
    'Update the mirror; for one that is frozen on purpose write check-valid-until=no in the source line of client-repository.',
  'repository-from-the-future': "Correct this machine's clock, or the mirror.",
  'repository-other-suite': 'Correct the suite in the source line, or the mirror.',
}

export function repositoryRefused(repository: string, code: RepositoryRefusal, why: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code,
    message: sentence(`The package repository ${repository} is not to be trusted: ${why}`),
    hint: REFUSAL_HINTS[code],
  })
}

export function indexMismatch(repository: string, path: string, why: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'repository-index-mismatch',
    message: sentence(
      `The index ${path} of the package repository ${repository} is not what its signed InRelease promises: ${why}`,
    ),
    hint: 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.',
  })
}

export function packageMismatch(repository: string, name: string, why: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'package-mismatch',
    message: sentence(`Package ${name} of ${repository} is not what the repository's index promises: ${why}`),
    hint: 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.',
  })
}

export function indexUnusable(repository: string, why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'repository-index-unusable',
    message: sentence(`The package repository ${repository} has no index that can be used here: ${why}`),
    hint: 'Check suite, components and architecture in the source line; install xz-utils where the index is only an .xz.',
  })
}

export function packageAbsent(name: string, where: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'package-absent',
    message: `There is no package ${name} in ${where}.`,
    hint: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
  })
}

export function repositoryLineWrong(line: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'client-repository-wrong',
    message: `client-repository: “${line}” is not in the form of an apt source.`,
    hint: 'Write deb [signed-by=/path/key.asc] https://host/path suite component.',
  })
}

/** A repository has the package, in a version that is of no use. */
export function notGoodEnough(what: string, where: string, version: string, why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'package-too-old',
    message: `${where} has ${what} as ${version}, ${why}.`,
    hint: 'Give a repository with a newer version as client-repository, or install the client and set PGBIN to its folder.',
  })
}

/** A client that must not be used, and that could not be replaced. */
export function clientUnsafe(
  { version, origin }: { readonly version: string; readonly origin: string },
  floor: string,
  cause: BackupError,
): BackupError {
  return new BackupError(
    {
      kind: 'environment',
      code: 'client-unsafe',
      message: sentence(
        `The PostgreSQL client ${version} (${origin}) has known security holes that ${floor} fixed, and no newer one could be installed: ${cause.message}`,
      ),
      hint: `Update it to ${floor} or newer, or give a repository that has such a version as client-repository.`,
    },
    cause,
  )
}
