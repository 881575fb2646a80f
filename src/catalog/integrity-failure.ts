import { BackupError } from '../core/errors.ts'
import type { ObjectStore } from '../storage/store.ts'
import type { Manifest } from './manifest.ts'
import { altered, isAsStored } from './read-backup.ts'

/**
 * What a failure of a backup's content really is; undefined where it is what it says. A bit flipped in the right place
 * looks like a wrong key, an archive of another version, or a mistake in SQL: before such a thing is believed, the
 * stored bytes are hashed.
 */
export async function classifyIntegrityFailure(
  error: unknown,
  manifest: Manifest,
  { store, signal }: { readonly store: ObjectStore; readonly signal: AbortSignal },
): Promise<BackupError | undefined> {
  const url = store.url(manifest.key)
  const undecoded = error instanceof BackupError && error.kind === 'integrity' && OF_DECODER.test(error.code)
  if (signal.aborted || (error instanceof BackupError && !undecoded && isPlain(error))) return undefined
  const isWhole = await isAsStored(manifest, store, signal).catch(() => undefined)
  if (isWhole === false) return altered(`${url} is not what was stored: it has another SHA-256`)
  // The words of the proof are for somebody who is making a backup.
  return undecoded ? notDecoded(url, manifest, error, isWhole) : undefined
}

/** What pg_restore, gpg or age found. They may fail for other reasons than the bytes. */
const OF_DECODER = /^(?:archive|encryption)-/

/** The decoder's own finding; what the hash says of it comes first. */
function notDecoded(
  url: string,
  { clientVersion }: Manifest,
  cause: BackupError,
  isWhole: boolean | undefined,
): BackupError {
  const why = cause.message.replace(/\.$/, '')
  return new BackupError(
    isWhole
      ? {
          kind: 'integrity',
          code: 'backup-not-decoded',
          message: `${url} is byte for byte what was stored, and cannot be decoded (${why}).`,
          hint: `Try it with the client that made it (${clientVersion}) on another machine before you give it up; restore an older one meanwhile.`,
        }
      : {
          kind: 'integrity',
          code: 'backup-altered',
          message: `${url} cannot be decoded (${why}).`,
          hint: 'Do not trust this backup; restore an older one, and find out what changed it.',
        },
    cause,
  )
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
  'program-stalled',
  'scratch-disk-full',
  'scratch-unusable',
])

/** What a server may say of SQL that came out of altered bytes. */
const OF_UNKNOWN_SQL = new Set([
  'postgres-failed',
  'restore-function-raised',
  'restore-statement-refused',
  'restore-syntax',
  'restore-value-refused',
  'restore-parameter-unknown',
])
