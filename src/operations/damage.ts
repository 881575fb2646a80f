import { BackupError } from '../backup/errors.ts'
import type { Manifest } from '../backup/manifest.ts'
import type { ObjectStore } from '../storage/store.ts'
import { altered, isAsStored } from './read-backup.ts'

/**
 * What a failure of a backup's content really is; undefined where it is what it says. A bit flipped in the right place
 * looks like a wrong key, an archive of another version, or a mistake in SQL: before such a thing is believed, the
 * stored bytes are hashed.
 */
export async function damage(
  error: unknown,
  manifest: Manifest,
  { store, signal }: { readonly store: ObjectStore; readonly signal: AbortSignal },
): Promise<BackupError | undefined> {
  const url = store.url(manifest.key)
  // Those of the proof speak to somebody who is making a backup.
  if (error instanceof BackupError && error.kind === 'integrity' && error.code.startsWith('archive-'))
    return altered(`${url} cannot be decoded (${error.message.replace(/\.$/, '')})`)
  if (signal.aborted || (error instanceof BackupError && isPlain(error))) return undefined
  return (await isAsStored(manifest, store, signal).catch(() => true))
    ? undefined
    : altered(`${url} is not what was stored: it has another SHA-256`)
}

/** Whether a failure needs no second look, which costs a whole download: it says it all, or never came to the bytes. */
function isPlain({ code, kind }: BackupError): boolean {
  if (kind === 'database') return !OF_UNKNOWN_SQL.has(code)
  return ['integrity', 'storage', 'cancelled'].includes(kind) || NEVER_READ.has(code)
}

const NEVER_READ = new Set([
  'decryption-key-missing',
  'encryption-gpg-missing',
  'encryption-gpg-not-started',
  'encryption-scratch-unusable',
  'scratch-disk-full',
  'scratch-unusable',
])

/** What a server may say of SQL that came out of altered bytes. */
const OF_UNKNOWN_SQL = new Set([
  ...['postgres-failed', 'restore-value-refused', 'restore-syntax', 'restore-parameter-unknown'],
])
