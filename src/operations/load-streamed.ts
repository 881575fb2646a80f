import type { Fingerprint } from '../backup/fingerprint/fingerprint.ts'
import type { Load, LoadParts } from './load.ts'

export interface StreamedLoad extends Load {
  /** Whether everything happens in one transaction: all or nothing. */
  readonly transaction: boolean
  /** Told what has passed, before it is committed; returns what is wrong with it, a line each. */
  readonly check?: (passed: Fingerprint) => readonly string[]
}

/**
 * Loads a backup while it is downloaded. In a transaction nothing is committed unless every byte was what the manifest
 * says, and what passed was found right.
 */
export async function loadStreamed(_load: StreamedLoad, _parts: LoadParts): Promise<{ readonly ms: number }> {
  throw new Error('being written')
}
