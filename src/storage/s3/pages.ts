import { BackupError, defineError } from '../../core/errors.ts'
import type { Bucket } from './bucket.ts'

/** Twenty million objects: no series of backups comes near that. */
const MOST_PAGES = 20_000

const STORAGE_LISTING_CUT = defineError({
  topic: 'storage',
  code: 'storage-listing-cut',
  kind: 'storage',
  meaning: 'The store said that its listing goes on, and not where; nothing is decided by half a listing.',
  fix: 'Run again; if it stays so, the store does not list as S3 does.',
})

const STORAGE_LISTING_ENDLESS = defineError({
  topic: 'storage',
  code: 'storage-listing-endless',
  kind: 'storage',
  meaning: 'The pages of a listing go in a circle, or have no end.',
  fix: 'Do not use this store until that is explained; a proxy before it may answer from its cache.',
})

/** The pages of one listing, which a store must give one after another, and not for ever. */
export class Pages {
  readonly #bucket: Bucket
  readonly #seen = new Set<string>()

  constructor(bucket: Bucket) {
    this.#bucket = bucket
  }

  /**
   * Where the next page of the listing begins, or undefined after the last one.
   * @throws BackupError `storage-listing-cut` where more follows and the store does not say from where: a listing that ends
   *   early must not be taken for a whole one; `storage-listing-endless` where it goes back to a page that it had
   */
  next<From extends object>(truncated: boolean | undefined, from: From | undefined): From | undefined {
    if (!truncated) return undefined
    const { bucket } = this.#bucket.options
    if (!from)
      throw new BackupError({
        ...STORAGE_LISTING_CUT,
        message: `The listing of bucket ${bucket} ended before its end: the store did not say where it goes on.`,
      })
    const place = JSON.stringify(from)
    if (this.#seen.has(place) || this.#seen.size >= MOST_PAGES)
      throw new BackupError({
        ...STORAGE_LISTING_ENDLESS,
        message: `The listing of bucket ${bucket} has no end: after ${this.#seen.size} pages the store ${this.#seen.has(place) ? 'went back to one that it had sent' : 'still had more'}.`,
      })
    this.#seen.add(place)
    return from
  }
}
