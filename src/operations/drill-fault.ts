import { BackupError } from '../backup/errors.ts'

/**
 * What an empty database says of a backup that does not load, whatever the machine and the server are like. Not among
 * them is what a server may simply lack: roles, tablespaces, collations, settings of a newer version.
 */
const NOT_LOADABLE = new Set([
  ...['restore-object-exists', 'restore-object-missing', 'restore-rows-exist'],
  ...['restore-foreign-key-violated', 'restore-check-violated', 'restore-column-differs'],
  ...['restore-value-refused', 'restore-syntax'],
])

/**
 * Whether the backup itself is to blame that it could not be restored: it is not what was stored, or what it holds cannot
 * be loaded. Not where something around it failed: no disk, no memory, a lost connection, a store that does not answer.
 */
export function isFaultOfBackup(error: unknown): error is BackupError {
  return error instanceof BackupError && (error.kind === 'integrity' || NOT_LOADABLE.has(error.code))
}
