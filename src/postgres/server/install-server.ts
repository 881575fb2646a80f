import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../../core/errors.ts'
import { sentence } from '../../core/sentence.ts'
import { firstOf } from '../../core/words.ts'
import type { Apt } from '../client/apt/apt.ts'
import { installPackages } from '../client/apt/install-packages.ts'
import type { PackageIndex } from '../client/apt/package-index.ts'
import { type PackageRepository, type ReadRepository, readRepository } from '../client/repositories.ts'
import { type ClientVersion, parseVersion } from '../client/version.ts'
import { packagesFor } from './extension-packages.ts'
import { SERVER_PROGRAMS } from './server.ts'
import { buildPrivateServer, buildSharedServer } from './server-tree.ts'

export interface WantedPackages {
  readonly major: number
  /** Extensions that are to be in it too. */
  readonly extensions: readonly string[]
}

export interface InstalledServer {
  readonly folder: string
  readonly version: ClientVersion
}

type Outcome = InstalledServer | { readonly why: string }

/** Which of the packages' dependencies are never taken: the client's programs, and LLVM, which is only for speed. */
const NEVER = /^(?:libllvm|postgresql-client|postgresql-\d+-jit)/
/** What is taken where the machine's own libraries are to serve. */
const FEW = /^(?:libpq5$|postgresql-(?:\d|pl))/

/**
 * Installs the server of one major version from a repository into a folder of its own: first with the machine's own
 * libraries (8–17 MB); where a program or an extension lacks one of them, with all of theirs (some 40 MB).
 * @throws BackupError of the repository's or a package's, `package-absent`, `server-does-not-start`
 */
export async function installServer(
  wanted: WantedPackages,
  repository: PackageRepository,
  read: ReadRepository,
  apt: Apt,
): Promise<InstalledServer> {
  const shared = await installOne('shared', wanted, repository, read, apt)
  if ('version' in shared) return shared
  apt.reporter.debug(`${repository.label}: not with this machine's libraries: ${shared.why}`)
  const more = await readRepository(repository.libraries, true, apt)
  const all = { ...read, indexes: [...read.indexes, ...more.indexes] }
  const own = await installOne('private', wanted, repository, all, apt)
  if ('version' in own) return own
  throw new BackupError({
    kind: 'environment',
    code: 'server-does-not-start',
    message: sentence(
      `PostgreSQL ${wanted.major}'s server from ${repository.label} does not start on this machine: ${own.why}`,
    ),
    hint: 'Install the libraries that are missing, or give a repository that has them too as client-repository.',
  })
}

async function installOne(
  form: 'shared' | 'private',
  { major, extensions }: WantedPackages,
  { id, label }: PackageRepository,
  { indexes, skipped }: ReadRepository,
  apt: Apt,
): Promise<Outcome> {
  const follow = (name: string): boolean => !NEVER.test(name) && (form === 'private' || FEW.test(name))
  const root = join(apt.scratch, id, `server-${form}-packages`)
  const into = join(apt.scratch, id, `server-${form}`)
  const where = [label, ...skipped].join(', passed over: ')
  const added = extensions.flatMap(name => packagesIn(indexes, name, major) ?? [])
  const roots = [serverPackage(major), ...added]
  const { unmet } = await installPackages({ indexes, where, roots, follow, into: root }, apt)
  await mkdir(into, { recursive: true })
  const build = form === 'shared' ? buildSharedServer : buildPrivateServer
  const lacks = await build({ root, into, major, machine: apt.machine }, apt.commands)
  if (lacks.length > 0)
    return { why: firstOf([...lacks, ...(form === 'private' ? unmet : [])], MOST_LACKS, { separator: '; ' }) }
  return start(into, major, apt)
}

/** A server of a newer system lacks one thing in many files. */
const MOST_LACKS = 3

/** The name of the package that has a major version's server. */
export function serverPackage(major: number): string {
  return `postgresql-${major}`
}

/** Those of the extensions that a repository seems to have packages of. */
export function extensionsIn(
  { indexes }: ReadRepository,
  extensions: readonly string[],
  major: number,
): string[] {
  return extensions.filter(name => packagesIn(indexes, name, major) !== undefined)
}

/** The packages of an extension that these indexes have; undefined where they lack it. */
function packagesIn(
  indexes: readonly PackageIndex[],
  extension: string,
  major: number,
): string[] | undefined {
  const has = (name: string): boolean => indexes.some(index => index.named(name).length > 0)
  return packagesFor(extension, major).find(set => set.every(has))
}

/** Starts every program, all its symbols resolved: nothing that fails here is ever stored. */
async function start(folder: string, major: number, { commands }: Apt): Promise<Outcome> {
  let version: ClientVersion | undefined
  for (const program of SERVER_PROGRAMS) {
    const env = { PATH: '/usr/bin:/bin', LD_BIND_NOW: '1' }
    const result = await commands.run(join(folder, 'bin', program), ['--version'], { env })
    const why = [result.stderr, result.stdout].map(text => text.trim().split('\n')[0]).find(line => line)
    if (result.exitCode !== 0) return { why: why ?? `${program} ended with exit code ${result.exitCode}` }
    version = parseVersion(result.stdout)
    if (version?.major !== major) return { why: `${program} says that it is ${result.stdout.trim()}` }
  }
  return version ? { folder, version } : { why: 'there are no programs' }
}
