import { createReadStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip, gunzip } from 'node:zlib'
import { messageOf } from '../../../core/errors.ts'
import { indexMismatch, indexUnusable, repositoryUnreachable } from '../problems.ts'
import type { Apt } from './apt.ts'
import type { Release } from './release.ts'
import { verifiedDownload } from './verified-download.ts'

interface IndexPlace {
  /** From the suite's folder, without the ending for its compression. */
  readonly path: string
  readonly folder: string
  readonly release: Release
  readonly label: string
}

/** What an index may grow to when unpacked, should the release file not say. Bytes. */
const UNPACKED_MAX = 512 * 1024 * 1024

/** By preference: Node unpacks gzip in 0.4 s where xz takes 1.7 s (Debian's main); xz needs a program too. */
const ENDINGS = ['.gz', '.xz', ''] as const

/**
 * Fetches a package index, checks it and unpacks it.
 * @throws BackupError `repository-index-mismatch`, `repository-index-unusable`, `repository-unreachable`
 */
export async function readIndex(place: IndexPlace, apt: Apt): Promise<Buffer> {
  const { path, folder, release, label } = place
  const offered = ENDINGS.filter(ending => release.files.has(path + ending))
  if (offered.length === 0) throw indexUnusable(label, `its InRelease names no ${path}`)
  const reasons: string[] = []
  for (const ending of offered) {
    const name = path + ending
    const expected = release.files.get(name)
    if (!expected) continue
    const file = join(apt.scratch, `${expected.sha256}${ending}`)
    const hashed = `${name.replace(/[^/]*$/, '')}by-hash/SHA256/${expected.sha256}`
    const urls = [...(release.byHash ? [hashed] : []), name].map(each => folder + each)
    const result = await verifiedDownload(urls, file, expected, apt)
    if (result.outcome === 'mismatch') throw indexMismatch(label, name, result.why)
    if (result.outcome === 'failed') throw repositoryUnreachable(label, `${name}: ${result.why}`)
    const bytes = release.files.get(path)?.bytes
    const text = result.outcome === 'done' ? await unpack(file, ending, bytes, apt) : result.why
    await rm(file, { force: true })
    if (typeof text !== 'string') return text
    reasons.push(`${name}: ${text}`)
  }
  throw indexUnusable(label, reasons.join('; '))
}

/** Returns the text, or why it can't be unpacked here. `bytes`: its size, where the release file says. */
async function unpack(
  file: string,
  ending: (typeof ENDINGS)[number],
  bytes: number | undefined,
  apt: Apt,
): Promise<Buffer | string> {
  switch (ending) {
    case '':
      return readFile(file)
    case '.gz':
      return unpackGzip(file, bytes).catch(cause => messageOf(cause))
    case '.xz':
      return unpackXz(file, apt)
  }
}

/** Straight into its place: Debian's main is 57 MB, which unpacked in pieces takes twice that. */
async function unpackGzip(file: string, bytes: number | undefined): Promise<Buffer> {
  if (bytes === undefined) return promisify(gunzip)(await readFile(file), { maxOutputLength: UNPACKED_MAX })
  const text = Buffer.allocUnsafe(bytes)
  let filled = 0
  await pipeline(createReadStream(file), createGunzip(), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      if (filled + chunk.length > bytes) throw new Error(`it unpacks to more than ${bytes} bytes`)
      filled += chunk.copy(text, filled)
    }
  })
  return text.subarray(0, filled)
}

/** By `xz`, or where a small image lacks it by the program that apt itself unpacks its indexes with. */
async function unpackXz(file: string, { commands }: Apt): Promise<Buffer | string> {
  const unpacked = `${file}.unpacked`
  const script =
    'if command -v xz >/dev/null; then exec xz -dc "$1"; else exec /usr/lib/apt/apt-helper cat-file "$1"; fi >"$2"'
  const { exitCode, stderr } = await commands.run('sh', ['-c', script, 'sh', file, unpacked])
  const text = exitCode === 0 ? await readFile(unpacked) : `xz: ${stderr.trim() || `exit code ${exitCode}`}`
  await rm(unpacked, { force: true })
  return text
}
