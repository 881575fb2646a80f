import type { DocumentedError } from './documented-error.ts'

/** A backup that is unlike those before it, from src/backup/anomaly. */
export const ANOMALY_ERRORS: readonly DocumentedError[] = [
  {
    code: 'backup-anomaly',
    kind: 'refusal',
    meaning:
      'With on-anomaly: fail, something of the backup is further from the mean of those before it than anomaly-threshold allows, or a table is gone or empty.',
    fix: 'Keep the backups before it until you know what happened to the database. Where it was meant to, run it with on-anomaly: warn: the next ones are compared with this one.',
  },
  {
    code: 'backup-schema-drift',
    kind: 'refusal',
    meaning: 'With on-schema-drift: fail, definitions or extensions are others than in the backup before.',
    fix: 'Look for the migration that did it. Write on-schema-drift: notice where that is how it should be.',
  },
]
