import { RESTORING } from '../../../src/postgres/diagnosis/restoring.ts'
import type { DocumentedError } from './documented-error.ts'

/** Getting a backup into a server, from src/postgres/apply, src/postgres/diagnosis and src/operations. */
export const LOADING_ERRORS: readonly DocumentedError[] = [
  ...RESTORING.map(({ code, fix, kind, meaning }) => ({ code, kind, meaning, fix })),
  {
    code: 'restore-outcome-unknown',
    kind: 'database',
    meaning:
      'The connection broke after COMMIT was sent and before the server answered: the restore is either whole or not there at all.',
    fix: 'Ask the target, as the hint says: SELECT txid_status(…) says committed or aborted.',
  },
  {
    code: 'restore-committed-early',
    kind: 'integrity',
    meaning:
      'A statement in the SQL of the backup ended the transaction of the restore, so that a part of it may be committed.',
    fix: 'Go back with the pre-restore backup, and do not trust this backup.',
  },
  {
    code: 'scratch-disk-full',
    kind: 'environment',
    meaning:
      'The disk of RUNNER_TEMP is full: it has no room for the state of the step, or for the opened dump that a parallel restore and a drill need.',
    fix: 'Free space on it, or use a larger runner; a restore with jobs: 1 streams the backup and needs no file.',
  },
]
