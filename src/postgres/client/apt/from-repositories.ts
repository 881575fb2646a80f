import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../../../backup/errors.ts'
import type { Reporter } from '../../../backup/reporter.ts'
import type { Commands } from '../commands.ts'
import type { Download } from '../download.ts'
import type { DebianMachine } from '../machine.ts'
import { PGDG_KEY } from '../pgdg-key.ts'
import type { PackageRepository } from '../repositories.ts'
import type { Apt } from './apt.ts'

/** What installing from a repository needs of a run. */
export interface InstallParts {
  readonly download: Download
  readonly commands: Commands
  readonly reporter: Reporter
  readonly signal: AbortSignal
  /** An existing folder for temporary files (RUNNER_TEMP); whatever is made in it is removed in every outcome. */
  readonly scratch: string
}

/** Whether this machine can unpack Debian's packages. */
export async function canUnpack(commands: Commands): Promise<boolean> {
  return (await commands.run('dpkg-deb', ['--version'])).exitCode === 0
}

/** Lends a folder to install in, which is gone afterwards. */
export async function withApt<T>(
  prefix: string,
  machine: DebianMachine,
  { scratch: place, download, commands, reporter, signal }: InstallParts,
  body: (apt: Apt) => Promise<T>,
): Promise<T> {
  const scratch = await mkdtemp(join(place, `${prefix}-`))
  const trusted = { folder: machine.aptFolder, armored: [PGDG_KEY] }
  try {
    return await body({ download, commands, reporter, signal, machine, trusted, scratch })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

export type FromRepositories<T> =
  | { readonly label: string; readonly value: T }
  /** Of each repository, why not. */
  | { readonly failures: readonly BackupError[] }

/**
 * Tries the repositories in turn. One whose content is not what its key signed is never passed over in silence.
 * @param what is looked for, for people: `PostgreSQL client 17`
 * @throws the failure of the only repository, and any of kind integrity
 */
export async function fromFirst<T>(
  repositories: readonly PackageRepository[],
  what: string,
  { signal, reporter }: Pick<Apt, 'signal' | 'reporter'>,
  install: (repository: PackageRepository) => Promise<T>,
): Promise<FromRepositories<T>> {
  const failures: BackupError[] = []
  for (const each of repositories) {
    try {
      return { label: each.label, value: await install(each) }
    } catch (cause) {
      signal.throwIfAborted()
      if (!(cause instanceof BackupError) || cause.kind === 'integrity' || repositories.length === 1)
        throw cause
      reporter.info(`No ${what} from ${each.label}: ${cause.message}`)
      failures.push(cause)
    }
  }
  return { failures }
}
