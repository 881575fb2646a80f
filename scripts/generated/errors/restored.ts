import type { DocumentedError } from './documented-error.ts'

/** What becomes of a restore beside its loading, from src/operations and src/backup/restore/reasons-to-fail.ts. */
export const RESTORED_ERRORS: readonly DocumentedError[] = [
  {
    code: 'pre-restore-backup-failed',
    kind: 'refusal',
    meaning: 'The target could not be backed up, so the restore was not begun.',
    fix: 'Do what the message says of the backup that failed; or write pre-restore-backup: false, where what the target holds may be lost.',
  },
  {
    code: 'restore-roles-not-stored',
    kind: 'refusal',
    meaning: 'Roles are to be created that the roles stored with the backup do not have.',
    fix: 'Create them in the target by hand.',
  },
  {
    code: 'restore-differs',
    kind: 'integrity',
    meaning: 'The restored database is not what was backed up; the message names what differs.',
    fix: 'Do not use what differs. Look for what changed it on its way in, such as a trigger of the target; the job summary has the way back.',
  },
  {
    code: 'outbound-still-on',
    kind: 'database',
    meaning: 'With disable-outbound: something of the restored database still reaches out of it.',
    fix: 'Switch it off by hand at once, and restore as a role that may do so.',
  },
]
