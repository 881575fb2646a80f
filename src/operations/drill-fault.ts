import { BackupError } from '../backup/errors.ts'

/** What a server says of SQL that it does not take, whatever the machine and the network are like. */
const REFUSED_SQL = /^restore-(?:value-refused|syntax)$/

/**
 * Whether the backup itself is to blame that it could not be restored: it is not what was stored, or what it holds cannot
 * be loaded. Not where something around it failed: no disk, no memory, a lost connection, a store that does not answer.
 */
export function isFaultOfBackup(error: unknown): error is BackupError {
  return error instanceof BackupError && (error.kind === 'integrity' || REFUSED_SQL.test(error.code))
}
