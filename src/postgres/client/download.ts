export type DownloadResult =
  | { readonly outcome: 'done'; readonly bytes: number; readonly sha256: string }
  /** The server answered that there is no such thing. */
  | { readonly outcome: 'absent'; readonly why: string }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'failed'; readonly why: string }

/** Fetches files. Rejects only when aborted. */
export interface Download {
  /** Writes what `url` (http, https or file) holds to `path`, at most `maxBytes`. The reasons never hold credentials. */
  toFile(
    url: string,
    path: string,
    limits: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<DownloadResult>
}

/** A URL as it may be shown to people: without user and password. */
export function shownUrl(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/]*@/i, '$1')
}
