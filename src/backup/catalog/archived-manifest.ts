import type { Manifest } from '../../catalog/manifest.ts'
import { withChecksum } from '../../catalog/manifest-checksum.ts'

/** What is known of an archived copy. */
export interface ArchivedCopy {
  /** Where it lies, relative to the destination. */
  readonly key: string
  /** Where its roles lie; undefined where the backup has none. */
  readonly globalsKey: string | undefined
  readonly at: Date
  /** What of the copy the store itself confirmed. */
  readonly confirmed: Manifest['stored']['confirmed']
}

/**
 * The manifest of an archived copy: that of the backup, but for where it lies, and with what it is a copy of. So it is
 * restored, verified and drilled like any other, by its key.
 */
export function archivedManifest(manifest: Manifest, copy: ArchivedCopy): Manifest {
  const { globals, manifestSha256, stored, ...same } = manifest
  return withChecksum({
    ...same,
    key: copy.key,
    stored: { ...stored, confirmed: copy.confirmed },
    ...(globals && { globals: { ...globals, key: copy.globalsKey ?? globals.key } }),
    archived: { from: manifest.key, fromManifestSha256: manifestSha256, at: copy.at.toISOString() },
  })
}
