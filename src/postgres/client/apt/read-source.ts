import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryUnreachable } from '../problems.ts'
import type { Apt } from './apt.ts'
import { verifiedText } from './clear-signed.ts'
import { keysFor } from './keyring.ts'
import { PackageIndex } from './package-index.ts'
import { readIndex } from './read-index.ts'
import { parseRelease } from './release.ts'
import { type AptSource, sourceLabel } from './source.ts'

/** Far above any InRelease (Debian's: 140 kB). Bytes. */
const RELEASE_MAX = 16 * 1024 * 1024

/**
 * Reads the package indexes of a source, all the way from the keys: the signature over InRelease, its dates and names,
 * then the indexes by the SHA-256 it promises.
 * @throws BackupError `repository-unreachable`, `repository-key-unreadable`, `repository-…`
 */
export async function readSource(source: AptSource, apt: Apt): Promise<PackageIndex[]> {
  const label = sourceLabel(source)
  const keys = await keysFor(source.signedBy, apt.trusted, label)
  const { file, root, folder } = await fetchRelease(source, apt)
  const text = await verifiedText(file, keys, new Date(), label)
  const release = parseRelease(text, source, new Date())
  const provider = { label, root, automatic: release.automatic }
  const flat = source.suite.endsWith('/')
  const paths = flat
    ? ['Packages']
    : source.components.map(component => `${component}/binary-${apt.machine.architecture}/Packages`)
  const indexes: PackageIndex[] = []
  for (const path of paths) {
    indexes.push(new PackageIndex(await readIndex({ path, folder, release, label }, apt), provider))
  }
  return indexes
}

interface FetchedRelease {
  readonly file: string
  /** The repository's root and the suite's folder in it, both ending in `/`. */
  readonly root: string
  readonly folder: string
}

/** Fetches InRelease from the first of the source's mirrors that has it. */
async function fetchRelease(source: AptSource, apt: Apt): Promise<FetchedRelease> {
  const reasons: string[] = []
  for (const uri of source.uris) {
    const root = uri.replace(/\/*$/, '/')
    const folder = source.suite.endsWith('/')
      ? `${root}${source.suite.replace(/^(\.?\/)+/, '')}`
      : `${root}dists/${source.suite}/`
    const url = `${folder}InRelease`
    const path = join(apt.scratch, `${createHash('sha256').update(url).digest('hex')}.InRelease`)
    const result = await apt.download.toFile(url, path, { maxBytes: RELEASE_MAX, signal: apt.signal })
    if (result.outcome === 'done') return { file: await readFile(path, 'utf8'), root, folder }
    reasons.push(result.outcome === 'too-large' ? 'its InRelease is too large' : result.why)
  }
  throw repositoryUnreachable(sourceLabel(source), reasons.join('; ') || 'it has no address')
}
