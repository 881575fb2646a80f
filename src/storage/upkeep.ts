import type { BackupError } from '../backup/errors.ts'
import type { StoredObject, UploadTrace } from './store.ts'

/** What became of a key that was to be removed. `removed` also where there was nothing. */
export type Removal =
  | { readonly key: string; readonly outcome: 'removed' }
  /** The store holds it fast. `why` in words: `locked until 2026-12-01T00:00:00Z (COMPLIANCE)`, `on legal hold`. */
  | { readonly key: string; readonly outcome: 'kept'; readonly why: string }
  | { readonly key: string; readonly outcome: 'failed'; readonly why: BackupError }

/**
 * In a bucket that keeps versions, `current` hides the object behind a delete marker, which works on a locked object too;
 * `all` removes every version and delete marker of the key, or none that would bring an older one to light.
 */
export type RemovedVersions = 'current' | 'all'

/**
 * What keeps an object from being removed, with `why` in words as a `Removal` has them. Whoever may not ask is told
 * `unknown`, to be taken for locked.
 */
export type Lock =
  | {
      readonly kind: 'locked'
      readonly retention: { readonly mode: string; readonly until: Date } | undefined
      readonly legalHold: boolean
      readonly why: string
    }
  | { readonly kind: 'unknown'; readonly why: string }

/** `off` also where the store has no versions at all. */
export type Versioning = 'off' | 'on' | 'suspended' | 'unknown'

/** An upload that somebody began and nobody ended; perhaps it is still going on. */
export interface UnfinishedUpload {
  readonly key: string
  /** When it began; in a folder, when it was last written to. */
  readonly begun: Date
  /** For `discard`. */
  readonly trace: UploadTrace
}

/** An object that was removed and is stored all the same: its versions lie behind a delete marker. */
export interface HiddenObject {
  readonly key: string
  /** When it was removed. */
  readonly hidden: Date
}

export interface CopyOptions {
  /** That of the store's options unless given. */
  readonly storageClass?: string
  /** Told the copy's mark before the copy can exist, as with `put`. */
  readonly announce?: (mark: string) => void
}

/** What prune and archive ask of a store: the part of the port that works on what is stored already. */
export interface Upkeep {
  /**
   * Removes many objects, a thousand with each request where the store can, and tells of each what became of it. Keys are
   * taken as they are needed; within one request the store decides the order, and the next request is sent when the
   * former was answered: so what has to go first is removed by a call of its own. Locks are not asked for before.
   * @throws BackupError for what concerns more than one key (no connection, no bucket, cancelled); what was told of
   *   stands, and the rest of that request may have been carried out.
   */
  removeMany(
    keys: Iterable<string> | AsyncIterable<string>,
    signal: AbortSignal,
    options?: { readonly versions?: RemovedVersions },
  ): AsyncIterable<Removal>
  /**
   * What keeps the object from being removed; undefined where nothing does (any more): no lock, a lock that has run out by
   * the store's clock, no such object, or a store that has no locks.
   */
  lockOf(key: string, signal: AbortSignal): Promise<Lock | undefined>
  /** Whether removed objects stay stored as versions. */
  versioning(signal: AbortSignal): Promise<Versioning>
  /** Removed objects whose versions are still stored, in key order; nothing where the store keeps no versions. */
  hidden(prefix: string, signal: AbortSignal): AsyncIterable<HiddenObject>
  /**
   * Copies an object within the store, whatever its size, without its bytes passing through this machine where the store
   * can do that; with the encryption, lock and tags that uploads get. Compared by size, and by checksum where both have
   * the same kind; the copy's own checksum is returned where the store computed it over the whole (`sha256`).
   * @throws BackupError `storage-key-exists`, `storage-object-missing`, `storage-size-mismatch`,
   *   `storage-checksum-mismatch`; then there is no copy, as far as it can be removed.
   */
  copy(from: string, to: string, options: CopyOptions, signal: AbortSignal): Promise<StoredObject>
  /** Uploads that were begun below the prefix and not ended, of this run's own too. */
  unfinished(prefix: string, signal: AbortSignal): AsyncIterable<UnfinishedUpload>
  /**
   * When something of such an upload was last stored; undefined where the store does not say it, or where it is gone.
   */
  lastActivity(upload: UnfinishedUpload, signal: AbortSignal): Promise<Date | undefined>
  /** The time by the store's own clock, to the second; of this machine where the store is on it. */
  clock(signal: AbortSignal): Promise<Date>
}
