import { join } from 'node:path'
import { BackupError } from '../../backup/errors.ts'
import { canUnpack, fromFirst, type InstallParts, withApt } from './apt/from-repositories.ts'
import { clientIn, type PostgresClient } from './client.ts'
import { findInFolders } from './directories.ts'
import { findStored, TOOL } from './find-client.ts'
import { installClient } from './install-client.ts'
import { type DebianMachine, type Machine, thisMachine } from './machine.ts'
import { repositoriesFor } from './repositories.ts'
import { storeTree } from './store-tree.ts'
import type { ToolCache } from './tool-cache.ts'

export interface WantedClient {
  readonly major: number
  /** Input `client-repository`: apt sources, one a line; then no other repository is asked. */
  readonly repository?: string
}

export interface ClientParts extends InstallParts {
  readonly cache: ToolCache
  readonly env: NodeJS.ProcessEnv
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

async function install(
  wanted: WantedClient,
  machine: DebianMachine,
  parts: ClientParts,
): Promise<PostgresClient> {
  const { cache, commands, reporter, signal } = parts
  const { major, repository } = wanted
  if (!(await canUnpack(commands))) {
    throw notOnThisMachine(
      major,
      'Install dpkg, or the client itself and set PGBIN to the folder of its pg_dump.',
    )
  }
  return withApt(TOOL, machine, parts, async apt => {
    const repositories = await repositoriesFor(repository, machine, commands)
    const outcome = await fromFirst(repositories, `PostgreSQL client ${major}`, apt, each =>
      installClient(major, each, apt),
    )
    if ('failures' in outcome) throw notAvailable(major, outcome.failures)
    const { label, value: tree } = outcome
    signal.throwIfAborted()
    // Another job on this machine may have stored it meanwhile; replacing it would take it from under its feet.
    const meanwhile = await findStored(major, cache, commands)
    if (meanwhile) return meanwhile
    const folder = await storeTree(tree.folder, { tool: TOOL, version: tree.version.version }, parts)
    reporter.info(`Installed PostgreSQL client ${tree.version.version} from ${label}`)
    return clientIn(join(folder, 'bin'), tree.version, label)
  })
}

function notAvailable(major: number, failures: readonly BackupError[]): BackupError {
  return new BackupError(
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
