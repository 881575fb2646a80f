import { type Failure, place } from './failure.ts'
import { RESTORING_OBJECTS } from './restoring-objects.ts'
import { RESTORING_PRIVILEGES } from './restoring-privileges.ts'
import { RESTORING_VALUES } from './restoring-values.ts'
import { alsoSqlstate, own, raised, text } from './signs.ts'

/** The client's own words, and the server's state, where they mean something else to a restore than to a dump. */
const AROUND: readonly Failure[] = [
  {
    code: 'restore-psql-too-old',
    kind: 'environment',
    signs: [own(/invalid command \\(?<name>(?:un)?restrict)/)],
    meaning:
      'A restore forbids psql to run commands that are in the SQL of the backup (\\restrict). Versions before 13.22, 14.19, 15.14, 16.10 and 17.6 do not know that, and could be made to start programs.',
    message: ({ program }) =>
      `This ${program} is too old to load a backup: SQL in it could make it start programs on this machine (CVE-2025-8714).`,
    fix: "Update the machine's PostgreSQL client to its newest minor version (13.22, 14.19, 15.14, 16.10, 17.6 or later), or remove it so that one is installed.",
  },
  {
    code: 'restore-command-refused',
    kind: 'integrity',
    signs: [own(/backslash commands are restricted/)],
    meaning:
      "The backup's SQL holds a command for psql, or one that ends the transaction of the restore, which no dump has.",
    message: () => "The backup's SQL holds a command for psql, which psql refused.",
    fix: 'Do not trust this backup before you know how the command came into it; an older one may be whole.',
  },
  {
    code: 'restore-function-raised',
    kind: 'database',
    signs: [raised()],
    meaning:
      'A function of the backup, called by a constraint, an index, a view or a trigger while the backup was loaded, raised an error. Its words are not quoted: they may hold values of rows.',
    message: ({ database, found }) =>
      `A function${found.routine ? ` (${found.routine})` : ''} raised an error while the backup was loaded into ${database}${found.table ? `, at table ${found.table}` : ''}.`,
    fix: "Read its words in the server's log. Often it looks at other tables, which are not loaded yet, or at a setting; correct the function or the row in the source.",
  },
  {
    code: 'restore-locks-exhausted',
    kind: 'database',
    signs: [text(/out of shared memory|max_(?:pred_)?locks_per_transaction/), alsoSqlstate('53200')],
    meaning:
      "A restore in one transaction locks every object that it makes until the end, and the server's lock table is full.",
    message: scene => `${place(scene)} has no room for a lock on each object of the restore.`,
    fix: 'Raise max_locks_per_transaction at the server (needs a restart), or set single-transaction to false.',
  },
]

/** What restores trip over, the most significant first. Signs are in the server's own words for an error, with values left out. */
export const RESTORING: readonly Failure[] = [
  ...AROUND,
  ...RESTORING_PRIVILEGES,
  ...RESTORING_OBJECTS,
  ...RESTORING_VALUES,
]
