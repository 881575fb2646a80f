import { BackupError, defineError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { ChildEnd } from '../../stream/child.ts'

const SERVER_ACCOUNT_MISSING = defineError({
  topic: 'throwaway-server',
  code: 'server-account-missing',
  kind: 'environment',
  meaning:
    'The step runs as root, which PostgreSQL refuses; no sandbox can be had, and there is no other account to start it under.',
  fix: 'Run the job as an ordinary user, or add one to the image.',
})

/** The failures of a throwaway server that have a name of their own (design §7, docs/errors.md). */

export function noAccount(why: string): BackupError {
  return new BackupError({
    ...SERVER_ACCOUNT_MISSING,
    message: sentence(
      `This step runs as root, PostgreSQL refuses that, and it cannot be started under another account: ${why}`,
    ),
  })
}

const SERVER_FOLDER_UNREACHABLE = defineError({
  topic: 'throwaway-server',
  code: 'server-folder-unreachable',
  kind: 'environment',
  meaning:
    "The step runs as root, no sandbox can be had, and the account that PostgreSQL is started under reaches neither RUNNER_TEMP nor the system's temporary folders.",
  fix: 'Let every user pass through the folders above (chmod o+x), or run the job as an ordinary user.',
})

export function folderUnreachable(folders: readonly string[]): BackupError {
  return new BackupError({
    ...SERVER_FOLDER_UNREACHABLE,
    message: `This step runs as root, and the account that PostgreSQL is started under can use none of the folders for its data: ${folders.join(', ')}.`,
    hint: 'Let every user pass through the folders above RUNNER_TEMP (chmod o+x), or run the job as an ordinary user.',
  })
}

const SERVER_PROGRAMS_UNREACHABLE = defineError({
  topic: 'throwaway-server',
  code: 'server-programs-unreachable',
  kind: 'environment',
  meaning:
    "The step runs as root, no sandbox can be had, and the account that PostgreSQL is started under cannot start the server's programs where they are.",
  fix: 'Let every user pass through the folders above (chmod o+x), or run the job as an ordinary user.',
})

export function programsUnreachable(folder: string): BackupError {
  return new BackupError({
    ...SERVER_PROGRAMS_UNREACHABLE,
    message: `This step runs as root, and the account that PostgreSQL is started under cannot start its programs in ${folder}.`,
    hint: 'Let every user pass through the folders above (chmod o+x), or unset PGBIN so that another server is found or installed.',
  })
}

const SERVER_START_FAILED = defineError({
  topic: 'throwaway-server',
  code: 'server-start-failed',
  kind: 'environment',
  meaning: 'The throwaway server could not be made or started; the message has its own words for why.',
  fix: 'Do what the message says: mostly free disk space and memory, raise the limit of open files, install a library, or find out what ended it.',
})

/** Not even a short program can be started: this machine has run out of something. */
export function nothingStarts(why: string): BackupError {
  return new BackupError({
    ...SERVER_START_FAILED,
    message: sentence(`The throwaway PostgreSQL could not be started, since no program can be: ${why}`),
    hint: remedyFor(why),
  })
}

/** @param output of the program that ended, all that is kept of it */
export function doesNotStart(version: string, end: ChildEnd, output: string): BackupError {
  const why = whyNot(end, output)
  return new BackupError({
    ...SERVER_START_FAILED,
    message: sentence(`The throwaway PostgreSQL ${version} could not be started: ${why}`),
    hint: remedyFor(why),
  })
}

function remedyFor(why: string): string {
  return REMEDIES.find(([words]) => words.test(why))?.[1] ?? ANY_REMEDY
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^it was ended by /, 'Find out what ended it (memory, an administrator, a time limit), and run it again.'],
  [
    /too many open files|\bE[MN]FILE\b|insufficient file descriptors/i,
    'Raise the limit of open files of this runner (ulimit -n) to 1024 or more.',
  ],
  [
    /no space left|disk quota|\bENOSPC\b|\bEDQUOT\b/i,
    'Free disk space on this machine, or use a larger runner.',
  ],
  [
    /cannot allocate memory|out of memory|could not (?:fork|map)|\bE(?:NOMEM|AGAIN)\b/i,
    'Free memory on this machine, or use a larger runner.',
  ],
  [/shared librar|shared object/i, 'Install the library, or give a client-repository.'],
]
const ANY_REMEDY =
  'Free disk space and memory on this machine; where it lacks a library, install it or give a client-repository.'

/** What is wrong with a setting is only logged, before an end that does not say which. */
const REASON = /\b(?:FATAL|PANIC|ERROR|error):|\bLOG:\s+(?:invalid|syntax|unrecognized|parameter)/
/** What initdb says when a signal ends it, and when it cleans up after any bad end. */
const CAUGHT_SIGNAL = /\bcaught signal\b/
const CLEANING_UP = /\b(?:removing (?:contents of )?(?:data|WAL) directory|not removed at user's request)\b/

function whyNot(end: ChildEnd, output: string): string {
  if ('notStarted' in end) return end.notStarted.message
  if ('killedBy' in end) return `it was ended by ${end.killedBy}`
  if (CAUGHT_SIGNAL.test(output)) return 'it was ended by a signal'
  const lines = output.split('\n').map(line => line.trim())
  const words = lines.filter(line => line !== '' && !CLEANING_UP.test(line))
  const said = words.find(line => REASON.test(line)) ?? words.at(-1)
  return said?.replace(/^.*?\b[A-Za-z]+:\s+/, '') ?? `it ended with exit code ${end.code}`
}

const SERVER_TIME_ZONES_MISSING = defineError({
  topic: 'throwaway-server',
  code: 'server-time-zones-missing',
  kind: 'environment',
  meaning: 'The throwaway server knows no time zones: the machine lacks the package that has them.',
  fix: 'Install the package tzdata before this step.',
})

export function noTimeZones(): BackupError {
  return new BackupError({
    ...SERVER_TIME_ZONES_MISSING,
    message:
      'The throwaway PostgreSQL finds no time zones on this machine, without which no client can connect.',
    hint: 'Install the package tzdata before this step: apt-get install tzdata.',
  })
}
