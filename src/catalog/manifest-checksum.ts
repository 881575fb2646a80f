import { sha256OfText } from '../fingerprint/multiset-hash.ts'
import { type Manifest, serializeManifest } from './manifest.ts'

const ZEROS = '0'.repeat(64)
const FIELD = /("manifestSha256": ")([0-9a-f]{64})"/

/** Writes a manifest's own SHA-256 into it: nothing else is beside a backup that could say whether it was altered. */
export function withChecksum(manifest: Omit<Manifest, 'manifestSha256'>): Manifest {
  const manifestSha256 = sha256OfText(serializeManifest({ ...manifest, manifestSha256: ZEROS }))
  return { ...manifest, manifestSha256 }
}

/** Whether a stored manifest is, byte for byte, what was written. */
export function checksumHolds(text: string): boolean {
  const found = FIELD.exec(text)?.[2]
  return found !== undefined && found === sha256OfText(text.replace(FIELD, `$1${ZEROS}"`))
}
