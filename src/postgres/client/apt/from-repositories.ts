import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../../../core/errors.ts'
import type { Reporter } from '../../../core/reporter.ts'
import type { Download } from '../../../http/download.ts'
import type { Commands } from '../commands.ts'
import type { DebianMachine } from '../machine.ts'
import { PGDG_KEY } from '../pgdg-key.ts'
import { notGoodEnough } from '../problems.ts'
import type { PackageRepository } from '../repositories.ts'
import { standing, type WantedVersion } from '../standing.ts'
import { comparePostgres } from '../version.ts'
import type { Apt } from './apt.ts'

/** What installing from a repository needs of a run. */
export interface InstallDeps {
  readonly download: Download
  readonly commands: Commands
  readonly reporter: Reporter
  readonly signal: AbortSignal
  /** An existing folder for temporary files (RUNNER_TEMP); no matter what is made in it is removed in every outcome. */
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
  { scratch: place, download, commands, reporter, signal }: InstallDeps,
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

/** What a repository has of that which is looked for. */
export interface Offer<T> {
  /** PostgreSQL's: `17.10`. */
  readonly version: string
  readonly install: () => Promise<T>
}

/** What is good enough. */
export interface Demand {
  /** For people: `PostgreSQL client 17`. */
  readonly what: string
  readonly wanted: WantedVersion
  /** The version below which nothing is taken. */
  readonly floor: string | undefined
  /** The version of what is on the machine already. */
  readonly newerThan: string | undefined
}

export type FromRepositories<T> =
  | { readonly label: string; readonly value: T }
  | {
      /** Of each repository, why not. */
      readonly failures: readonly BackupError[]
      /** Whether any of them could be asked. */
      readonly answered: boolean
    }

/**
 * Asks the repositories in turn, and installs from the first whose version is as new as wanted; if none is, from the one
 * with the newest. One whose content is not what its key signed is never passed over in silence.
 * @throws any failure of kind integrity
 */
export async function fromBest<T>(
  repositories: readonly PackageRepository[],
  demand: Demand,
  { signal, reporter }: Pick<Apt, 'signal' | 'reporter'>,
  offer: (repository: PackageRepository) => Promise<Offer<T>>,
): Promise<FromRepositories<T>> {
  const failures: BackupError[] = []
  const attempt = async <R>(label: string, body: () => Promise<R>): Promise<R | undefined> => {
    try {
      return await body()
    } catch (cause) {
      signal.throwIfAborted()
      if (!(cause instanceof BackupError) || cause.kind === 'integrity') throw cause
      if (repositories.length > 1) reporter.info(`No ${demand.what} from ${label}: ${cause.message}`)
      failures.push(cause)
      return undefined
    }
  }
  let answered = false
  const older: { readonly label: string; readonly version: string; readonly install: () => Promise<T> }[] = []
  for (const { label, ...rest } of repositories) {
    const offered = await attempt(label, () => offer({ label, ...rest }))
    if (!offered) continue
    answered = true
    const why = refusal(offered.version, demand)
    if (why)
      await attempt(label, () => Promise.reject(notGoodEnough(demand.what, label, offered.version, why)))
    else if (standing(offered.version, demand.wanted, demand.floor) === 'older')
      older.push({ label, ...offered })
    else {
      const value = await attempt(label, offered.install)
      if (value !== undefined) return { label, value }
    }
  }
  for (const { label, install } of older.toSorted((a, b) => comparePostgres(b.version, a.version))) {
    const value = await attempt(label, install)
    if (value !== undefined) return { label, value }
  }
  return { failures, answered }
}

/** Why a version is not taken at all. */
function refusal(version: string, { wanted, floor, newerThan }: Demand): string | undefined {
  if (newerThan !== undefined && comparePostgres(version, newerThan) <= 0)
    return `no newer than ${newerThan}, which is here`
  return standing(version, wanted, floor) === 'unsafe'
    ? `which has known security holes (${floor} is the first without)`
    : undefined
}
