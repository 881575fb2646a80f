import { BackupError } from '../../core/errors.ts'
import { SCRATCH_UNUSABLE } from '../../core/scratch-errors.ts'
import { sentence } from '../../core/sentence.ts'
import type { InstallDeps } from './apt/from-repositories.ts'
import { isDueForALook, lookAgain } from './look-again.ts'
import { standing, type WantedVersion } from './standing.ts'
import { newest } from './version.ts'

interface Programs {
  readonly version: string
  readonly origin: string
}

export type Installation<T> =
  | { readonly installed: T }
  | {
      readonly failure: BackupError
      /** Whether a repository could be asked, and has nothing better. */
      readonly answered: boolean
    }

/** Programs of one major version: where they may be, and what is said of them. */
export interface Search<T extends Programs> {
  readonly wanted: WantedVersion
  /** The version below which nothing is taken; undefined for any. */
  readonly floor: string | undefined
  /** Those in the tool cache, by preference. */
  stored(): Promise<readonly { readonly programs: T; readonly folder: string }[]>
  /** Those that belong to the machine, by preference. */
  present(): Promise<readonly T[]>
  /** Installs from the repositories what is newer than `than`, if that is given. */
  install(than: string | undefined): Promise<Installation<T>>
  /** What a user must know of programs that are older than wanted. */
  older(programs: T, least: string): string
  /** Why programs below the floor are not taken. */
  unsafe(programs: T, floor: string, cause: BackupError): BackupError
}

/**
 * Finds programs that are as new as wanted, or installs them: tool cache, usual folders, then repositories (design §5).
 * What is in the tool cache does not serve for ever: after a while a newer version is looked for, and if there is none,
 * or no repository answers, it serves on. Programs that are older than wanted serve, with a warning, if no newer ones
 * can be had; those below the floor never.
 * @throws BackupError those of `install` and `unsafe`
 */
export async function findOrInstall<T extends Programs>(
  search: Search<T>,
  { reporter, signal }: Pick<InstallDeps, 'reporter' | 'signal'>,
): Promise<T> {
  const { floor, wanted } = search
  const stands = ({ version }: Programs) => standing(version, wanted, floor)
  const stored = await search.stored()
  const cached = stored.find(({ programs }) => stands(programs) === 'fits')
  if (cached && !(await isDueForALook(cached.folder))) return cached.programs
  const present = cached ? [] : await search.present()
  const fitting = present.find(each => stands(each) === 'fits')
  if (fitting) return fitting

  const found = [...stored.map(({ programs }) => programs), ...present]
  const best = cached?.programs ?? newest(found.filter(each => stands(each) !== 'unsafe'))
  const outcome = await attempt(search, best?.version, signal)
  if (cached && ('installed' in outcome || outcome.answered)) await lookAgain(cached.folder)
  const taken = 'installed' in outcome ? outcome.installed : best
  if ('failure' in outcome) {
    const { failure } = outcome
    const unsafe = newest(found)
    if (!taken) throw unsafe && floor !== undefined ? search.unsafe(unsafe, floor, failure) : failure
    const say = failure.kind === 'integrity' ? reporter.warning : reporter.info
    say(`Nothing newer than ${taken.version} (${taken.origin}) was installed: ${failure.message}`)
  }
  if (!taken) throw new Error('neither programs nor a failure')
  if (wanted.least !== undefined && stands(taken) === 'older')
    reporter.warning(search.older(taken, wanted.least))
  return taken
}

async function attempt<T extends Programs>(
  search: Search<T>,
  than: string | undefined,
  signal: AbortSignal,
): Promise<Installation<T>> {
  try {
    return await search.install(than)
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof BackupError) return { failure: cause, answered: false }
    // No room to unpack in is no reason to do without what is there.
    if (than === undefined || !isOfSystem(cause)) throw cause
    return { failure: notInstalled(cause), answered: false }
  }
}

function isOfSystem(cause: unknown): cause is Error {
  return cause instanceof Error && 'syscall' in cause
}

function notInstalled(cause: Error): BackupError {
  return new BackupError(
    {
      ...SCRATCH_UNUSABLE,
      message: sentence(`A newer version could not be unpacked: ${cause.message}`),
      hint: 'Check that RUNNER_TEMP can be written to, and that its disk is not full.',
    },
    cause,
  )
}
