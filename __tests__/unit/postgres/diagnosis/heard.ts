import { HEARD_CONNECTING } from './heard-connecting.ts'

/** A table's dump that ended with these words of the server. */
export const COPY = (said: string) =>
  `pg_dump: error: Dumping the contents of table "big" failed: PQgetResult() failed.
pg_dump: detail: Error message from server: ${said}
pg_dump: detail: Command was: COPY public.big (i, t) TO stdout;`

/** What programs wrote (most of it heard from 13 to 18), the code it stands for, and words of our message. */
export const HEARD: readonly (readonly [stderr: string, code: string, words: string])[] = [
  ...HEARD_CONNECTING,
  [
    'pg_dump: error: query failed: ERROR:  permission denied for table secret\npg_dump: detail: Query was: LOCK TABLE public.secret IN ACCESS SHARE MODE',
    'table-denied',
    'table secret',
  ],
  [
    'pg_dump: error: query failed: ERROR:  permission denied for sequence sq\npg_dump: detail: Query was: SELECT last_value, is_called FROM public.sq',
    'sequence-denied',
    'sequence sq',
  ],
  [
    'pg_dump: error: query failed: ERROR:  permission denied for schema hid\npg_dump: detail: Query was: LOCK TABLE hid.t IN ACCESS SHARE MODE',
    'schema-denied',
    'schema hid',
  ],
  [
    'pg_dump: error: query failed: ERROR:  permission denied for large object 16395',
    'large-object-denied',
    '16395',
  ],
  [
    'pg_dumpall: error: query failed: ERROR:  permission denied for table pg_authid',
    'roles-denied',
    'passwords of roles',
  ],
  ['pg_dump: error: query failed: ERROR:  permission denied for function f', 'object-denied', 'function f'],
  [
    'pg_dump: error: query failed: ERROR:  query would be affected by row-level security policy for table "rls"\npg_dump: detail: Query was: COPY public.rls (a) TO stdout;',
    'row-security-applies',
    '"rls"',
  ],
  [
    'pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout\npg_dump: detail: Query was: LOCK TABLE public.t, public.u IN ACCESS SHARE MODE',
    'lock-timeout',
    'table public.t',
  ],
  [
    'pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout\npg_dump: detail: Query was: LOCK TABLE public.t IN ACCESS SHARE MODE',
    'lock-timeout',
    'table public.t',
  ],
  [
    'pg_dump: error: query failed: ERROR:  out of shared memory\nHINT:  You might need to increase "max_locks_per_transaction".',
    'server-locks-exhausted',
    'lock on each table',
  ],
  ['pg_dump: error: no matching tables were found', 'nothing-matched', 'No tables'],
  ['pg_dump: error: no matching tables were found for pattern "no*thing"', 'nothing-matched', 'no*thing'],
  ['pg_dump: error: no matching schemas were found', 'nothing-matched', 'No schemas'],
  [COPY('ERROR:  canceling statement due to statement timeout'), 'statement-timeout', 'statement_timeout'],
  [COPY('ERROR:  canceling statement due to user request'), 'query-cancelled', 'cancelled'],
  [COPY('ERROR:  canceling statement due to conflict with recovery'), 'standby-conflict', 'standby'],
  [COPY('FATAL:  terminating connection due to administrator command'), 'server-shut-down', 'ended'],
  [
    COPY('FATAL:  terminating connection due to transaction timeout'),
    'session-timeout',
    'transaction timeout',
  ],
  [
    COPY('WARNING:  terminating connection because of crash of another server process'),
    'server-crashed',
    'crashed',
  ],
  [COPY('server closed the connection unexpectedly'), 'connection-lost', 'table "big"'],
  [COPY('SSL SYSCALL error: EOF detected'), 'connection-lost', 'table "big"'],
  [COPY('ERROR:  invalid memory alloc request size 1200000003'), 'row-too-large', 'table "big"'],
  [COPY('ERROR:  invalid memory alloc request size 18446744073709551613'), 'value-unreadable', 'table "big"'],
  [
    COPY(
      'ERROR:  out of memory\nDETAIL:  Cannot enlarge string buffer containing 600000012 bytes by 600000000 more bytes.',
    ),
    'row-too-large',
    'limit of 1 GB',
  ],
  [COPY('FATAL:  terminating connection due to unexpected postmaster exit'), 'server-crashed', 'crashed'],
  [
    COPY(
      'WARNING:  terminating connection because of crash of another server process\nserver closed the connection unexpectedly',
    ),
    'server-crashed',
    'crashed',
  ],
  ['pg_dump: error: schema with OID 16385 does not exist', 'catalog-broken', 'OID 16385'],
  [
    'pg_dump: error: query failed: ERROR:  cache lookup failed for type 16390',
    'schema-changed',
    'type 16390',
  ],
  [
    'pg_dump: dumping contents of table "public.t"\npg_dump: terminated by user',
    'program-ended-by-signal',
    'from outside',
  ],
  // The signal came while a line was being written.
  [
    'pg_dump: last built-in OID is 16383\npg_dump:pg_dump: terminated by user\n',
    'program-ended-by-signal',
    'from outside',
  ],
  ['pg_dump: dumping contents of tapg_dump: terminated by user\n', 'program-ended-by-signal', 'from outside'],
  ['pg_restore: terminated by user', 'program-ended-by-signal', 'from outside'],
  ['pg_restore: error: could not read from input file: end of file', 'archive-broken', 'damaged'],
  [
    'pg_dump: error: connection to server at "h" (1.2.3.4), port 5432 failed: FATAL:  cannot connect to invalid database "app"',
    'database-invalid',
    'interrupted DROP DATABASE',
  ],
  [
    'pg_dump: error: connection to server at "h" (1.2.3.4), port 5432 failed: FATAL:  invalid data from the pooler',
    'postgres-failed',
    'invalid data from the pooler',
  ],
  [
    COPY('ERROR:  missing chunk number 0 for toast value 16410 in pg_toast_16401'),
    'value-unreadable',
    'table "big"',
  ],
  [
    COPY('ERROR:  invalid page in block 3000 of relation base/5/16403'),
    'server-data-corrupted',
    'table "big"',
  ],
  [
    COPY('ERROR:  could not write to file "base/pgsql_tmp/pgsql_tmp1.0": No space left on device'),
    'server-disk-full',
    'full',
  ],
  [
    COPY('ERROR:  out of memory\nDETAIL:  Failed on request of size 1073741824.'),
    'server-out-of-memory',
    'ran out of memory',
  ],
  [
    COPY('ERROR:  could not access file "$libdir/postgis-3": No such file or directory'),
    'extension-library-missing',
    '$libdir/postgis-3',
  ],
  [
    'pg_dump: error: query failed: ERROR:  cache lookup failed for relation 16401',
    'schema-changed',
    'changed',
  ],
  ['pg_dump: error: out of memory', 'client-out-of-memory', 'this machine'],
  [
    'pg_dump: error: aborting because of server version mismatch\npg_dump: detail: server version: 17.10; pg_dump version: 15.18 (Debian 15.18-0+deb12u1)',
    'client-too-old',
    'pg_dump 15.18 is older than the server, which is 17.10',
  ],
  [
    'pg_dump: error: server version: 17.10; pg_dump version: 13.16 (Debian 13.16-0+deb11u1)\npg_dump: error: aborting because of server version mismatch',
    'client-too-old',
    '13.16',
  ],
  ['pg_dump: error: invalid value "zstd:1" for option -Z/--compress', 'compression-unsupported', 'zstd:1'],
  ['pg_dump: error: unrecognized compression algorithm: "zst"', 'compression-unsupported', 'zst'],
  ['pg_restore: error: unsupported version (1.16) in file header', 'archive-too-new', '1.16'],
  ['pg_restore: error: could not read from input file: end of file', 'archive-broken', 'cut off'],
  [
    'pg_restore: error: input file does not appear to be a valid archive (too short?)',
    'archive-broken',
    'cut off',
  ],
  ['pg_restore: error: could not uncompress data: incorrect data check', 'archive-broken', 'cut off'],
  [
    "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by pg_dump)",
    'program-broken',
    'GLIBC_2.38',
  ],
  [
    'pg_dump: unrecognized option \'--frob\'\npg_dump: hint: Try "pg_dump --help" for more information.',
    'program-option-unknown',
    '--frob',
  ],
  ['pg_dump: error: something new', 'postgres-failed', 'something new'],
  ['', 'postgres-failed', 'said nothing'],
]
