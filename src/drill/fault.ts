import type { Manifest } from '../catalog/manifest.ts'
import { BackupError } from '../core/errors.ts'
import { superuserNeeded } from './privileged.ts'

/**
 * What an empty database says of a backup that does not load, regardless of the machine and the server are like. Not among
 * them is what a server may simply lack: roles, tablespaces, collations, settings of a newer version.
 */
const NOT_LOADABLE = new Set([
  ...['restore-object-exists', 'restore-object-missing', 'restore-rows-exist', 'restore-rows-not-unique'],
  ...['restore-search-path', 'restore-circular'],
  ...['restore-foreign-key-violated', 'restore-check-violated', 'restore-column-differs'],
  ...['restore-value-refused', 'restore-syntax', 'restore-object-needed', 'restore-encoding-differs'],
])

/**
 * Whether the backup itself is to blame that it could not be restored: it is not what was stored, or what it holds cannot
 * be loaded. Not where something around it failed: no disk, no memory, a lost connection, a store that does not answer.
 */
export function isFaultOfBackup(error: unknown): error is BackupError {
  return error instanceof BackupError && (error.kind === 'integrity' || NOT_LOADABLE.has(error.code))
}

/** What a server refuses that lacks nothing and forbids nothing, in words that are not quoted. */
const REFUSED = new Set(['restore-statement-refused', 'restore-function-raised'])

/** What a server says to a role that may not do something. */
const NOT_ALLOWED = new Set([
  ...['restore-creation-denied', 'restore-owner-denied', 'restore-replication-role-denied'],
  ...['restore-table-denied'],
])

/**
 * What loading failed with, seen as the owner of the server sees it: on the drill's own, which lacks nothing and forbids
 * nothing, a statement that is refused is the backup's fault.
 * @param superuser undefined where nobody does what the role that loads may not
 */
export function loadFailure(
  error: unknown,
  { key }: Pick<Manifest, 'key'>,
  { host, superuser }: { readonly host: 'throwaway' | 'given'; readonly superuser: object | undefined },
): unknown {
  if (superuser && error instanceof BackupError && NOT_ALLOWED.has(error.code))
    return superuserNeeded({ key }, [error.message.replace(/\.$/, '')])
  if (host === 'given' || !(error instanceof BackupError) || !REFUSED.has(error.code)) return error
  return new BackupError(
    {
      kind: 'integrity',
      code: 'drill-not-loaded',
      message: `${key} could not be loaded: the server refused a statement of it, in words that may hold values of rows.`,
      hint: 'Restore it into an empty database by hand to read them: often it is a function in a constraint or an index that looks at other tables.',
    },
    error,
  )
}
