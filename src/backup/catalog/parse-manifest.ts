import { BackupError } from '../errors.ts'
import { type Manifest, manifestSchema } from '../manifest.ts'
import { checksumHolds } from '../manifest-checksum.ts'
import { MANIFEST_SUFFIX } from '../names.ts'
import { otherDestination } from './other-destination.ts'

/**
 * Reads a manifest and checks every field of it.
 * @param key where it lies: a manifest that was moved describes a backup that is not beside it
 * @param location of the store, as it would be written: it may be another than the backup was made with
 * @throws BackupError `manifest-unreadable`; OtherDestination for one that is where another destination has it
 */
export function parseManifest(text: string, key: string, location = ''): Manifest {
  if (!checksumHolds(text)) throw manifestUnreadable(key, 'its own SHA-256 says that it was altered')
  const parsed = manifestSchema.safeParse(json(text, key))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw manifestUnreadable(key, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a manifest'}`)
  }
  if (`${parsed.data.key}${MANIFEST_SUFFIX}` !== key) {
    const other = otherDestination(key.slice(0, -MANIFEST_SUFFIX.length), parsed.data.key, location)
    if (other) throw other
    throw manifestUnreadable(key, `it describes ${parsed.data.key}, which is another place`)
  }
  return parsed.data
}

function json(text: string, key: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw manifestUnreadable(key, 'it is not JSON')
  }
}

export function manifestUnreadable(key: string, why: string): BackupError {
  return new BackupError({
    kind: 'integrity',
    code: 'manifest-unreadable',
    message: `The manifest ${key} cannot be used: ${why}.`,
    hint: 'Do not trust this backup until you know who changed its manifest; take an older one meanwhile.',
  })
}
