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
