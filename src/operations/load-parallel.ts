import type { Load, LoadParts } from './load.ts'

export interface FileLoad extends Load {
  /** The opened dump, as fetchDump left it. */
  readonly file: string
  /** Sessions that load at once. */
  readonly jobs: number
}

/** Loads a dump from a file, with several sessions at once: not all or nothing. */
export async function restoreFile(
  _load: FileLoad,
  _parts: Pick<LoadParts, 'ledger' | 'env' | 'signal' | 'scratch' | 'reporter'>,
): Promise<void> {
  throw new Error('being written')
}
