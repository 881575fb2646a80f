import type { DocumentedError } from './documented-error.ts'

/** The proof that the dump is whole, from src/backup, src/postgres and src/operations. */
export const DUMP_ERRORS: readonly DocumentedError[] = [
  {
    code: 'backup-too-small',
    kind: 'integrity',
    meaning:
      'The dump is smaller than min-size, has fewer tables than min-tables, or lacks one of expect-tables.',
    fix: 'Check that the URL names the right database and that the role sees its tables; lower the minimum if the dump is right.',
  },
  {
    code: 'archive-incomplete',
    kind: 'integrity',
    meaning: 'The dump ends without its closing line: something of it is missing.',
    fix: 'Run the backup again; for the roles alone, globals: false leaves them out.',
  },
  {
    code: 'archive-unreadable',
    kind: 'integrity',
    meaning: 'The dump holds a statement that the proof cannot read, so that its data cannot be summed up.',
    fix: 'Report the statement, with your names replaced, as a bug.',
  },
  {
    code: 'archive-not-read-whole',
    kind: 'integrity',
    meaning:
      'pg_restore ended well before it had taken the whole archive: something follows that does not belong to it.',
    fix: 'Run the backup again, and report it if it happens twice.',
  },
  {
    code: 'stored-bytes-differ',
    kind: 'integrity',
    meaning:
      'A store holds another number of bytes, or another SHA-256, than was sent; the copy was removed.',
    fix: 'Run the backup again, and look at the store if it happens twice.',
  },
]
