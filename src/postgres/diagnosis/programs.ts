import { defineErrors } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { Failure } from './failure.ts'
import { killedBy, notStarted, own } from './signs.ts'

/** What they know: their version and their options. */
const KNOWLEDGE: readonly Failure[] = defineErrors('client', [
  {
    code: 'client-too-old',
    kind: 'environment',
    signs: [
      own(/server version: (?<server>[\d.]+)[^;]*; pg_\w+ version: (?<client>[\d.]+)/),
      own(/server version mismatch/),
    ],
    meaning: 'pg_dump refuses a server of a newer major version than its own.',
    message: ({ program, found }) =>
      `${[program, found.client].filter(Boolean).join(' ')} is older than the server${found.server ? `, which is ${found.server}` : ''}.`,
    fix: "Leave pg-version at auto, or set it to the server's major version.",
  },
  {
    code: 'compression-unsupported',
    kind: 'environment',
    signs: [
      own(/invalid value "(?<value>[^"]*)" for option -Z\/--compress/),
      own(/unrecognized compression algorithm:? "(?<value>[^"]*)"/),
      own(/invalid compression specification: (?<value>[^\n]*)/),
      own(/this build does not support compression with (?<value>[^\n]*)/),
      own(/compression with (?<value>\S+) is not (?:yet )?supported/),
      own(/compression level must be in range (?<value>[^\n]*)/),
    ],
    meaning: 'This version of pg_dump does not know the compression: zstd and lz4 came with 16.',
    message: ({ program, found }) => sentence(`${program} refuses the compression: ${found.value}`),
    fix: 'Remove the input compression, or use gzip (0–9) below client 16.',
  },
  {
    code: 'program-option-unknown',
    kind: 'bug',
    signs: [
      own(
        /(?<detail>(?:unrecognized|invalid) option[^\n]*|options [^\n]* cannot be used together|parallel backup only supported[^\n]*)/,
      ),
    ],
    meaning: 'A client program does not know an option that it was started with.',
    message: ({ program, found }) => sentence(`${program} does not accept its arguments: ${found.detail}`),
    fix: 'This is a mistake of ours: report it with the versions of server and client.',
  },
])

/** What they read and write. */
const ARCHIVES: readonly Failure[] = defineErrors('dump', [
  {
    code: 'output-closed',
    kind: 'environment',
    signs: [
      own(/could not (?:write|close|flush) (?:to )?(?:output |the output )?(?:file|data|stream)[^\n]*/),
      killedBy('SIGPIPE'),
    ],
    meaning: 'What a client program writes to was closed: usually a consequence of another failure.',
    message: ({ program }) => `${program} could not write its output: what reads it had ended.`,
    fix: 'Look at the failure before this one; if there is none, run it again.',
  },
  {
    code: 'archive-too-new',
    kind: 'environment',
    signs: [own(/unsupported version \((?<version>[\d.]+)\) in file header/)],
    meaning: 'The archive was written by a newer pg_dump than the pg_restore that reads it.',
    message: ({ program, found }) =>
      `The archive's format (${found.version}) is newer than what this ${program} reads.`,
    fix: 'Use the client of the version that made the archive, or a newer one.',
  },
  {
    code: 'archive-broken',
    kind: 'integrity',
    signs: [
      own(
        /^pg_restore: .*?(?:could not read from input file|input file (?:is too short|does not appear to be a valid|appears to be a text format)|did not find magic string|unexpected end of file|could not (?:un|de)compress data|corrupt (?:tar|input)|unrecognized data block type|found unexpected block ID|(?:incorrect|invalid) (?:data|block|entry)|expected .* offset)/m,
      ),
    ],
    meaning: 'pg_restore could not read the archive to its end.',
    message: ({ program }) => `The archive is damaged or cut off: ${program} could not read it to its end.`,
    fix: 'Do not trust this backup. While one is being made: nothing was stored, run it again.',
  },
])

/** How they start and end. */
const RUNNING: readonly Failure[] = defineErrors('client', [
  {
    code: 'program-broken',
    kind: 'environment',
    signs: [
      notStarted(),
      own(/error while loading shared libraries: (?<reason>[^\n]*)/),
      own(/(?<reason>version `?[A-Z]+_[\d.]+'? not found[^\n]*)/),
      own(/(?<reason>symbol lookup error[^\n]*)/),
    ],
    meaning: 'A client program cannot be started on this machine.',
    message: ({ program, found }) => sentence(`${program} could not be started: ${found.reason}`),
    fix: 'Leave pg-version at auto so that a client is installed that runs here, or install the postgresql-client package.',
  },
  {
    code: 'program-ended-by-signal',
    kind: 'environment',
    // What they say when they come to handle SIGINT or SIGTERM themselves; then they end with 1.
    signs: [
      own(/^pg_\w+: (?<signal>terminated by user)$/m),
      killedBy('SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'),
    ],
    meaning: 'A client program was ended by a signal from outside.',
    message: ({ program, found }) =>
      `${program} was ended by ${found.signal?.startsWith('SIG') ? found.signal : 'a signal (SIGINT or SIGTERM)'} from outside.`,
    fix: 'Look for who stops processes on this runner, and run it again.',
  },
  {
    code: 'program-killed',
    kind: 'environment',
    signs: [killedBy('SIGKILL')],
    meaning: 'A client program was killed from outside: usually the system was out of memory.',
    message: ({ program }) =>
      `${program} was killed (SIGKILL), usually because this machine ran out of memory.`,
    fix: 'Use a runner with more memory, or keep other work off it.',
  },
  {
    code: 'program-crashed',
    kind: 'environment',
    signs: [killedBy()],
    meaning:
      'A client program was ended by a signal that it brought upon itself, such as SIGSEGV or SIGABRT.',
    message: ({ program, found }) => `${program} crashed (${found.signal}).`,
    fix: 'Update the PostgreSQL client to its newest minor version, and report it to PostgreSQL if it happens again.',
  },
])

/** The client's programs themselves. */
export const PROGRAMS: readonly Failure[] = [...KNOWLEDGE, ...ARCHIVES, ...RUNNING]
