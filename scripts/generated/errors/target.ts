import type { DocumentedError } from './documented-error.ts'

/** What is done to the database that is restored into beside loading, from src/postgres. */
export const TARGET_ERRORS: readonly DocumentedError[] = [
  {
    code: 'roles-not-created',
    kind: 'database',
    meaning: 'A role that the backup needs could not be created in the target.',
    fix: 'Restore as a role with CREATEROLE, or create the missing roles before; no role was created.',
  },
  {
    code: 'sql-failed',
    kind: 'database',
    meaning:
      'A statement of SQL that was given to be run failed; the message names its line, and quotes the server without the values of rows.',
    fix: 'Fix the line and run it again; in a transaction, nothing of it was kept.',
  },
  {
    code: 'sql-not-ended',
    kind: 'input',
    meaning:
      'SQL that was given to be run leaves a string, a comment, data or an \\if open, or quits before its end; in a transaction, nothing of it was kept.',
    fix: 'Close what is open, and leave \\quit out.',
  },
  {
    code: 'sql-ends-transaction',
    kind: 'input',
    meaning:
      'SQL that is run in a transaction ends that transaction itself, with COMMIT, ROLLBACK or \\connect: it was run, but not all or nothing.',
    fix: 'Take BEGIN, COMMIT, ROLLBACK and \\connect out of it, and look at what it has done.',
  },
]
