/** What a store says of itself: asked by check only, and nothing of it is needed to back up. */
export interface BucketInspector {
  /** Undefined where the store does not say. */
  region(signal: AbortSignal): Promise<string | undefined>
  objectLock(signal: AbortSignal): Promise<BucketLock>
  publicAccess(signal: AbortSignal): Promise<PublicAccess>
  close(): void
}

/** `unknown` where the credentials may not ask. */
export type BucketLock =
  | { readonly kind: 'off' | 'unknown' }
  /** `standard`: what locks every new object unless it is said otherwise, in words. */
  | { readonly kind: 'on'; readonly standard: string | undefined }

/** Whether strangers may read. `unknown` where the credentials may not ask, or the store does not know the question. */
export type PublicAccess = 'blocked' | 'not public' | 'public' | 'unknown'
