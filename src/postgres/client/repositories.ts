import { BackupError } from '../../core/errors.ts'
import { allEnded } from '../../stream/concurrency.ts'
import type { Apt } from './apt/apt.ts'
import { machineSources } from './apt/machine-sources.ts'
import { parseOneLineSources } from './apt/one-line.ts'
import { byPreference, type PackageIndex } from './apt/package-index.ts'
import { readSource } from './apt/read-source.ts'
import { type AptSource, sourceLabel } from './apt/source.ts'
import type { Commands } from './commands.ts'
import type { DebianMachine } from './machine.ts'
import { PGDG_KEY } from './pgdg-key.ts'
import { packageAbsent, repositoryLineWrong } from './problems.ts'
import { versionOfPackage } from './version.ts'

/** Sources that together have a client. */
export interface PackageRepository {
  readonly id: 'client-repository' | 'pgdg' | 'machine' | 'pgdg-archive'
  /** For people. */
  readonly label: string
  readonly sources: readonly AptSource[]
  /** Further sources, for libraries that the machine lacks. */
  readonly libraries: readonly AptSource[]
  /** Whether a source that can't be used is passed over: of the machine's many, most have nothing to do with us. */
  readonly tolerant: boolean
}

/**
 * Where a client is taken from, by preference.
 * @param given the input `client-repository`: then nothing else is asked
 * @throws BackupError `client-repository-wrong`
 */
export async function repositoriesFor(
  given: string | undefined,
  machine: DebianMachine,
  commands: Commands,
): Promise<PackageRepository[]> {
  if (given !== undefined && given.trim() !== '') {
    const { sources, wrong } = parseOneLineSources(given)
    const [line = given.trim()] = wrong
    if (wrong.length > 0 || sources.length === 0) throw repositoryLineWrong(line)
    const label = `client-repository (${sources.map(sourceLabel).join(', ')})`
    return [{ id: 'client-repository', label, sources, libraries: [], tolerant: false }]
  }
  const own = await machineSources(machine.aptFolder, machine.architecture, commands)
  const { codename } = machine
  const ofPgdg = (id: 'pgdg' | 'pgdg-archive', source: AptSource): PackageRepository => {
    return { id, label: `PGDG ${source.suite}`, sources: [source], libraries: own, tolerant: false }
  }
  const machines: PackageRepository = {
    id: 'machine',
    label: 'the apt sources of this machine',
    sources: own,
    libraries: [],
    tolerant: true,
  }
  if (codename === undefined) return [machines]
  // Large and slow, and asked for what nothing else has any more.
  return [ofPgdg('pgdg', pgdgSource(codename)), machines, ofPgdg('pgdg-archive', pgdgArchive(codename))]
}

export interface ReadRepository {
  readonly indexes: readonly PackageIndex[]
  /** Why sources were passed over. */
  readonly skipped: readonly string[]
}

/**
 * PostgreSQL's version of a package, of the one that would be chosen: `17.10`.
 * @throws BackupError `package-absent`
 */
export function versionOffered(
  name: string,
  { label }: Pick<PackageRepository, 'label'>,
  { indexes, skipped }: ReadRepository,
): string {
  const [best] = indexes.flatMap(index => index.named(name)).sort(byPreference)
  if (!best) throw packageAbsent(name, [label, ...skipped].join(', passed over: '))
  return versionOfPackage(best.version)
}

/** Reads the indexes of sources. Where `tolerant`, those that fail are reported, each on a line, and passed over. */
export async function readRepository(
  sources: readonly AptSource[],
  tolerant: boolean,
  apt: Apt,
): Promise<ReadRepository> {
  const skipped: string[] = []
  const read = sources.map(async source => {
    try {
      return await readSource(source, apt)
    } catch (cause) {
      if (!tolerant || !(cause instanceof BackupError)) throw cause
      skipped.push(cause.message)
      apt.reporter.info(`Passed over: ${cause.message}`)
      return []
    }
  })
  return { indexes: (await allEnded(read)).flat(), skipped }
}

/** The PostgreSQL project's own apt repository, of all major versions still supported (wiki.postgresql.org/wiki/Apt). */
export function pgdgSource(codename: string): AptSource {
  return signedByPgdg('https://apt.postgresql.org/pub/repos/apt', `${codename}-pgdg`)
}

/** Its archive, of all that it ever had: versions that are no longer supported are there alone (its own README). */
function pgdgArchive(codename: string): AptSource {
  return signedByPgdg('https://apt-archive.postgresql.org/pub/repos/apt', `${codename}-pgdg-archive`)
}

function signedByPgdg(uri: string, suite: string): AptSource {
  return {
    uris: [uri],
    suite,
    components: ['main'],
    architectures: [],
    signedBy: [{ armored: PGDG_KEY }],
    checkValidUntil: true,
    checkDate: true,
  }
}
