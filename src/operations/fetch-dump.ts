import type { Manifest } from '../backup/manifest.ts'
import type { LoadParts } from './load.ts'

/** Downloads a backup, checks and opens it, into `file` (mode 0600), which is only there afterwards if it is what the manifest says. */
export async function fetchDump(
  _manifest: Manifest,
  _file: string,
  _parts: Pick<LoadParts, 'store' | 'decryption' | 'signal'>,
): Promise<void> {
  throw new Error('being written')
}
