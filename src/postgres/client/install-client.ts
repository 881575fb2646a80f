import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { Apt } from './apt/apt.ts'
import { installPackages } from './apt/install-packages.ts'
import { CLIENT_PROGRAMS } from './client.ts'
import { type PackageRepository, type ReadRepository, readRepository } from './repositories.ts'
import { buildPrivateTree, buildSharedTree } from './tree.ts'
import { type ClientVersion, parseVersion } from './version.ts'

export interface InstalledTree {
  readonly folder: string
  readonly version: ClientVersion
}

type Outcome = InstalledTree | { readonly why: string }

/**
 * Installs the client of one major version from a repository into a folder of its own. First with the machine's own
 * libraries (2 packages, 2 MB); where the programs do not start so, with all of theirs (some 16 MB).
 * @throws BackupError of the repository's or a package's, `client-does-not-start`
 */
export async function installClient(
  major: number,
  repository: PackageRepository,
  read: ReadRepository,
  apt: Apt,
): Promise<InstalledTree> {
  const shared = await installShared(major, repository, read, apt)
  if ('version' in shared) return shared
  apt.reporter.debug(`${repository.label}: not with this machine's libraries: ${shared.why}`)
  const own = await installPrivate(major, repository, read, apt)
  if ('version' in own) return own
  throw new BackupError({
    kind: 'environment',
    code: 'client-does-not-start',
    message: sentence(
      `PostgreSQL ${major}'s programs from ${repository.label} do not start on this machine: ${own.why}`,
    ),
    hint: 'Install the libraries that are missing, or give a repository that has them too as client-repository.',
  })
}

/** With the machine's libraries, except libpq. */
async function installShared(
  major: number,
  repository: PackageRepository,
  read: ReadRepository,
  apt: Apt,
): Promise<Outcome> {
  const into = join(apt.scratch, repository.id, 'few')
  const follow = (name: string): boolean => name === 'libpq5'
  await installPackages({ ...request(major, repository, read), follow, into }, apt)
  const tree = { root: into, into: await newFolder(apt, repository, 'shared'), major, machine: apt.machine }
  await buildSharedTree(tree)
  return start(tree.into, major, apt)
}

/** With all libraries of their own, which where the repository lacks them come from the machine's sources. */
export async function installPrivate(
  major: number,
  repository: PackageRepository,
  read: ReadRepository,
  apt: Apt,
): Promise<Outcome> {
  const into = join(apt.scratch, repository.id, 'all')
  const more = await readRepository(repository.libraries, true, apt)
  const indexes = [...read.indexes, ...more.indexes]
  const { unmet } = await installPackages({ ...request(major, repository, read), indexes, into }, apt)
  const tree = { root: into, into: await newFolder(apt, repository, 'private'), major, machine: apt.machine }
  const missing = await buildPrivateTree(tree, apt.commands)
  if (missing.length === 0) return start(tree.into, major, apt)
  return { why: [`${missing.join(', ')} missing`, ...unmet].join('; ') }
}

/** The name of the package that has a major version's programs. */
export function clientPackage(major: number): string {
  return `postgresql-client-${major}`
}

function request(major: number, { label }: PackageRepository, { indexes, skipped }: ReadRepository) {
  const where = [label, ...skipped].join(', passed over: ')
  return { indexes, where, roots: [clientPackage(major)] }
}

async function newFolder({ scratch }: Apt, { id }: PackageRepository, name: string): Promise<string> {
  const folder = join(scratch, id, name)
  await mkdir(folder, { recursive: true })
  return folder
}

/** Starts every program, all its symbols resolved: nothing that fails here is ever stored. */
async function start(folder: string, major: number, { commands }: Apt): Promise<Outcome> {
  let version: ClientVersion | undefined
  for (const program of CLIENT_PROGRAMS) {
    const env = { PATH: '/usr/bin:/bin', LD_BIND_NOW: '1' }
    const result = await commands.run(join(folder, 'bin', program), ['--version'], { env })
    const why = [result.stderr, result.stdout].map(text => text.trim().split('\n')[0]).find(line => line)
    if (result.exitCode !== 0) return { why: why ?? `${program} ended with exit code ${result.exitCode}` }
    version = parseVersion(result.stdout)
    if (version?.major !== major) return { why: `${program} says that it is ${result.stdout.trim()}` }
  }
  return version ? { folder, version } : { why: 'there are no programs' }
}
