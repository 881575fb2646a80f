import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../../backup/errors.ts'
import type { Reporter } from '../../backup/reporter.ts'
import type { Apt } from './apt/apt.ts'
import { clientIn, type PostgresClient } from './client.ts'
import type { Commands } from './commands.ts'
import { findInFolders } from './directories.ts'
import type { Download } from './download.ts'
import { type InstalledTree, installClient } from './install-client.ts'
import { type DebianMachine, type Machine, thisMachine } from './machine.ts'
import { PGDG_KEY } from './pgdg-key.ts'
import { repositoriesFor } from './repositories.ts'
import type { ToolCache } from './tool-cache.ts'
import { semanticVersion } from './version.ts'

/** The name under which clients are kept in the tool cache. */
const TOOL = 'postgresql-client'

export interface WantedClient {
  readonly major: number
  /** Input `client-repository`: apt sources, one a line; then no other repository is asked. */
  readonly repository?: string
}

export interface ClientParts {
  readonly cache: ToolCache
  readonly download: Download
  readonly commands: Commands
  readonly reporter: Reporter
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** An existing folder for temporary files (RUNNER_TEMP); whatever is made in it is removed in every outcome. */
  readonly scratch: string
  readonly machine?: Machine
}

/**
 * Finds the client programs of a major version, or installs them into the tool cache: tool cache, usual folders, then
 * repositories (design §5).
 * @throws BackupError of kind environment or integrity, see problems.ts
 */
export async function provideClient(wanted: WantedClient, parts: ClientParts): Promise<PostgresClient> {
  const { cache, commands, env } = parts
  const { major } = wanted
  const machine = parts.machine ?? (await thisMachine(env))
  const stored = await findStored(major, cache, commands)
  if (stored) return stored
  const present = await findInFolders(major, machine.folders(major), commands)
  if (present) return present
  if (!machine.debian) throw notOnThisMachine(major, machine.otherwise)
  return install(wanted, machine.debian, parts)
}

/** A client in the cache that does not start any more, since the system's libraries changed, does not count. */
async function findStored(
  major: number,
  cache: ToolCache,
  commands: Commands,
): Promise<PostgresClient | undefined> {
  const folder = await cache.find(TOOL, major)
  if (folder === undefined) return undefined
  const client = await findInFolders(major, [join(folder, 'bin')], commands)
  return client && { ...client, origin: 'tool-cache' }
}

async function install(
  wanted: WantedClient,
  machine: DebianMachine,
  parts: ClientParts,
): Promise<PostgresClient> {
  const { cache, commands, reporter, download, signal } = parts
  const { major } = wanted
  if ((await commands.run('dpkg-deb', ['--version'])).exitCode !== 0) {
    throw notOnThisMachine(
      major,
      'Install dpkg, or the client itself and set PGBIN to the folder of its pg_dump.',
    )
  }
  const scratch = await mkdtemp(join(parts.scratch, 'postgresql-client-'))
  const trusted = { folder: machine.aptFolder, armored: [PGDG_KEY] }
  const apt: Apt = { download, commands, reporter, signal, machine, trusted, scratch }
  try {
    const { label, tree } = await installFromFirst(wanted, apt)
    signal.throwIfAborted()
    // Another job on this machine may have stored it meanwhile; replacing it would take it from under its feet.
    const meanwhile = await findStored(major, cache, commands)
    if (meanwhile) return meanwhile
    const folder = await cache.store(tree.folder, TOOL, semanticVersion(tree.version.version))
    reporter.info(`Installed PostgreSQL client ${tree.version.version} from ${label}`)
    return clientIn(join(folder, 'bin'), tree.version, label)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Tries the repositories in turn. One whose content is not what its key signed is never passed over in silence. */
async function installFromFirst(
  { major, repository }: WantedClient,
  apt: Apt,
): Promise<{ label: string; tree: InstalledTree }> {
  const repositories = await repositoriesFor(repository, apt.machine, apt.commands)
  const failures: BackupError[] = []
  for (const each of repositories) {
    try {
      return { label: each.label, tree: await installClient(major, each, apt) }
    } catch (cause) {
      apt.signal.throwIfAborted()
      if (!(cause instanceof BackupError) || cause.kind === 'integrity' || repositories.length === 1)
        throw cause
      apt.reporter.info(`No PostgreSQL client ${major} from ${each.label}: ${cause.message}`)
      failures.push(cause)
    }
  }
  throw new BackupError(
    {
      kind: 'environment',
      code: 'client-not-available',
      message: `No PostgreSQL client ${major} is on this machine or in its repositories. ${failures.map(each => each.message).join(' ')}`,
      hint: 'Give a repository that has it as client-repository, or install the client and set PGBIN to its folder.',
    },
    failures.at(-1),
  )
}

function notOnThisMachine(major: number, advice: string): BackupError {
  return new BackupError({
    kind: 'environment',
    code: 'client-unsupported-platform',
    message: `There is no PostgreSQL client ${major} here, and on this system it cannot be installed from Debian's packages.`,
    hint: advice.replaceAll(/(?<=postgresql@?)N/g, String(major)),
  })
}
