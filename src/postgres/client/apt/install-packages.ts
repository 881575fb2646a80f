import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError, defineError } from '../../../core/errors.ts'
import { sentence } from '../../../core/sentence.ts'
import { allEnded } from '../../../stream/concurrency.ts'
import { packageAbsent, packageMismatch, repositoryUnreachable } from '../problems.ts'
import type { Apt } from './apt.ts'
import type { AptPackage, PackageIndex } from './package-index.ts'
import { type Plan, resolve } from './resolve.ts'
import { verifiedDownload } from './verified-download.ts'

export interface PackageRequest {
  readonly indexes: readonly PackageIndex[]
  /** The repository, for people. */
  readonly where: string
  readonly roots: readonly string[]
  /** Which dependencies are taken along; default: all that hold machine code. */
  readonly follow?: (name: string) => boolean
  /** The folder that becomes the packages' `/`. */
  readonly into: string
}

/** How many packages are fetched at a time. */
const PARALLEL = 4

/**
 * Fetches packages with their dependencies, checks each against the index, and unpacks them into a folder: no script
 * of theirs is run, nothing is registered, no privilege needed.
 * @throws BackupError `package-absent`, `package-mismatch`, `repository-unreachable`, `dpkg-deb-failed`
 */
export async function installPackages(request: PackageRequest, apt: Apt): Promise<Plan> {
  const plan = resolve(request.roots, request.indexes, request.follow)
  if ('missing' in plan) throw packageAbsent(plan.missing, request.where)
  const queue = plan.packages.map((item, index) => ({ item, index }))
  const files: string[] = []
  await allEnded(
    Array.from({ length: PARALLEL }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        files[next.index] = await fetchPackage(next.item, apt)
      }
    }),
  )
  await mkdir(request.into, { recursive: true })
  for (const file of files) {
    apt.signal.throwIfAborted()
    await unpack(file, request.into, apt)
  }
  return plan
}

/** A package is fetched once in a run: its file is named by its hash and is there only when it was right. */
async function fetchPackage(wanted: AptPackage, apt: Apt): Promise<string> {
  const file = join(apt.scratch, `${wanted.sha256}.deb`)
  const present = await access(file).then(
    () => true,
    () => false,
  )
  if (present) return file
  const { label, root } = wanted.provider
  const result = await verifiedDownload([root + wanted.filename.replace(/^(\.?\/)+/, '')], file, wanted, apt)
  if (result.outcome === 'mismatch') throw packageMismatch(label, wanted.name, result.why)
  if (result.outcome !== 'done') throw repositoryUnreachable(label, `${wanted.filename}: ${result.why}`)
  return file
}

const DPKG_DEB_FAILED = defineError({
  topic: 'client',
  code: 'dpkg-deb-failed',
  kind: 'environment',
  meaning: 'A package could not be unpacked.',
  fix: 'Free disk space in RUNNER_TEMP; where there is no dpkg-deb, install the client beforehand and set PGBIN to its folder.',
})

async function unpack(file: string, into: string, { commands }: Apt): Promise<void> {
  const { exitCode, stderr } = await commands.run('dpkg-deb', ['-x', file, into])
  if (exitCode === 0) return
  throw new BackupError({
    ...DPKG_DEB_FAILED,
    message: sentence(
      `dpkg-deb could not unpack a package: ${stderr.trim().split('\n')[0] || `exit code ${exitCode}`}`,
    ),
  })
}
