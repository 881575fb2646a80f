import type { DocumentedError } from './documented-error.ts'

const ALTERED = 'Do not use this repository until that is explained: someone has altered it on the way.'
const MIRROR = 'Try again in case the mirror was just being updated; if it stays so, do not use this mirror.'

/** src/postgres/client: how the client programs get onto the machine. */
export const CLIENT_ERRORS: readonly DocumentedError[] = [
  {
    code: 'scratch-unusable',
    kind: 'environment',
    meaning:
      "A folder for temporary files, or the file of the step's state, cannot be written in the runner's own folder, RUNNER_TEMP.",
    fix: 'Check that it exists, can be written to by this user, and that its disk is not full.',
  },
  {
    code: 'program-not-started',
    kind: 'environment',
    meaning:
      'The machine has no room for another process: open files, processes or memory are at their limit.',
    fix: 'Raise the limits of the runner (ulimit -n, ulimit -u), or use a larger one.',
  },
  {
    code: 'client-not-available',
    kind: 'environment',
    meaning:
      "The client of the server's major version is neither on this machine nor in any repository that it may ask.",
    fix: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
  },
  {
    code: 'client-unsupported-platform',
    kind: 'environment',
    meaning: "The client is not on this machine, and Debian's packages cannot be installed on its system.",
    fix: "Install the client before this step with the system's package manager, or run the job on ubuntu-latest.",
  },
  {
    code: 'client-does-not-start',
    kind: 'environment',
    meaning: 'The client was unpacked, and its programs lack libraries of this machine.',
    fix: 'Install the libraries that are missing, or give a repository that has them too as client-repository.',
  },
  {
    code: 'client-unsafe',
    kind: 'environment',
    meaning:
      'The client on this machine has known security holes (CVE-2024-7348, CVE-2025-8714, CVE-2025-8715), and no newer one could be installed.',
    fix: 'Update it to 13.22, 14.19, 15.14, 16.10, 17.6, 18.0 or newer, or give a repository that has such a version as client-repository.',
  },
  {
    code: 'package-too-old',
    kind: 'environment',
    meaning:
      'A repository has the client or the server, in a version that is not used or that is here already.',
    fix: 'Give a repository with a newer version as client-repository, or install the client and set PGBIN to its folder.',
  },
  {
    code: 'client-repository-wrong',
    kind: 'input',
    meaning: 'client-repository is not in the form of an apt source.',
    fix: 'Write deb [signed-by=/path/key.asc] https://host/path suite component.',
  },
  {
    code: 'repository-unreachable',
    kind: 'environment',
    meaning: 'A package repository, or a file of it, cannot be read.',
    fix: 'Check its address, network and proxy; or give a mirror that this machine reaches as client-repository.',
  },
  {
    code: 'repository-key-unreadable',
    kind: 'environment',
    meaning: 'There is no usable key to check a package repository with.',
    fix: 'Name its key file in the source line: deb [signed-by=/path/key.asc] https://host/path suite component.',
  },
  {
    code: 'repository-unsigned',
    kind: 'integrity',
    meaning: "What is served as a repository's InRelease is not a signed file.",
    fix: 'Look at what the address serves: something else may answer there (a proxy, a login page).',
  },
  {
    code: 'repository-text-outside-signature',
    kind: 'integrity',
    meaning: "A repository's InRelease holds text that its signature does not cover.",
    fix: ALTERED,
  },
  {
    code: 'repository-signature-wrong',
    kind: 'integrity',
    meaning: "The signature of a repository's InRelease is wrong.",
    fix: ALTERED,
  },
  {
    code: 'repository-key-unknown',
    kind: 'integrity',
    meaning: 'A repository is signed by none of the keys that were given for it.',
    fix: 'Name the right key file in the source line, deb [signed-by=/path/key.asc] …, or find out who signs it now.',
  },
  {
    code: 'repository-expired',
    kind: 'integrity',
    meaning: "A repository's InRelease is past its Valid-Until: somebody may be serving an old one.",
    fix: 'Update the mirror; for one that is frozen on purpose write check-valid-until=no in the source line of client-repository.',
  },
  {
    code: 'repository-from-the-future',
    kind: 'integrity',
    meaning: "A repository's InRelease is dated after today.",
    fix: "Correct this machine's clock, or the mirror.",
  },
  {
    code: 'repository-other-suite',
    kind: 'integrity',
    meaning: "A repository's InRelease is of another suite than was asked for.",
    fix: 'Correct the suite in the source line, or the mirror.',
  },
  {
    code: 'repository-index-mismatch',
    kind: 'integrity',
    meaning: "A repository's package index is not what its signed InRelease promises.",
    fix: MIRROR,
  },
  {
    code: 'repository-index-unusable',
    kind: 'environment',
    meaning: 'A repository has no package index that can be used here.',
    fix: 'Check suite, components and architecture in the source line; install xz-utils where the index is only an .xz.',
  },
  {
    code: 'package-absent',
    kind: 'environment',
    meaning: 'A repository lacks the client, or a package that it needs.',
    fix: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
  },
  {
    code: 'package-mismatch',
    kind: 'integrity',
    meaning: "A package is not what its repository's index promises.",
    fix: MIRROR,
  },
  {
    code: 'dpkg-deb-failed',
    kind: 'environment',
    meaning: 'A package could not be unpacked.',
    fix: 'Free disk space in RUNNER_TEMP; where there is no dpkg-deb, install the client beforehand and set PGBIN to its folder.',
  },
]
