import type { DocumentedError } from './documented-error.ts'

const REACH = 'Let every user pass through the folders above (chmod o+x), or run the job as an ordinary user.'

/** src/postgres/server: the PostgreSQL that a drill starts for itself. */
export const SERVER_ERRORS: readonly DocumentedError[] = [
  {
    code: 'server-not-available',
    kind: 'environment',
    meaning:
      "The server of the backup's major version, or one with the extensions that were asked for, is neither on this machine nor in any repository that it may ask.",
    fix: 'Give a repository that has it as client-repository, or install the server and set PGBIN to its folder.',
  },
  {
    code: 'server-unsupported-platform',
    kind: 'environment',
    meaning: "The server is not on this machine, and Debian's packages cannot be installed on its system.",
    fix: "Install the server before this step with the system's package manager and set PGBIN, or run the job on ubuntu-latest.",
  },
  {
    code: 'server-does-not-start',
    kind: 'environment',
    meaning:
      "The server was unpacked, and its programs lack libraries, with the machine's and with their own.",
    fix: 'Install the libraries that are missing, or give a repository that has them too as client-repository.',
  },
  {
    code: 'server-account-missing',
    kind: 'environment',
    meaning:
      'The step runs as root, which PostgreSQL refuses; no sandbox can be had, and there is no other account to start it under.',
    fix: 'Run the job as an ordinary user, or add one to the image.',
  },
  {
    code: 'server-folder-unreachable',
    kind: 'environment',
    meaning:
      "The step runs as root, no sandbox can be had, and the account that PostgreSQL is started under reaches neither RUNNER_TEMP nor the system's temporary folders.",
    fix: REACH,
  },
  {
    code: 'server-programs-unreachable',
    kind: 'environment',
    meaning:
      "The step runs as root, no sandbox can be had, and the account that PostgreSQL is started under cannot start the server's programs where they are.",
    fix: REACH,
  },
  {
    code: 'server-start-failed',
    kind: 'environment',
    meaning: 'The throwaway server could not be made or started; the message has its own words for why.',
    fix: 'Do what the message says: mostly free disk space and memory, raise the limit of open files, install a library, or find out what ended it.',
  },
  {
    code: 'server-time-zones-missing',
    kind: 'environment',
    meaning: 'The throwaway server knows no time zones: the machine lacks the package that has them.',
    fix: 'Install the package tzdata before this step.',
  },
]
