import { BackupError } from '../core/errors.ts'
import type { Receipt } from '../core/upload-trace.ts'

/** The key is taken: said by every store in the same words, since a backup is never overwritten. */
export function keyExists(url: string, cause?: unknown): BackupError {
  return new BackupError(
    {
      kind: 'storage',
      code: 'storage-key-exists',
      message: `${url} exists already, and a backup is never overwritten.`,
      hint: 'Run again (the name holds the time, to the second), or give another series or prefix.',
    },
    cause,
  )
}

/** What the store holds is not what was sent. */
export function notWhatWasSent(
  url: string,
  what: 'size' | 'checksum',
  sent: string,
  stored: string,
): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: what === 'size' ? 'storage-size-mismatch' : 'storage-checksum-mismatch',
    message: `${url} was stored with another ${what} than was sent: ${stored} instead of ${sent}.`,
    hint: 'Do not trust this backup; run again, and look into the store or what stands between it and the runner.',
  })
}

/** An object that the store has accepted, and does not show: it may come to light later, without a manifest. */
export class ObjectVanished extends BackupError {
  readonly receipt: Receipt

  constructor(url: string, receipt: Receipt) {
    super({
      kind: 'storage',
      code: 'storage-object-vanished',
      message: `The store accepted ${url} and then did not have it.`,
      hint: 'Check for a lifecycle rule or another job that removes objects there, and for a cache before the store; if the object appears later, it has no manifest, and prune removes it.',
    })
    this.receipt = receipt
  }
}

export function objectVanished(url: string, receipt: Receipt): ObjectVanished {
  return new ObjectVanished(url, receipt)
}

/** The object that was to be read is not there. */
export function noSuchObject(url: string, cause?: unknown): BackupError {
  return new BackupError(
    {
      kind: 'storage',
      code: 'storage-object-missing',
      message: `There is no ${url}.`,
      hint: 'Check the key, the prefix and whether retention has removed it.',
    },
    cause,
  )
}

/** What stopped the work when its signal was aborted: the signal's own reason where that explains itself. */
export function cancelled(signal: AbortSignal): BackupError {
  const reason: unknown = signal.reason
  if (reason instanceof BackupError) return reason
  return new BackupError(
    {
      kind: 'cancelled',
      code: 'cancelled',
      message: 'The work was stopped before it was done.',
      hint: 'Run again when nothing stands against it.',
    },
    reason,
  )
}

/** Refuses keys that could reach out of a store: a bug of the caller, or a name that a user must change. */
export function checkKey(key: string): void {
  const clean = !key.split('/').includes('') && !key.includes('\0') && !key.includes('\\')
  if (!clean) throw invalidKey(key, 'empty, "." or ".." parts, backslash and NUL')
  checkListedKey(key)
}

/**
 * Refuses, of the keys that a bucket may have, those that what stands between might read as another: anything else
 * somebody named an object, it can be asked for and removed.
 */
export function checkListedKey(key: string): void {
  const reaching = key.split('/').some(segment => segment === '.' || segment === '..')
  if (key === '' || reaching) throw invalidKey(key, '"." or ".." parts')
}

function invalidKey(key: string, without: string): BackupError {
  return new BackupError({
    kind: 'input',
    code: 'storage-key-invalid',
    message: `"${key}" cannot be the name of a stored object.`,
    hint: `Give a name without ${without}.`,
  })
}
