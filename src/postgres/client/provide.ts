import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError, defineError } from '../../core/errors.ts'
import { canUnpack, fromBest, type InstallDeps, withApt } from './apt/from-repositories.ts'
import { clientIn, type PostgresClient } from './client.ts'
import { clientsIn } from './directories.ts'
import { storedClients, TOOL } from './find-client.ts'
import { findOrInstall, type Installation } from './find-or-install.ts'
import { clientPackage, type InstalledTree, installClient } from './install-client.ts'
import { type Machine, thisMachine } from './machine.ts'
import { clientUnsafe } from './problems.ts'
import { readRepository, repositoriesFor, versionOffered } from './repositories.ts'
import { safeSince, type WantedVersion } from './standing.ts'
import type { ToolCache } from './tool-cache.ts'
import { comparePostgres, semanticVersion } from './version.ts'

export interface WantedClient extends WantedVersion {
  /** Input `client-repository`: apt sources, one a line; then no other repository is asked. */
  readonly repository?: string
}

export interface ClientDeps extends InstallDeps {
  readonly cache: ToolCache
  readonly env: NodeJS.ProcessEnv
  readonly machine?: Machine
}

/**
 * Finds the client programs of a major version, or installs them into the tool cache, see findOrInstall. None below the
 * security floor is ever returned; one that is older than wanted only with a warning.
 * @throws BackupError of kind environment or integrity, see problems.ts
 */
export async function provideClient(wanted: WantedClient, parts: ClientDeps): Promise<PostgresClient> {
  const { cache, commands, env } = parts
  const { major } = wanted
  const machine = parts.machine ?? (await thisMachine(env))
  return findOrInstall<PostgresClient>(
    {
      wanted,
      floor: safeSince(major),
      stored: () => storedClients(major, cache, commands),
      present: () => clientsIn(major, machine.folders(major), commands),
      install: than => install(wanted, than, machine, parts),
      older: olderThanServer,
      unsafe: clientUnsafe,
    },
    parts,
  )
}

/** What an older client does to a backup, and how to get a newer one. */
export function olderThanServer(
  { version, origin }: Pick<PostgresClient, 'origin' | 'version'>,
  least: string,
): string {
  return `The PostgreSQL client ${version} (${origin}) is older than the server, ${least}: it may dump what only newer minor versions know as if it were yours, and such a backup restores into no older server, nor as an equal copy. Update the client to ${least} or newer, or give a repository that has such a version as client-repository.`
}

async function install(
  wanted: WantedClient,
  than: string | undefined,
  { debian, defaultDescription }: Machine,
  parts: ClientDeps,
): Promise<Installation<PostgresClient>> {
  const { commands } = parts
  const { major, repository } = wanted
  if (!debian) throw notOnThisMachine(major, defaultDescription)
  if (!(await canUnpack(commands))) {
    throw notOnThisMachine(
      major,
      'Install dpkg, or the client itself and set PGBIN to the folder of its pg_dump.',
    )
  }
  return withApt(TOOL, debian, parts, async apt => {
    const repositories = await repositoriesFor(repository, debian, commands)
    const what = `PostgreSQL client ${major}`
    const demand = { what, wanted, floor: safeSince(major), newerThan: than }
    const outcome = await fromBest(repositories, demand, apt, async each => {
      const read = await readRepository(each.sources, each.tolerant, apt)
      const version = versionOffered(clientPackage(major), each, read)
      return { version, install: () => installClient(major, each, read, apt) }
    })
    if ('failures' in outcome) {
      const { answered, failures } = outcome
      const [only] = failures
      return { failure: only && failures.length === 1 ? only : notAvailable(major, failures), answered }
    }
    return { installed: await store(outcome, major, parts) }
  })
}

async function store(
  { label, value: tree }: { readonly label: string; readonly value: InstalledTree },
  major: number,
  parts: ClientDeps,
): Promise<PostgresClient> {
  const { cache, commands, reporter, signal } = parts
  const { version } = tree.version
  signal.throwIfAborted()
  // Another job on this machine may have stored it meanwhile; replacing it would take it from under its feet.
  const meanwhile = (await storedClients(major, cache, commands)).find(
    ({ programs }) => comparePostgres(programs.version, version) >= 0,
  )
  if (meanwhile) return meanwhile.programs
  const folder = await storeTree(tree.folder, { tool: TOOL, version }, parts)
  reporter.info(`Installed PostgreSQL client ${version} from ${label}`)
  return clientIn(join(folder, 'bin'), tree.version, label)
}

const CLIENT_NOT_AVAILABLE = defineError({
  topic: 'client',
  code: 'client-not-available',
  kind: 'environment',
  meaning:
    "The client of the server's major version is neither on this machine nor in any repository that it may ask.",
  fix: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
})

function notAvailable(major: number, failures: readonly BackupError[]): BackupError {
  return new BackupError(
    {
      ...CLIENT_NOT_AVAILABLE,
      message: `No PostgreSQL client ${major} is on this machine or in its repositories. ${failures.map(each => each.message).join(' ')}`,
    },
    failures.at(-1),
  )
}

export const CLIENT_UNSUPPORTED_PLATFORM = defineError({
  topic: 'client',
  code: 'client-unsupported-platform',
  kind: 'environment',
  meaning: "The client is not on this machine, and Debian's packages cannot be installed on its system.",
  fix: "Install the client before this step with the system's package manager, or run the job on ubuntu-latest.",
})

function notOnThisMachine(major: number, advice: string): BackupError {
  return new BackupError({
    ...CLIENT_UNSUPPORTED_PLATFORM,
    message: `There is no PostgreSQL client ${major} here, and on this system it cannot be installed from Debian's packages.`,
    hint: advice.replaceAll(/(?<=postgresql@?)N/g, String(major)),
  })
}

/**
 * Stores installed programs in the tool cache; where that cannot be written they stay in the run's own folder, for this run.
 * @param folder in the scratch folder of the parts
 * @param version as the programs say it
 * @returns where they are
 */
export async function storeTree(
  folder: string,
  { tool, version }: { readonly tool: string; readonly version: string },
  { cache, reporter, scratch }: Pick<ClientDeps, 'cache' | 'reporter' | 'scratch'>,
): Promise<string> {
  try {
    return await cache.store(folder, tool, semanticVersion(version))
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !NOT_WRITABLE.includes(String(error.code)))
      throw error
    const kept = join(scratch, `${tool}-${version}`)
    await rename(folder, kept)
    reporter.warning(
      `The tool cache cannot be written (${error.code}): PostgreSQL ${version} is installed for this run only`,
    )
    return kept
  }
}

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ENOENT']
