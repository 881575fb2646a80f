import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { BackupError } from '../../core/errors.ts'
import { canUnpack, fromBest, withApt } from '../client/apt/from-repositories.ts'
import { findOrInstall, type Installation } from '../client/find-or-install.ts'
import { type DebianMachine, thisMachine } from '../client/machine.ts'
import { packageAbsent } from '../client/problems.ts'
import { type ClientDeps, storeTree } from '../client/provide.ts'
import { readRepository, repositoriesFor, versionOffered } from '../client/repositories.ts'
import type { WantedVersion } from '../client/standing.ts'
import { packagesFor } from './extension-packages.ts'
import { serverIn, serversIn } from './find-server.ts'
import { extensionsIn, type InstalledServer, installServer, serverPackage } from './install-server.ts'
import type { MissingExtension, ProvidedServer, ServerPrograms } from './server.ts'
import { storedAsNewAs, storedServers } from './stored-servers.ts'

export interface WantedServer extends WantedVersion {
  /** Names of the extensions that are going to be created on it. */
  readonly extensions?: readonly string[]
  /** Input `client-repository`: apt sources, one a line; then no other repository is asked. */
  readonly repository?: string
}

/**
 * Finds the server programs of a major version, or installs them into the tool cache: tool cache, usual folders, then
 * repositories (design §5). Where it lacks extensions, one that has them is looked for in the same way; what is in the
 * tool cache already stays as it is.
 * @returns the server with the most of the extensions, and those that could not be had
 * @throws BackupError of kind environment or integrity: those of the repositories, `server-not-available`,
 * `server-unsupported-platform`, `server-does-not-start`
 */
export async function provideServer(wanted: WantedServer, parts: ClientDeps): Promise<ProvidedServer> {
  const plain = await provide(wanted, [], SERVER_TOOL, parts)
  const missing = lackedBy(plain, wanted.extensions ?? [])
  const known = missing.filter(name => packagesFor(name, plain.major).length > 0)
  if (known.length === 0) return { server: plain, missing: missing.map(name => lackOf(name, plain)) }
  try {
    const server = await provide(wanted, known, toolWith(known), parts)
    return { server, missing: lackedBy(server, missing).map(name => lackOf(name, server)) }
  } catch (cause) {
    parts.signal.throwIfAborted()
    if (!(cause instanceof BackupError) || cause.kind === 'integrity') throw cause
    return { server: plain, missing: missing.map(name => ({ name, why: cause.message })) }
  }
}

function lackedBy({ extensions }: ServerPrograms, wanted: readonly string[]): string[] {
  return [...new Set(wanted)].filter(name => !extensions.has(name))
}

function lackOf(name: string, { major, origin }: ServerPrograms): MissingExtension {
  const packages = packagesFor(name, major).map(set => set.join(' with '))
  if (packages.length === 0) return { name, why: 'no package is known that has it' }
  return {
    name,
    why: `it is not in the server from ${origin}, and there is no package ${packages.join(' or ')}`,
  }
}

async function provide(
  wanted: WantedServer,
  extensions: readonly string[],
  tool: string,
  parts: ClientDeps,
): Promise<ServerPrograms> {
  const { cache, commands, env } = parts
  const { major } = wanted
  const machine = parts.machine ?? (await thisMachine(env))
  return findOrInstall(
    {
      wanted,
      floor: undefined,
      stored: async () => {
        const found = await storedServers(major, tool, { cache, commands })
        return found.map(programs => ({ programs, folder: programs.movable }))
      },
      present: async () =>
        extensions.length === 0 ? serversIn(major, machine.folders(major), commands) : [],
      install: async than => {
        if (!machine.debian || !(await canUnpack(commands))) throw notOnThisMachine(major)
        return install({ wanted, extensions, than, tool }, machine.debian, parts)
      },
      older: olderThanSource,
      unsafe: (_programs, _floor, cause) => cause,
    },
    parts,
  )
}

function olderThanSource({ version, origin }: ServerPrograms, least: string): string {
  return `The PostgreSQL server ${version} (${origin}) is older than the one that was backed up, ${least}: it may not know what the backup has. Give a repository that has ${least} or newer as client-repository, or such a server as server-url.`
}

interface Wanted {
  readonly wanted: WantedServer
  readonly extensions: readonly string[]
  /** Only a newer one is installed; undefined: any. */
  readonly than: string | undefined
  readonly tool: string
}

async function install(
  { wanted, extensions, than, tool }: Wanted,
  machine: DebianMachine,
  parts: ClientDeps,
): Promise<Installation<ServerPrograms>> {
  const { major, repository } = wanted
  return withApt(SERVER_TOOL, machine, parts, async apt => {
    const repositories = await repositoriesFor(repository, machine, parts.commands)
    const what = [`PostgreSQL server ${major}`, ...extensions].join(' with ')
    const demand = { what, wanted, floor: undefined, newerThan: than }
    const outcome = await fromBest(repositories, demand, apt, async each => {
      const read = await readRepository(each.sources, each.tolerant, apt)
      const had = extensionsIn(read, extensions, major)
      if (had.length === 0 && extensions.length > 0)
        throw packageAbsent(namesOf(extensions, major), each.label)
      const name = had.length === extensions.length ? tool : toolWith(had)
      const version = versionOffered(serverPackage(major), each, read)
      return {
        version,
        install: async () => {
          const stored = await storedAsNewAs(version, major, name, parts)
          if (stored) return stored
          const tree = await installServer({ major, extensions: had }, each, read, apt)
          return store(tree, name, each.label, parts)
        },
      }
    })
    if ('value' in outcome) return { installed: outcome.value }
    const { answered, failures } = outcome
    const [only] = failures
    return { failure: only && failures.length === 1 ? only : notAvailable(what, failures), answered }
  })
}

async function store(
  { folder, version }: InstalledServer,
  name: string,
  label: string,
  parts: ClientDeps,
): Promise<ServerPrograms> {
  parts.signal.throwIfAborted()
  // Another job on this machine may have stored it meanwhile; replacing it would take it from under its feet.
  const meanwhile = await storedAsNewAs(version.version, version.major, name, parts)
  if (meanwhile) return meanwhile
  const stored = await storeTree(folder, { tool: name, version: version.version }, parts)
  parts.reporter.info(`Installed PostgreSQL server ${version.version} from ${label}`)
  return serverIn(join(stored, 'bin'), version, label, stored)
}

function namesOf(extensions: readonly string[], major: number): string {
  return extensions.flatMap(name => packagesFor(name, major).flat()).join(' or ')
}

function notAvailable(what: string, failures: readonly BackupError[]): BackupError {
  return new BackupError(
    {
      kind: 'environment',
      code: 'server-not-available',
      message: `No ${what} is on this machine or in its repositories. ${failures.map(each => each.message).join(' ')}`,
      hint: 'Give a repository that has it as client-repository, or install the server and set PGBIN to its folder.',
    },
    failures.at(-1),
  )
}

function notOnThisMachine(major: number): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'server-unsupported-platform',
    message: `There is no PostgreSQL server ${major} here, and on this system it cannot be installed from Debian's packages.`,
    hint: `Install the server of PostgreSQL ${major} before this step and set PGBIN to the folder of its postgres, or run the job on ubuntu-latest.`,
  })
}

/** The name under which servers are kept in the tool cache. */
const SERVER_TOOL = 'postgresql-server'

/** The name of those with extensions: one for each set of them. */
function toolWith(extensions: readonly string[]): string {
  const names = [...new Set(extensions)].toSorted().join('\n')
  return `${SERVER_TOOL}-with-${createHash('sha256').update(names).digest('hex').slice(0, 12)}`
}
