import { BackupError, defineError, type ErrorBase } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'

const REPOSITORY_UNREACHABLE = defineError({
  topic: 'client',
  code: 'repository-unreachable',
  kind: 'environment',
  meaning: 'A package repository, or a file of it, cannot be read.',
  fix: 'Check its address, network and proxy; or give a mirror that this machine reaches as client-repository.',
})

/** The failures of finding and installing a client that have a name of their own (design §7, docs/errors.md). */

export function repositoryUnreachable(repository: string, why: string): BackupError {
  return new BackupError({
    ...REPOSITORY_UNREACHABLE,
    message: sentence(`The package repository ${repository} cannot be read: ${why}`),
  })
}

const REPOSITORY_KEY_UNREADABLE = defineError({
  topic: 'client',
  code: 'repository-key-unreadable',
  kind: 'environment',
  meaning: 'There is no usable key to check a package repository with.',
  fix: 'Name its key file in the source line: deb [signed-by=/path/key.asc] https://host/path suite component.',
})

export function keyUnreadable(repository: string, why: string): BackupError {
  return new BackupError({
    ...REPOSITORY_KEY_UNREADABLE,
    message: sentence(`There is no usable key to check the package repository ${repository} with: ${why}`),
  })
}

/** @param refusal what kind of refusal it is; each is defined where it is found out */
export function repositoryRefused(repository: string, refusal: ErrorBase, why: string): BackupError {
  return new BackupError({
    ...refusal,
    message: sentence(`The package repository ${repository} is not to be trusted: ${why}`),
  })
}

const REPOSITORY_INDEX_MISMATCH = defineError({
  topic: 'client',
  code: 'repository-index-mismatch',
  kind: 'integrity',
  meaning: "A repository's package index is not what its signed InRelease promises.",
  fix: 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.',
})

export function indexMismatch(repository: string, path: string, why: string): BackupError {
  return new BackupError({
    ...REPOSITORY_INDEX_MISMATCH,
    message: sentence(
      `The index ${path} of the package repository ${repository} is not what its signed InRelease promises: ${why}`,
    ),
  })
}

const PACKAGE_MISMATCH = defineError({
  topic: 'client',
  code: 'package-mismatch',
  kind: 'integrity',
  meaning: "A package is not what its repository's index promises.",
  fix: 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.',
})

export function packageMismatch(repository: string, name: string, why: string): BackupError {
  return new BackupError({
    ...PACKAGE_MISMATCH,
    message: sentence(`Package ${name} of ${repository} is not what the repository's index promises: ${why}`),
  })
}

const REPOSITORY_INDEX_UNUSABLE = defineError({
  topic: 'client',
  code: 'repository-index-unusable',
  kind: 'environment',
  meaning: 'A repository has no package index that can be used here.',
  fix: 'Check suite, components and architecture in the source line; install xz-utils where the index is only an .xz.',
})

export function indexUnusable(repository: string, why: string): BackupError {
  return new BackupError({
    ...REPOSITORY_INDEX_UNUSABLE,
    message: sentence(`The package repository ${repository} has no index that can be used here: ${why}`),
  })
}

const PACKAGE_ABSENT = defineError({
  topic: 'client',
  code: 'package-absent',
  kind: 'environment',
  meaning: 'A repository lacks the client, or a package that it needs.',
  fix: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
})

export function packageAbsent(name: string, where: string): BackupError {
  return new BackupError({
    ...PACKAGE_ABSENT,
    message: `There is no package ${name} in ${where}.`,
  })
}

const CLIENT_REPOSITORY_WRONG = defineError({
  topic: 'client',
  code: 'client-repository-wrong',
  kind: 'input',
  meaning: 'client-repository is not in the form of an apt source.',
  fix: 'Write deb [signed-by=/path/key.asc] https://host/path suite component.',
})

export function repositoryLineWrong(line: string): BackupError {
  return new BackupError({
    ...CLIENT_REPOSITORY_WRONG,
    message: `client-repository: “${line}” is not in the form of an apt source.`,
  })
}

const PACKAGE_TOO_OLD = defineError({
  topic: 'client',
  code: 'package-too-old',
  kind: 'environment',
  meaning:
    'A repository has the client or the server, in a version that is not used or that is here already.',
  fix: 'Give a repository with a newer version as client-repository, or install the client and set PGBIN to its folder.',
})

/** A repository has the package, in a version that is of no use. */
export function notGoodEnough(what: string, where: string, version: string, why: string): BackupError {
  return new BackupError({
    ...PACKAGE_TOO_OLD,
    message: `${where} has ${what} as ${version}, ${why}.`,
  })
}

export const CLIENT_UNSAFE = defineError({
  topic: 'client',
  code: 'client-unsafe',
  kind: 'environment',
  meaning:
    'The client on this machine has known security holes (CVE-2024-7348, CVE-2025-8714, CVE-2025-8715), and no newer one could be installed.',
  fix: 'Update it to 13.22, 14.19, 15.14, 16.10, 17.6, 18.0 or newer, or give a repository that has such a version as client-repository.',
})

/** A client that must not be used, and that could not be replaced. */
export function clientUnsafe(
  { version, origin }: { readonly version: string; readonly origin: string },
  floor: string,
  cause: BackupError,
): BackupError {
  return new BackupError(
    {
      ...CLIENT_UNSAFE,
      message: sentence(
        `The PostgreSQL client ${version} (${origin}) has known security holes that ${floor} fixed, and no newer one could be installed: ${cause.message}`,
      ),
      hint: `Update it to ${floor} or newer, or give a repository that has such a version as client-repository.`,
    },
    cause,
  )
}
