import { type Failure, place } from './failure.ts'
import { errno, type Sign, sqlstate, text } from './signs.ts'

/** The same by SQLSTATE, in any language the server says it. */
const TIMEOUTS: ReadonlyMap<string, string> = new Map([
  ['25P03', 'idle-in-transaction'],
  ['25P04', 'transaction'],
  ['57P05', 'idle-session'],
])

const endedByTimeout: Sign = {
  states: [...TIMEOUTS.keys()],
  read: ({ sqlstate: state = '' }) => {
    const which = TIMEOUTS.get(state)
    return which === undefined ? undefined : { which }
  },
}

/** The server itself is in trouble, or goes away. */
export const SERVER_STATE: readonly Failure[] = [
  {
    code: 'server-locks-exhausted',
    kind: 'database',
    signs: [text(/out of shared memory/)],
    meaning: "A dump locks every table at once, and the server's lock table is full.",
    message: scene => `${place(scene)} has no room for a lock on each table of ${scene.database}.`,
    fix: 'Raise max_locks_per_transaction at the server (needs a restart), or back up schema by schema.',
  },
  {
    code: 'server-disk-full',
    kind: 'database',
    signs: [text(/No space left on device/), sqlstate('53100')],
    meaning: 'The server has no disk space left, e.g. for temporary files.',
    message: scene => `The disk of ${place(scene)} is full.`,
    fix: 'Free or add space at the server.',
  },
  {
    code: 'row-too-large',
    kind: 'database',
    signs: [
      text(
        /Cannot enlarge string buffer|string buffer exceeds maximum allowed length|invalid memory alloc request size [1-3]\d{9}\b/,
      ),
    ],
    meaning:
      "A row, or a value of it, is larger as text than the 1 GB (a bytea: 512 MB) that PostgreSQL can handle in one piece. No memory helps: it is PostgreSQL's limit.",
    message: ({ database, found }) =>
      `A row${found.table ? ` of table ${found.table}` : ''} in ${database} is larger as text than PostgreSQL's limit of 1 GB.`,
    fix: 'Leave its rows out with exclude-table-data, or split the row: move one of the large columns into a table of its own. Find it with pg_column_size().',
  },
  {
    code: 'server-out-of-memory',
    kind: 'database',
    signs: [
      text(/ERROR:\s+out of memory|FATAL:\s+out of memory|could not fork new process/),
      sqlstate('53200'),
    ],
    meaning: 'The server could not get the memory that a query of the dump needs.',
    message: scene =>
      `${place(scene)} ran out of memory${scene.found.table ? ` at table ${scene.found.table}` : ''}.`,
    fix: 'Give the server more memory or a lower work_mem and max_connections; values of hundreds of MB need several times their size.',
  },
  {
    code: 'client-out-of-memory',
    kind: 'environment',
    signs: [
      text(
        /pg_\w+: error: out of memory|^out of memory$|out of memory for query result|cannot allocate memory/im,
      ),
    ],
    meaning: 'The machine that runs the backup had not enough memory for a row of the dump.',
    message: ({ program }) => `${program} ran out of memory on this machine.`,
    fix: 'Use a runner with more memory, or keep other work off it; values of hundreds of MB need several times their size.',
  },
  {
    code: 'value-unreadable',
    kind: 'database',
    signs: [
      text(
        /invalid memory alloc request size|missing chunk number|unexpected chunk (?:number|size)|compressed (?:data|pglz data|lz4 data) is corrupt/,
      ),
    ],
    meaning: 'The server cannot read a value: its storage is damaged.',
    message: ({ found, database }) =>
      `A value${found.table ? ` in table ${found.table}` : ''} of ${database} cannot be read by the server itself.`,
    fix: 'Find the row by selecting in ranges, and restore its value from an older backup. exclude-table-data saves the rest meanwhile.',
  },
  {
    code: 'server-data-corrupted',
    kind: 'database',
    signs: [
      text(
        /invalid page in block|page verification failed|could not read block|could not access status of transaction|could not open file "(?:base|global|pg_xact|pg_multixact)/,
      ),
      sqlstate('XX001', 'XX002'),
    ],
    meaning: "The server's own files are damaged.",
    message: scene =>
      `The data files of ${scene.database} at ${place(scene)} are damaged${scene.found.table ? ` (table ${scene.found.table})` : ''}.`,
    fix: "Keep every older backup, stop pruning, and look into the server's disk now; exclude-table-data saves the other tables.",
  },
  {
    code: 'extension-library-missing',
    kind: 'database',
    signs: [
      text(/could not (?:access|load|open) (?:file|library|extension control file) "(?<library>[^"]*)"/),
    ],
    meaning: 'The database uses an extension whose library the server cannot load.',
    message: scene => `${place(scene)} cannot load ${scene.found.library}, which ${scene.database} uses.`,
    fix: "Install the extension's package for the server's major version.",
  },
  {
    code: 'server-shut-down',
    kind: 'database',
    signs: [text(/terminating connection due to administrator command/), sqlstate('57P01')],
    meaning: 'The server was stopped, or an administrator ended the session.',
    message: scene =>
      `The session of role ${scene.role} was ended at ${place(scene)}: shutdown, failover or pg_terminate_backend.`,
    fix: 'Run it again, outside of the maintenance window.',
  },
  {
    code: 'server-crashed',
    kind: 'database',
    signs: [
      text(
        /terminating connection (?:because of crash of another server process|due to unexpected postmaster exit)/,
      ),
      sqlstate('57P02'),
    ],
    meaning: 'A process of the server crashed, and it restarts.',
    message: scene => `The server at ${place(scene)} crashed: a process of it was killed or failed.`,
    fix: "Read the server's log for the process that crashed; if it was killed for memory, the server needs more.",
  },
  {
    code: 'session-timeout',
    kind: 'database',
    signs: [text(/terminating connection due to (?<which>[a-z-]+) timeout/), endedByTimeout],
    meaning: "A timeout of the server ended the dump's session.",
    message: ({ role, found }) =>
      `The session of role ${role} was ended by the server's ${found.which} timeout.`,
    fix: "Take the timeout off for the backup's role: ALTER ROLE … SET …_timeout = 0.",
  },
  {
    code: 'connection-lost',
    kind: 'database',
    signs: [
      errno('ECONNRESET', 'EPIPE'),
      text(
        /server closed the connection unexpectedly|SSL connection has been closed unexpectedly|SSL SYSCALL error|could not (?:receive data from|send data to) server|Connection terminated|Connection reset by peer|no connection to the server|PQgetResult\(\) failed|PQgetCopyData\(\) failed/,
      ),
      sqlstate('08000', '08003', '08006'),
    ],
    meaning: "The connection broke: the server's process was killed, or the network dropped it.",
    message: scene =>
      `The connection to ${place(scene)} broke${scene.found.table ? ` while table ${scene.found.table} was being dumped` : ''}.`,
    fix: "Read the server's log of that moment (a crash, a failover, out of memory), check idle limits of proxies on the way, and run it again.",
  },
]
