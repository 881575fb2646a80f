import type { Readable, Writable } from 'node:stream'
import type { Upkeep } from './upkeep.ts'

/** What the store itself says of an object. `sha256` only where the store computed or verified it. */
export interface StoredObject {
  readonly key: string
  readonly bytes: number
  readonly modified: Date
  readonly checksum?: StoreChecksum
  /** As the store names it, e.g. `STANDARD_IA`; absent where it names none. */
  readonly storageClass?: string
  /** Whether an upload of ours made it; told by `head`, where the store keeps a mark of it. */
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

/** What a store named when it accepted an object: by it the object can be removed where the store does not show it. */
export interface Receipt {
  readonly etag?: string
  readonly versionId?: string
}

/**
 * How an upload can be found again by a later process, to be undone. Holds no secret; JSON-serialisable.
 * A multipart upload has no id until the store has answered: then every unfinished upload of exactly that key is meant.
 * `madeFolder` is the topmost folder that the upload made, to be removed again where it is left empty.
 */
export type UploadTrace =
  | { readonly kind: 'multipart'; readonly bucket: string; readonly key: string; readonly uploadId?: string }
  | { readonly kind: 'partial-file'; readonly path: string; readonly madeFolder?: string }

/**
 * Told of every upload before it exists, so that no moment is left in which a killed process leaves something unknown
 * behind; the returned function is called when there is nothing left to undo.
 */
export type RememberUpload = (trace: UploadTrace) => () => void

/** An upload in progress: invisible to readers of the store until `complete` returned. */
export interface PendingUpload {
  readonly key: string
  /** What the object will carry once it is complete: by it `removeOwn` tells it from another one under the same key. */
  readonly mark: string
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
   * Writes a small object whole; refuses to overwrite. `announce` is told the object's mark before the object can exist;
   * it is not called where nothing was tried. What could not be put is not there afterwards, as far as it can be removed.
   */
  put(
    key: string,
    body: Uint8Array,
    signal: AbortSignal,
    announce?: (mark: string) => void,
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
  removeOwn(key: string, mark: string, signal: AbortSignal, receipt?: Receipt): Promise<boolean>
  /** Undoes an upload that an earlier process left behind. Idempotent. */
  discard(trace: UploadTrace, signal: AbortSignal): Promise<void>
  /** All of the bucket that this store is a part of, to look whether something is there instead; absent where it is all. */
  readonly whole?: () => ObjectStore
  /** Lets go of connections; nothing may be asked of the store afterwards. */
  close(): void
}
