import type { Readable, Writable } from 'node:stream'
import type { BackupError } from '../core/errors.ts'
import type { Receipt, UploadTrace } from '../core/upload-trace.ts'

/** What the store itself says of an object. `sha256` only where the store computed or verified it. */
export interface StoredObject {
  readonly key: string
  readonly bytes: number
  readonly modified: Date
  readonly checksum?: StoreChecksum
  /** As the store names it, e.g. `STANDARD_IA`; absent where it names none. */
  readonly storageClass?: string
  /** Whether an upload of ours made it; reported by `head`, where the store keeps a mark of it. */
  readonly ours?: boolean
}

/**
 * A checksum as a store reports it, in base64. The composite ones are S3's for multipart objects: the checksum over the
 * parts' checksums, then `-` and the number of parts.
 */
export interface StoreChecksum {
  readonly algorithm: 'sha256' | 'sha256-composite' | 'crc32' | 'crc32-composite'
  readonly value: string
}

/**
 * Called with every upload before it exists, so that no moment is left in which a killed process leaves something unknown
 * behind; the returned function is called when there is nothing left to undo.
 */
export type RememberUpload = (trace: UploadTrace) => () => void

/** An upload in progress: invisible to readers of the store until `complete` returned. */
export interface PendingUpload {
  readonly key: string
  /** What the object will carry once it is complete: by it `removeIfTagged` distinguishes it from another one under the same key. */
  readonly uploadTag: string
  readonly trace: UploadTrace
  /** Takes the bytes, with backpressure; `finish` is emitted only when the store has accepted every byte. */
  readonly sink: Writable
  /**
   * Makes the object visible under its key, after `sink` has finished; compares the store's size and checksum with ours.
   * @throws BackupError `storage-key-exists` when the key has been taken meanwhile, `storage-checksum-mismatch`
   */
  complete(): Promise<StoredObject>
  /** Leaves nothing behind. Idempotent; safe at any time before `complete`; never throws for what is gone already. */
  abort(): Promise<void>
}

/** Where backups live: the port that S3 and a folder implement, held to one contract suite. Keys use `/`. */
export interface ObjectStore extends Upkeep {
  /** For people: `s3://bucket/prefix` or the folder's path. */
  readonly location: string
  /** For people and tools: `s3://bucket/prefix/key` or a path. */
  url(key: string): string
  /** Fails early and clearly when the store can't be used: no bucket, wrong region, no permission, not writable. */
  prepare(signal: AbortSignal): Promise<void>
  /**
   * Starts an upload of unknown length.
   * @throws BackupError `storage-key-exists` when the key is taken: a backup is never overwritten.
   */
  begin(key: string, signal: AbortSignal): Promise<PendingUpload>
  /**
   * Writes a small object whole; refuses to overwrite. `announce` is called with the object's tag before the object can exist;
   * it is not called where nothing was tried. What could not be put is not there afterwards, as far as it can be removed.
   */
  put(
    key: string,
    body: Uint8Array,
    signal: AbortSignal,
    announce?: (uploadTag: string) => void,
  ): Promise<StoredObject>
  head(key: string, signal: AbortSignal): Promise<StoredObject | undefined>
  get(key: string, signal: AbortSignal): Promise<Readable>
  /** In key order, page by page; partial uploads are never listed. */
  list(prefix: string, signal: AbortSignal): AsyncIterable<StoredObject>
  /** Removes an object; one that does not exist is not an error. */
  remove(key: string, signal: AbortSignal): Promise<void>
  /**
   * Removes an object if it carries the mark, and leaves alone what somebody else put there. Returns whether it did.
   * `receipt`: the store has accepted the object, and did not show it afterwards.
   */
  removeIfTagged(key: string, uploadTag: string, signal: AbortSignal, receipt?: Receipt): Promise<boolean>
  /** Undoes an upload that an earlier process left behind. Idempotent. */
  discard(trace: UploadTrace, signal: AbortSignal): Promise<void>
  /** All of the bucket that this store is a part of, to look whether something is there instead; absent where it is all. */
  readonly whole?: () => ObjectStore
  /** Lets go of connections; nothing may be asked of the store afterwards. */
  close(): void
}

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
 * What keeps an object from being removed, with `why` in words as a `Removal` has them. Anyone who may not ask is reported
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

/** An object that was removed and is stored all the same: its versions are behind a delete marker. */
export interface HiddenObject {
  readonly key: string
  /** When it was removed. */
  readonly hidden: Date
}

export interface CopyOptions {
  /** That of the store's options unless given. */
  readonly storageClass?: string
  /** Called with the copy's mark before the copy can exist, as with `put`. */
  readonly announce?: (uploadTag: string) => void
}

/** What prune and archive ask of a store: the part of the port that works on what is stored already. */
interface Upkeep {
  /**
   * Removes many objects, a thousand with each request where the store can, and records each what became of it. Keys are
   * taken as they are needed; within one request the store decides the order, and the next request is sent when the
   * former was answered: so what has to go first is removed by a call of its own. Locks are not asked for before.
   * @throws BackupError for what concerns more than one key (no connection, no bucket, cancelled); what was notified of
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
   * Copies an object within the store, regardless of its size, without its bytes passing through this machine where the store
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
