import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { ChildEnd } from '../../stream/child.ts'

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

/** Not even a short program can be started: this machine has run out of something. */
export function nothingStarts(why: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-start-failed',
    message: sentence(`The throwaway PostgreSQL could not be started, since no program can be: ${why}`),
    hint: remedyFor(why),
  })
}

/** @param output of the program that ended, all that is kept of it */
export function doesNotStart(version: string, end: ChildEnd, output: string): BackupError {
  const why = whyNot(end, output)
  return new BackupError({
    kind: 'environment',
    code: 'server-start-failed',
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

export function noTimeZones(): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-time-zones-missing',
    message:
      'The throwaway PostgreSQL finds no time zones on this machine, without which no client can connect.',
    hint: 'Install the package tzdata before this step: apt-get install tzdata.',
  })
}
