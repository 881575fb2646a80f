import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Key } from 'openpgp'
import { messageOf } from '../../../core/errors.ts'
import { keyUnreadable } from '../problems.ts'
import type { KeyReference } from './source.ts'

/** Keys that are accepted where a source names none: apt's own on this machine, and some that we know. */
export interface TrustedKeys {
  /** apt's folder, `/etc/apt`. */
  readonly folder: string
  readonly armored: readonly string[]
}

/**
 * Reads the keys that a source is to be checked with.
 * @throws BackupError `repository-key-unreadable` when that leaves none
 */
export async function keysFor(
  references: readonly KeyReference[],
  trusted: TrustedKeys,
  repository: string,
): Promise<Key[]> {
  const fingerprints = references.flatMap(reference =>
    'fingerprint' in reference ? [reference.fingerprint] : [],
  )
  const problems: string[] = []
  const keys: Key[] = []
  const attempt = async (what: string, load: () => Promise<Key[]>): Promise<void> => {
    try {
      keys.push(...(await load()))
    } catch (cause) {
      problems.push(`${what}: ${messageOf(cause)}`)
    }
  }
  for (const reference of references) {
    if ('file' in reference)
      await attempt(reference.file, async () => parseKeys(await readFile(reference.file)))
    if ('armored' in reference)
      await attempt('the key in the source', () => parseKeys(Buffer.from(reference.armored)))
  }
  if (references.length === 0 || fingerprints.length > 0) {
    for (const file of await trustedFiles(trusted.folder))
      await attempt(file, async () => parseKeys(await readFile(file)))
    for (const armored of trusted.armored) await attempt('a known key', () => parseKeys(Buffer.from(armored)))
  }
  const allowed = fingerprints.length === 0 ? keys : keys.filter(key => hasFingerprint(key, fingerprints))
  if (allowed.length === 0) {
    throw keyUnreadable(repository, problems.length > 0 ? problems.join('; ') : 'no key is configured for it')
  }
  return allowed
}

/** Reads armoured (also several in one file) or binary OpenPGP keys. */
export async function parseKeys(content: Buffer): Promise<Key[]> {
  const { readKeys } = await import('openpgp')
  const text = content.toString('latin1')
  if (!text.includes('-----BEGIN PGP')) return readKeys({ binaryKeys: new Uint8Array(content) })
  const blocks =
    text.match(/-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/g) ?? []
  const keys = await Promise.all(blocks.map(armoredKeys => readKeys({ armoredKeys })))
  if (keys.length === 0) throw new Error('holds no public key')
  return keys.flat()
}

async function trustedFiles(folder: string): Promise<string[]> {
  const parts = join(folder, 'trusted.gpg.d')
  const names = (await readdir(parts).catch(() => [])).sort()
  return [
    join(folder, 'trusted.gpg'),
    ...names.filter(name => /\.(gpg|asc)$/.test(name)).map(name => join(parts, name)),
  ]
}

function hasFingerprint(key: Key, fingerprints: readonly string[]): boolean {
  const own = [key, ...key.getSubkeys()].map(each => each.getFingerprint().toLowerCase())
  return fingerprints.some(wanted => own.some(fingerprint => fingerprint.endsWith(wanted.toLowerCase())))
}
